// Counterpart: a program of tests/counterparts on a free port, and the certificates it uses.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/driver/child_process.h"
#include "tests/server/http/http_fixture.h"

namespace satchel::server {

class Counterpart {
 public:
  /// Starts the script and waits until it says where it listens.
  explicit Counterpart(const std::string& script, std::vector<std::string> arguments = {});

  int port() const { return port_; }
  /// Returns what it printed so far.
  std::string printed() const;

 private:
  TemporaryFolder folder_;
  std::unique_ptr<driver::ChildProcess> process_;
  int port_ = 0;
};

/// A certificate of its own authority, made by openssl, for the name "localhost" or another.
class Certificate {
 public:
  explicit Certificate(const std::string& name);

  std::string path() const { return folder_.path() + "/cert.pem"; }
  std::string key_path() const { return folder_.path() + "/key.pem"; }

 private:
  TemporaryFolder folder_;
};

/// Returns the file's text; empty when there is none.
std::string file_text(const std::string& path);

}  // namespace satchel::server
