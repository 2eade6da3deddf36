// Dunning: what happens to an invoice that is not paid, step by step.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/date.h"
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

/// What is not done with a customer as with others.
struct AccountControls {
  bool no_invoicing = false;
  bool no_dunning = false;
  bool manual_pay = false;                 // Nothing is collected by itself.
  std::optional<Date> dunning_held_until;  // No steps up to this day, inclusive.

  bool operator==(const AccountControls&) const = default;
};

/// A step that was taken.
struct TakenStep {
  std::int64_t days_after_due = 0;
  DunningAct act = DunningAct::reminder;
  Date on = date(1970, 1, 1);

  bool operator==(const TakenStep&) const = default;
};

/// A step that comes, and when.
struct ComingStep {
  DunningStep step;
  Date on = date(1970, 1, 1);
};

/// Returns the next step for an invoice that was due on `due`, given those that were `taken` in
/// their order; nothing after the last. Between two steps as many days pass as the ladder says,
/// however late the first one was: nobody loses his service without the notice before it.
std::optional<ComingStep> next_step(const DunningLadder& ladder,
                                    const std::vector<TakenStep>& taken, Date due);

}  // namespace satchel
