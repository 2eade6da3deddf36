// Dunning: what happens to an invoice that is not paid, step by step.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/enum_words.h"
#include "shared/domain/rejection.h"

namespace satchel {

/// A reminder is mailed; new orders are held; subscriptions are suspended; they end.
enum class DunningAct { reminder, hold, suspend, cancel };
SATCHEL_ENUM_WORDS(DunningAct, "reminder", "hold", "suspend", "cancel");

/// One step of the ladder.
struct DunningStep {
  std::int64_t days_after_due = 1;
  DunningAct act = DunningAct::reminder;
  std::string title;  // Of a reminder's mail, with names in braces (mail_template.h); else empty.
  std::string text;   // Likewise.

  bool operator==(const DunningStep&) const = default;
};

/// The steps in the order of their days.
using DunningLadder = std::vector<DunningStep>;

/// Returns what is wrong with the ladder, field by field: more than 20 steps, days out of range or
/// not in order, a step twice, a reminder without title or text, texts that are malformed.
std::vector<FieldProblem> problems_of(const DunningLadder& ladder);

/// Returns the steps that are due after so many days and not among those `done`. Of several
/// reminders only the last is worth a mail; `is_mailed` says which.
DunningLadder due_steps(const DunningLadder& ladder, std::int64_t days_overdue,
                        const DunningLadder& done);

/// Returns whether the step is the last reminder among the steps.
bool is_mailed(const DunningStep& step, const DunningLadder& steps);

}  // namespace satchel
