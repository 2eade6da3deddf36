// PostgresEngine: the tests of a program on PostgreSQL, with few databases for all of them.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/postgres/postgres_cluster.h"
#include "tests/support/engine.h"

namespace satchel {

/// Making a database takes longer than most tests: each is used again, emptied, with the schema
/// that its first test gave it.
class PostgresEngine final : public TestEngine {
 public:
  static Result<std::unique_ptr<PostgresEngine>> start();

  Result<std::unique_ptr<Database>> open(const std::string& path) override;
  std::string address_of(const std::string& path) override;

  /// Takes back what the last test used. All of its connections have to be closed.
  Result<void> end_test();

  const PostgresCluster& cluster() const { return *cluster_; }

 private:
  explicit PostgresEngine(std::unique_ptr<PostgresCluster> cluster)
      : cluster_(std::move(cluster)) {}
  Result<std::string> take();

  std::unique_ptr<PostgresCluster> cluster_;
  std::vector<std::string> free_;               // Names of databases without rows.
  std::vector<std::string> used_;               // By the test that runs.
  std::map<std::string, std::string> by_path_;  // The names that it knows again.
  int made_ = 0;
};

/// Returns this program's server, which the first call starts.
PostgresEngine& postgres_engine();

/// Returns whether the server was started.
bool is_postgres_started();

}  // namespace satchel
