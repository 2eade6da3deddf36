// The strict JSON reader: what it takes, and what it refuses with which words.
#include "shared/wire/json.h"

#include <doctest/doctest.h>

#include "shared/wire/command_wire.h"
#include "shared/wire/reader.h"

namespace satchel::json_test {
namespace {

std::string problem_of(std::string_view text) {
  const auto json = parse_json(text);
  return json ? "" : json.error().message;
}

std::string nested(int depth) { return std::string(static_cast<std::size_t>(depth), '['); }

TEST_CASE("parse_json and to_text keep order, escapes and whole numbers") {
  const std::string text = R"({"b":[1,-2,9223372036854775807],"a":"é \" \\ \n \u0001","c":null})";

  const auto json = parse_json(text);

  REQUIRE(json);
  CHECK(to_text(*json) == text);
}

TEST_CASE("parse_json refuses what is not strict JSON and says why") {
  CHECK(problem_of("").find("malformed near byte") != std::string::npos);
  CHECK(problem_of("{\"a\":1,}").find("malformed near byte") != std::string::npos);
  CHECK(problem_of("{\"a\":1} x").find("malformed near byte") != std::string::npos);
  CHECK(problem_of("NaN").find("malformed") != std::string::npos);
  CHECK(problem_of("1.5").find("numbers must be whole") != std::string::npos);
  CHECK(problem_of("1e3").find("numbers must be whole") != std::string::npos);
  CHECK_FALSE(problem_of("1e999").empty());
  CHECK(problem_of("9223372036854775808").find("beyond 64 bits") != std::string::npos);
  CHECK(problem_of("{\"a\":1,\"a\":2}").find("\"a\" appears twice") != std::string::npos);
  CHECK(problem_of("\"\\u0000\"").find("U+0000") != std::string::npos);
  CHECK_FALSE(problem_of("\"\xff\"").empty());
  CHECK_FALSE(problem_of("\"\\ud800\"").empty());
}

TEST_CASE("parse_json refuses documents deeper than 32 levels") {
  CHECK(problem_of(nested(32) + std::string(32, ']')).empty());
  CHECK(problem_of(nested(33)).find("deeper than 32") != std::string::npos);
  CHECK(problem_of(nested(1'000'000)).find("deeper than 32") != std::string::npos);
}

TEST_CASE("a strict reader names an unknown field and the path of a wrong one") {
  const auto read = [](std::string_view text) {
    const auto result = read_document(text, Strictness::strict, [](ObjectReader& in) {
      std::int64_t sum = 0;
      in.each_object("items", 10, [&](ObjectReader& item) { sum += item.number("quantity"); });
      return sum;
    });
    return result ? std::to_string(*result) : result.error().message;
  };

  CHECK(read(R"({"items":[{"quantity":2},{"quantity":3}]})") == "5");
  CHECK(read(R"({"items":[{"quantity":2},{"quantity":"3"}]})") ==
        "items[1].quantity must be a whole number.");
  CHECK(read(R"({"items":[{"quantity":2,"price":1}]})") == "items[0].price is not a known field.");
  CHECK(read(R"({"items":[{}]})") == "items[0].quantity is missing.");
  CHECK(read(R"({"items":{}})") == "items must be an array.");
  CHECK(read(R"([])") == "The document must be an object.");
  CHECK(read(R"({"items":[1]})") == "items[0] must be an object.");
}

TEST_CASE("a tolerant reader skips what it does not know") {
  const auto result = read_document(R"({"new":[1],"old":7})", Strictness::tolerant,
                                    [](ObjectReader& in) { return in.number("old"); });

  REQUIRE(result);
  CHECK(*result == 7);
}

TEST_CASE("an unknown command kind is refused by name") {
  const auto command =
      parse_command(R"({"seq":1,"at":2,"kind":"erase_everything","v":1,"data":{}})");

  REQUIRE_FALSE(command);
  CHECK(command.error().message == "kind is not a known word: erase_everything.");
}

TEST_CASE("the journal hash changes with the text and with everything before it") {
  const std::string first = chain_hash("journal", "one");

  CHECK(first.size() == 64);
  CHECK(chain_hash("journal", "two") != first);
  CHECK(chain_hash(first, "two") != chain_hash("journal", "two"));
  CHECK(chain_hash("ab", "c") != chain_hash("a", "bc"));
}

}  // namespace
}  // namespace satchel::json_test
