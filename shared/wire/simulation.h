// The documents that `satchel simulate` reads and answers; docs/simulate.md describes them.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace satchel {

struct SimulationAnswer {
  std::string text;  // The answers as JSON, in the form and order of the cases.
  std::size_t answered = 0;
  std::size_t unsupported = 0;
};

/// Answers one case, or each of `{"cases": [...]}`. What we do not do is answered `unsupported`
/// with the reason. ErrorCode::invalid, with the place, for what cannot be read.
Result<SimulationAnswer> answer_simulation(std::string_view text);

}  // namespace satchel
