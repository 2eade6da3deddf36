// Holds every example in docs/sync_protocol.md to the messages this build reads and writes.
#include <doctest/doctest.h>

#include <fstream>
#include <functional>
#include <map>
#include <sstream>

#include "shared/wire/session_message.h"
#include "shared/wire/sync_message.h"

namespace satchel::protocol_examples_test {
namespace {

struct Example {
  std::string message;  // From the comment above: sync_request, session, ...
  std::string json;
};

std::vector<Example> read_examples() {
  std::ifstream file(std::string(SATCHEL_TESTS_FOLDER) + "/../docs/sync_protocol.md");
  std::vector<Example> examples;
  std::string message;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("<!-- ")) message = line.substr(5, line.find(' ', 5) - 5);
    if (inside && line == "```") inside = false;
    if (inside) examples.back().json += line + "\n";
    if (line == "```json") {
      inside = true;
      examples.push_back({message, ""});
    }
  }
  return examples;
}

template <class Parse>
std::string round_trip(Parse parse, const std::string& text) {
  const auto message = parse(text);
  if (!message) return message.error().message;
  return encode(*message);
}

TEST_CASE("every example in the protocol document is read and written again as it stands") {
  const std::map<std::string, std::function<std::string(const std::string&)>> messages = {
      {"login_request", [](const auto& text) { return round_trip(parse_login_request, text); }},
      {"session", [](const auto& text) { return round_trip(parse_session, text); }},
      {"sync_request", [](const auto& text) { return round_trip(parse_sync_request, text); }},
      {"sync_response", [](const auto& text) { return round_trip(parse_sync_response, text); }},
      {"problem", [](const auto& text) { return round_trip(parse_problem, text); }},
  };

  const auto examples = read_examples();

  CHECK(examples.size() == messages.size());
  for (const Example& example : examples) {
    CAPTURE(example.message);
    const auto compact = parse_json(example.json);
    REQUIRE(compact);
    REQUIRE(messages.contains(example.message));
    CHECK(messages.at(example.message)(example.json) == to_text(*compact));
  }
}

}  // namespace
}  // namespace satchel::protocol_examples_test
