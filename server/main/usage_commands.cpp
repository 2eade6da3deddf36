// satchel import usage: readings from a file.
#include <algorithm>
#include <ostream>

#include "server/http/usage_file.h"
#include "server/main/commands.h"
#include "server/main/people.h"
#include "server/main/text_file.h"

namespace satchel::server {

Result<void> run_usage_import(const CommandRun& run, const std::string& path) {
  const std::string text = SATCHEL_TRY(read_text_file(path));
  const auto outcomes = SATCHEL_TRY(import_usage(run.context, command_line_actor(), text));
  for (const UsageOutcome& each : outcomes) {
    if (!each.recorded) run.out << "Line " << each.line << ": " << each.problem << "\n";
  }
  const auto recorded = std::count_if(outcomes.begin(), outcomes.end(),
                                      [](const UsageOutcome& each) { return each.recorded; });
  run.out << recorded << " of " << outcomes.size() << " lines are recorded.\n";
  if (static_cast<std::size_t>(recorded) == outcomes.size()) return {};
  return fail(ErrorCode::invalid,
              "Some lines were refused; mend them and bring the file in again.");
}

}  // namespace satchel::server
