// Sealing: only the holder of the private key reads it.
#include "shared/base/seal.h"

#include <doctest/doctest.h>

#include "tests/support/builders.h"

namespace satchel::seal_test {

TEST_SUITE("seal") {
  TEST_CASE("what is sealed to a key is opened with its pair, and with no other") {
    SeededRandom random(7);
    const SealKeys keys = make_seal_keys(random);
    const SealKeys others = make_seal_keys(random);
    CHECK(keys.public_key.size() == 64);
    CHECK(keys.public_key != others.public_key);

    const auto sealed = seal("Pässwort 1", keys.public_key, random);
    REQUIRE(sealed);
    CHECK(sealed->find("sswort") == std::string::npos);
    CHECK(open_seal(*sealed, keys) == "Pässwort 1");
    CHECK_FALSE(open_seal(*sealed, others));
  }

  TEST_CASE("the same text is sealed differently each time") {
    SeededRandom random;
    const SealKeys keys = make_seal_keys(random);
    CHECK(seal("a", keys.public_key, random) != seal("a", keys.public_key, random));
  }

  TEST_CASE("a changed box, a short one and what is no hex stay shut; a bad key seals nothing") {
    SeededRandom random;
    const SealKeys keys = make_seal_keys(random);
    std::string sealed = *seal("secret", keys.public_key, random);
    sealed.back() = sealed.back() == '0' ? '1' : '0';
    CHECK_FALSE(open_seal(sealed, keys));
    CHECK_FALSE(open_seal("00", keys));
    CHECK_FALSE(open_seal("xyz", keys));
    CHECK_FALSE(open_seal(sealed, SealKeys{}));
    CHECK_FALSE(seal("secret", "abc", random));
  }
}

}  // namespace satchel::seal_test
