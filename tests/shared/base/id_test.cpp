// Ids and hashes: well-formed, ordered by time, the same on every machine.
#include "shared/base/id.h"

#include <doctest/doctest.h>

#include "shared/base/hash.h"
#include "tests/support/builders.h"

namespace satchel::id_test {

TEST_SUITE("id") {
  TEST_CASE("only lower-case UUIDs are ids") {
    CHECK(OrderId::parse("01938a5e-7c00-7abc-8def-0123456789ab"));
    for (const char* text :
         {"", "01938A5E-7c00-7abc-8def-0123456789ab", "01938a5e7c007abc8def0123456789ab",
          "01938a5e-7c00-7abc-8def-01234567", "01938a5e-7c00-7abc-8def-0123456789ag",
          "01938a5e_7c00-7abc-8def-0123456789ab"}) {
      CAPTURE(text);
      CHECK_FALSE(OrderId::parse(text));
    }
  }

  TEST_CASE("new ids are version 7 and sort by the time they were made") {
    SeededRandom random;
    const OrderId first = OrderId::make({1'000}, random);
    const OrderId second = OrderId::make({1'001}, random);
    const OrderId much_later = OrderId::make(test_now, random);

    CHECK(first < second);
    CHECK(second < much_later);
    CHECK(first.text()[14] == '7');
    CHECK(std::string("89ab").find(first.text()[19]) != std::string::npos);
    CHECK(first.text().substr(0, 13) == "00000000-03e8");
  }

  TEST_CASE("two ids of the same instant differ") {
    SeededRandom random;
    CHECK_FALSE(OrderId::make(test_now, random) == OrderId::make(test_now, random));
  }

  TEST_CASE("derived ids are the same on every machine and differ by parent and label") {
    const std::string parent = "00000000-0000-7000-8000-000000000001";
    const OrderItemId derived = OrderItemId::derive(parent, "item/0");

    CHECK(derived == OrderItemId::derive(parent, "item/0"));
    CHECK_FALSE(derived == OrderItemId::derive(parent, "item/1"));
    CHECK_FALSE(derived == OrderItemId::derive("x", "item/0"));
    CHECK(derived.text()[14] == '8');
    CHECK(is_uuid(derived.text()));
  }

  TEST_CASE("an empty id stands for none") {
    CHECK(OrderId().empty());
    CHECK_FALSE(an_order_id().empty());
  }
}

TEST_SUITE("hash") {
  TEST_CASE("SHA-256 gives the published digests") {
    CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  TEST_CASE("fields cannot flow into each other") {
    CHECK_FALSE(FieldDigest().add("ab").add("c").hex() == FieldDigest().add("a").add("bc").hex());
    CHECK_FALSE(FieldDigest().add("").add("a").hex() == FieldDigest().add("a").add("").hex());
    CHECK(FieldDigest().add("1").hex() == FieldDigest().add(std::int64_t{1}).hex());
  }
}

}  // namespace satchel::id_test
