// A new database of the private PostgreSQL server for each test that wants one.
#pragma once

#include <string>

#include "server/postgres/postgres_database.h"
#include "tests/postgres/postgres_engine.h"
#include "tests/support/builders.h"

namespace satchel::server {

/// Returns the address of a database without tables, which no other test sees.
inline std::string a_new_postgres() {
  static int made = 0;
  return need(postgres_engine().cluster().create("new_" + std::to_string(++made)));
}

/// Lets fixtures use an engine for a while, however the program was started.
class EngineScope {
 public:
  explicit EngineScope(TestEngine& engine) { chosen_engine() = &engine; }
  ~EngineScope() { chosen_engine() = before_; }
  EngineScope(const EngineScope&) = delete;
  EngineScope& operator=(const EngineScope&) = delete;

 private:
  TestEngine* before_ = chosen_engine();
};

}  // namespace satchel::server
