// RunningServer: satcheld on a data folder, started, killed and started again on the same port.
#pragma once

#include <memory>
#include <string>

#include "tests/driver/child_process.h"

namespace satchel::driver {

/// Returns a port of this machine that nothing listens on.
Result<int> free_port();

class RunningServer {
 public:
  /// Returns the server once it answers that it is ready; its log goes to `data`/satcheld.log.
  static Result<RunningServer> start(const std::string& data);

  const std::string& data() const { return data_; }
  int port() const { return port_; }
  /// Ends it as a power cut would.
  void kill() { process_->kill(); }
  /// Starts it again on its port and waits until it is ready.
  Result<void> restart();
  /// Asks it to end; an exit status other than 0 is an error.
  Result<void> stop();

 private:
  RunningServer(std::string data, int port) : data_(std::move(data)), port_(port) {}

  std::string data_;
  int port_;
  std::unique_ptr<ChildProcess> process_;
};

}  // namespace satchel::driver
