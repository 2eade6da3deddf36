// Percent-encoding: byte by byte, and only what an address needs.
#include "shared/base/percent.h"

#include <doctest/doctest.h>

namespace satchel::percent_test {

TEST_SUITE("percent") {
  TEST_CASE("unreserved characters stand as they are, every other byte is encoded") {
    CHECK(percent_encoded("aZ09-._~") == "aZ09-._~");
    CHECK(percent_encoded("a b&c=d/e+%") == "a%20b%26c%3Dd%2Fe%2B%25");
    CHECK(percent_encoded("Zoë") == "Zo%C3%AB");
    CHECK(percent_encoded("").empty());
  }
}

}  // namespace satchel::percent_test
