// Child programs by posix_spawn, ended by nothing but their own ids.
#include "tests/driver/child_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>

namespace satchel::driver {
namespace {

int exit_status_of(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

Result<int> spawn(const std::vector<std::string>& words, const std::string& log_path) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, log_path.c_str(),
                                   O_WRONLY | O_CREAT | O_APPEND, 0600);
  posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
  int id = 0;
  const int failure =
      posix_spawn(&id, words.front().c_str(), &files, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  if (failure != 0) {
    return fail(ErrorCode::unavailable, "the program " + words.front() +
                                            " could not be started: " + std::strerror(failure));
  }
  return id;
}

}  // namespace

std::string program_path(const std::string& name) {
  return std::string(SATCHEL_BUILD_FOLDER) + "/" + name;
}

Result<int> run_program(const std::vector<std::string>& words, const std::string& log_path) {
  const int id = SATCHEL_TRY(spawn(words, log_path));
  int status = 0;
  waitpid(id, &status, 0);
  return exit_status_of(status);
}

Result<std::unique_ptr<ChildProcess>> ChildProcess::start(const std::vector<std::string>& words,
                                                          const std::string& log_path) {
  const int id = SATCHEL_TRY(spawn(words, log_path));
  return std::unique_ptr<ChildProcess>(new ChildProcess(id));
}

ChildProcess::~ChildProcess() { kill(); }

bool ChildProcess::is_running() {
  if (id_ == 0) return false;
  int status = 0;
  if (waitpid(id_, &status, WNOHANG) != id_) return true;
  status_ = exit_status_of(status);
  id_ = 0;
  return false;
}

void ChildProcess::kill() {
  if (id_ == 0) return;
  ::kill(id_, SIGKILL);
  wait();
}

int ChildProcess::stop(int signal) {
  if (id_ == 0) return status_;
  ::kill(id_, signal);
  return wait();
}

int ChildProcess::wait() {
  int status = 0;
  waitpid(id_, &status, 0);
  id_ = 0;
  status_ = exit_status_of(status);
  return status_;
}

}  // namespace satchel::driver
