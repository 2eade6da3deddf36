// Holds the mirror to what was painted: whatever can be seen can be heard, and the other way round.
#pragma once

#include <string>
#include <vector>

#include "web/kit/kit.h"

namespace satchel::web {

/// Returns a line for each text that was painted in sight and stands in no twin at its place
/// (within two pixels), and for each twin with words in sight where nothing was painted.
std::vector<std::string> mirror_mismatches(const Mirror& mirror,
                                           const std::vector<Painted>& painted);

}  // namespace satchel::web
