// A data folder of its own for commands, and what they print.
#pragma once

#include <memory>
#include <sstream>
#include <string>

#include "server/main/commands.h"
#include "tests/server/http/http_fixture.h"

namespace satchel::server {

/// A data folder with an open database, and what commands print.
class TestFolder {
 public:
  TestFolder()
      : folder(need(DataFolder::open(temporary.path() + "/data"))),
        database(need(open_database(folder, random, test_now))) {}

  CommandRun run() { return {folder, {*database, random, test_now}, printed}; }

  template <class Read>
  auto read(Read look) {
    const auto tx = need(database->begin(Access::read));
    return look(*tx);
  }
  std::int64_t count(const std::string& sql) {
    return read([&](Transaction& tx) { return need(tx.query(sql))[0].number(0); });
  }
  std::string take_printed() {
    std::string text = printed.str();
    printed.str("");
    return text;
  }

  TemporaryFolder temporary;
  SeededRandom random{7};  // Not the seed of TestServer: they may share a database.
  std::ostringstream printed;
  DataFolder folder;
  std::unique_ptr<Database> database;
};

inline InitArguments a_real_company() {
  InitArguments arguments{.admin_login = "ada@real.example", .address = "http://127.0.0.1:1"};
  arguments.organisation = {.legal_name = "Real Trading GmbH",
                            .address = "Hafen 1, Bremen",
                            .currency = Currency::eur,
                            .time_zone = "Europe/Berlin"};
  return arguments;
}

}  // namespace satchel::server
