// Which steps are due.
#include "shared/domain/dunning/dunning.h"

#include <algorithm>
#include <array>
#include <utility>

#include "shared/base/text.h"
#include "shared/domain/limits.h"

namespace satchel {
namespace {

constexpr std::size_t ladder_steps_max = 20;
constexpr std::int64_t ladder_days_max = 3'650;
constexpr std::size_t reminder_title_length_max = 150;

bool is_same_step(const DunningStep& left, const DunningStep& right) {
  return left.act == right.act && left.days_after_due == right.days_after_due;
}

bool holds(const DunningLadder& steps, const DunningStep& wanted) {
  return std::any_of(steps.begin(), steps.end(),
                     [&](const DunningStep& each) { return is_same_step(each, wanted); });
}

void check_words(std::vector<FieldProblem>& problems, const DunningStep& step,
                 const std::string& at) {
  const std::array<std::pair<const char*, const std::string*>, 2> texts{
      {{".title", &step.title}, {".text", &step.text}}};
  for (const auto& [name, text] : texts) {
    const std::size_t most = text == &step.title ? reminder_title_length_max : notes_length_max;
    const bool missing = step.act == DunningAct::reminder && trim(*text).empty();
    if (missing) problems.push_back({at + name, Reason::field_required});
    const bool many_lines = text == &step.title && text->find('\n') != std::string::npos;
    if (!is_clean_utf8(*text) || many_lines) problems.push_back({at + name, Reason::field_invalid});
    if (length_of(*text) > most) problems.push_back({at + name, Reason::field_too_long});
  }
}

}  // namespace

std::vector<FieldProblem> problems_of(const DunningLadder& ladder) {
  std::vector<FieldProblem> problems;
  if (ladder.size() > ladder_steps_max) problems.push_back({"steps", Reason::field_too_long});
  for (std::size_t index = 0; index < ladder.size(); ++index) {
    const DunningStep& step = ladder[index];
    const std::string at = "steps[" + std::to_string(index) + "]";
    const std::int64_t least = index == 0 ? 1 : ladder[index - 1].days_after_due;
    const DunningLadder before(ladder.begin(), ladder.begin() + static_cast<std::ptrdiff_t>(index));
    if (step.days_after_due < least || step.days_after_due > ladder_days_max ||
        holds(before, step)) {
      problems.push_back({at + ".days_after_due", Reason::field_invalid});
    }
    check_words(problems, step, at);
  }
  return problems;
}

std::optional<ComingStep> next_step(const DunningLadder& ladder,
                                    const std::vector<TakenStep>& taken, Date due) {
  for (const DunningStep& step : ladder) {
    const bool done = std::any_of(taken.begin(), taken.end(), [&](const TakenStep& each) {
      return each.act == step.act && each.days_after_due == step.days_after_due;
    });
    const Date earliest = add_days(due, step.days_after_due);
    if (taken.empty()) return ComingStep{step, earliest};
    const TakenStep& last = taken.back();
    if (done || step.days_after_due < last.days_after_due) continue;
    const Date after_last = add_days(last.on, step.days_after_due - last.days_after_due);
    return ComingStep{step, std::max(earliest, after_last)};
  }
  return std::nullopt;
}

}  // namespace satchel
