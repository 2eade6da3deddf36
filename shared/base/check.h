// SATCHEL_CHECK: an assertion that stays on in production; a broken invariant stops the program.
#pragma once

namespace satchel {

/// Prints the failed condition and its place, then aborts.
[[noreturn]] void check_failed(const char* condition, const char* file, int line);

#define SATCHEL_CHECK(condition) \
  ((condition) ? void(0) : ::satchel::check_failed(#condition, __FILE__, __LINE__))

}  // namespace satchel
