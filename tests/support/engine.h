// TestEngine: what the databases of a test program's tests are kept in.
#pragma once

#include <memory>
#include <string>

#include "shared/store/sqlite_database.h"

namespace satchel {

/// SQLite unless the program was started for another engine.
class TestEngine {
 public:
  virtual ~TestEngine() = default;

  /// Opens the database at the path, as it was left in this test; ":memory:" is always another one.
  /// It may have a schema already, but has no rows unless this test wrote them.
  virtual Result<std::unique_ptr<Database>> open(const std::string& path) = 0;

  /// Returns what programs open the database at the path by.
  virtual std::string address_of(const std::string& path) = 0;
};

class SqliteEngine final : public TestEngine {
 public:
  Result<std::unique_ptr<Database>> open(const std::string& path) override {
    return open_sqlite({.path = path});
  }
  std::string address_of(const std::string& path) override { return path; }
};

/// The engine of this program; its main function may set another one.
inline TestEngine*& chosen_engine() {
  static SqliteEngine sqlite;
  static TestEngine* engine = &sqlite;
  return engine;
}

inline TestEngine& test_engine() { return *chosen_engine(); }

}  // namespace satchel
