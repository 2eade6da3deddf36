// Tests that docs/openapi.yaml describes exactly the routes that the server has.
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include "server/http/route.h"

namespace satchel::server::openapi_test {
namespace {

struct Operation {
  std::set<std::string> statuses;
  bool open = false;  // `security: []`
  bool body = false;
};

using Operations = std::map<std::string, Operation>;  // By "GET /v1/orders".

std::size_t indent_of(const std::string& line) { return line.find_first_not_of(' '); }

std::string upper(std::string text) {
  for (char& letter : text) {
    letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
  }
  return text;
}

/// Reads the operations by the file's own layout: paths at two spaces, methods at four, their
/// fields at six, statuses at eight.
Operations documented() {
  std::ifstream in(SATCHEL_TESTS_FOLDER "/../docs/openapi.yaml");
  REQUIRE(in);
  Operations operations;
  std::string path;
  Operation* operation = nullptr;
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    const std::size_t indent = indent_of(line);
    if (indent == 0) inside = line == "paths:";
    if (!inside || indent == std::string::npos) continue;
    if (indent == 2) {
      path = line.substr(2, line.size() - 3);
    } else if (indent == 4) {
      operation = &operations[upper(line.substr(4, line.size() - 5)) + " " + path];
    } else if (line == "      security: []") {
      operation->open = true;
    } else if (line == "      requestBody:") {
      operation->body = true;
    } else if (indent == 8 && line[8] == '"') {
      operation->statuses.insert(line.substr(9, 3));
    }
  }
  return operations;
}

std::string key_of(const Route& route) {
  std::string pattern(route.pattern);
  if (const std::size_t dots = pattern.find("...}"); dots != pattern.npos) pattern.erase(dots, 3);
  return std::string(route.method) + " " + pattern;
}

/// Returns the statuses that a route must document by the checks every request passes.
std::set<std::string> expected_statuses(const Route& route) {
  std::set<std::string> statuses;
  if (!std::holds_alternative<Anyone>(route.admits)) statuses.insert({"401", "403"});
  if (route.produces != "*") statuses.insert("406");
  if (route.body != Body::none) statuses.insert({"400", "413", "415"});
  if (route.handler != nullptr) statuses.insert("429");
  if (route.pattern.find("{id}") != std::string_view::npos) statuses.insert("404");
  return statuses;
}

TEST_SUITE("openapi") {
  TEST_CASE("every route is described, and nothing else is") {
    std::set<std::string> known;
    for (const Route& route : routes()) known.insert(key_of(route));
    std::set<std::string> described;
    for (const auto& [key, operation] : documented()) described.insert(key);

    for (const std::string& key : known) CHECK_MESSAGE(described.contains(key), key);
    for (const std::string& key : described) CHECK_MESSAGE(known.contains(key), key);
  }

  TEST_CASE("each operation says whether it needs a login, its body and its plausible answers") {
    const Operations operations = documented();
    for (const Route& route : routes()) {
      const std::string key = key_of(route);
      CAPTURE(key);
      REQUIRE(operations.contains(key));
      const Operation& operation = operations.at(key);
      CHECK(operation.open == std::holds_alternative<Anyone>(route.admits));
      CHECK(operation.body == (route.body != Body::none));
      const bool succeeds = std::any_of(
          operation.statuses.begin(), operation.statuses.end(),
          [](const std::string& status) { return status[0] == '2' || status[0] == '3'; });
      CHECK(succeeds);
      for (const std::string& status : expected_statuses(route)) {
        CHECK_MESSAGE(operation.statuses.contains(status), status);
      }
    }
  }
}

}  // namespace
}  // namespace satchel::server::openapi_test
