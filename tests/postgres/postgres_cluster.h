// PostgresCluster: the real PostgreSQL server, private to one test program.
#pragma once

#include <memory>
#include <string>

#include "tests/driver/child_process.h"

namespace satchel {

/// Debian's server on a socket in a folder of its own, without TCP. It ends with its owner, and
/// with the program.
class PostgresCluster {
 public:
  static Result<std::unique_ptr<PostgresCluster>> start();
  ~PostgresCluster();
  PostgresCluster(const PostgresCluster&) = delete;
  PostgresCluster& operator=(const PostgresCluster&) = delete;

  /// Returns the address of a database.
  std::string url_of(const std::string& name) const;
  /// Makes an empty database, as our documentation says to, and returns its address.
  Result<std::string> create(const std::string& name) const;
  /// Runs statements in a database, each for itself.
  Result<void> run(const std::string& name, const std::string& statements) const;

 private:
  explicit PostgresCluster(std::string folder) : folder_(std::move(folder)) {}
  Result<void> start_server();

  std::string folder_;
  std::unique_ptr<driver::ChildProcess> server_;
};

}  // namespace satchel
