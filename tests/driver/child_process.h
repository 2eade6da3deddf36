// ChildProcess: a program of this build, started, read from and ended by its id.
#pragma once

#include <csignal>
#include <memory>
#include <string>
#include <vector>

#include "shared/base/result.h"

namespace satchel::driver {

/// Returns the path of a program in this build's folder.
std::string program_path(const std::string& name);

/// Runs the program to its end. Returns its exit status; its output goes to `log_path`.
Result<int> run_program(const std::vector<std::string>& words, const std::string& log_path);

/// A program that goes on beside this one. Destroying it kills it.
class ChildProcess {
 public:
  /// Starts `words[0]` with the other words; output is appended to `log_path`.
  static Result<std::unique_ptr<ChildProcess>> start(const std::vector<std::string>& words,
                                                     const std::string& log_path);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  /// Returns whether it has not ended yet.
  bool is_running();
  /// Ends it at once, as a power cut would (SIGKILL), and waits until it is gone.
  void kill();
  /// Asks it to end and returns its exit status; 128 + signal when one ended it.
  int stop(int signal = SIGTERM);

 private:
  explicit ChildProcess(int id) : id_(id) {}
  int wait();

  int id_ = 0;  // 0 once it is gone.
  int status_ = 0;
};

}  // namespace satchel::driver
