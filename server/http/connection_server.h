// ConnectionServer: cpp-httplib's server with our own caps on connections and on time.
#pragma once

#include <httplib.h>

#include <atomic>
#include <map>
#include <mutex>
#include <string>

#include "server/http/deadline_stream.h"
#include "server/http/request_guard.h"

namespace satchel::server {

struct ConnectionOptions {
  Deadlines deadlines;
  GuardOptions guard;
  std::size_t connections_max = 128;
  std::size_t connections_per_address_max = 96;
  std::size_t requests_per_connection_max = 1'000;
};

/// Serves each connection on a thread of a pool that is larger than the connections allowed, so
/// that slow peers can never hold every thread; what is beyond the caps is told 503 at once.
class ConnectionServer final : public httplib::Server {
 public:
  explicit ConnectionServer(const ConnectionOptions& options);

  /// Returns how many connections are open now.
  std::size_t connections() const;
  /// Ends idle connections, lets running requests finish, and returns from listening.
  void begin_stop();

 private:
  bool process_and_close_socket(socket_t socket) override;
  void serve(DeadlineStream& stream, const std::string& address, int port);
  bool admit(const std::string& address);
  void leave(const std::string& address);

  ConnectionOptions options_;
  std::atomic<bool> stopping_{false};
  mutable std::mutex mutex_;
  std::size_t open_ = 0;
  std::map<std::string, std::size_t> open_by_address_;
};

}  // namespace satchel::server
