// The end of a program whose own invariant is broken: say where, and stop.
#include "shared/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace satchel {

void check_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "satchel: broken invariant %s at %s:%d\n", condition, file, line);
  std::abort();
}

}  // namespace satchel
