// Starts satcheld and asks it whether it is ready.
#include "tests/driver/running_server.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "tests/driver/http_session.h"

namespace satchel::driver {
namespace {

constexpr int ready_attempts_max = 2'000;
constexpr auto ready_attempt_pause = std::chrono::milliseconds(10);

}  // namespace

Result<int> free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* any = reinterpret_cast<sockaddr*>(&address);
  const bool bound =
      socket >= 0 && bind(socket, any, size) == 0 && getsockname(socket, any, &size) == 0;
  if (socket >= 0) close(socket);
  if (!bound) return fail(ErrorCode::unavailable, "no port of this machine could be had");
  return ntohs(address.sin_port);
}

Result<RunningServer> RunningServer::start(const std::string& data) {
  RunningServer server(data, SATCHEL_TRY(free_port()));
  SATCHEL_TRY(server.restart());
  return server;
}

Result<void> RunningServer::restart() {
  const std::string log_path = data_ + "/satcheld.log";
  process_ = SATCHEL_TRY(ChildProcess::start(
      {program_path("satcheld"), "--data", data_, "--port", std::to_string(port_)}, log_path));
  for (int attempt = 0; attempt < ready_attempts_max && process_->is_running(); ++attempt) {
    // A connection of its own each time: a refused one is not tried again by itself.
    if (HttpSession(port_).get("/readyz").status == 200) return {};
    std::this_thread::sleep_for(ready_attempt_pause);
  }
  return fail(ErrorCode::unavailable, "satcheld did not become ready; its log is " + log_path);
}

Result<void> RunningServer::stop() {
  const int status = process_->stop();
  if (status == 0) return {};
  return fail(ErrorCode::unavailable, "satcheld ended with status " + std::to_string(status));
}

}  // namespace satchel::driver
