// Admission, the loop over one connection's requests, and the orderly end.
#include "server/http/connection_server.h"

#include <sys/socket.h>
#include <unistd.h>

#include <string_view>

#include "server/http/socket_address.h"

namespace satchel::server {
namespace {

// To tell peers beyond the caps at once that there is no room.
constexpr std::size_t spare_threads = 16;
// A close with unread bytes would take the answer back.
constexpr std::chrono::milliseconds refused_patience{2'000};
constexpr std::chrono::milliseconds busy_patience{200};

constexpr std::string_view busy_answer =
    "HTTP/1.1 503 Service Unavailable\r\n"
    "Content-Type: application/problem+json\r\n"
    "Cache-Control: no-store\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
    "Retry-After: 1\r\n"
    "Connection: close\r\n"
    "Content-Length: 119\r\n\r\n"
    R"({"type":"busy","title":"Too many connections","status":503,)"
    R"("detail":"Close idle connections or try again in a second."})";

}  // namespace

ConnectionServer::ConnectionServer(const ConnectionOptions& options) : options_(options) {
  const std::size_t threads = options.connections_max + spare_threads;
  new_task_queue = [threads] { return new httplib::ThreadPool(threads); };
  // Not SO_REUSEPORT, the default: a second server on the port must fail, not share it.
  set_socket_options(
      [](socket_t socket) { httplib::set_socket_opt(socket, SOL_SOCKET, SO_REUSEADDR, 1); });
  set_tcp_nodelay(true);
  set_payload_max_length(options.guard.sync_bytes_max);
  set_keep_alive_timeout(
      std::chrono::duration_cast<std::chrono::seconds>(options.deadlines.idle).count());
  set_keep_alive_max_count(options.requests_per_connection_max);
}

std::size_t ConnectionServer::connections() const {
  const std::lock_guard lock(mutex_);
  return open_;
}

void ConnectionServer::begin_stop() {
  stopping_ = true;
  stop();
}

bool ConnectionServer::admit(const std::string& address) {
  const std::lock_guard lock(mutex_);
  std::size_t& here = open_by_address_[address];
  ++here;
  ++open_;
  return open_ <= options_.connections_max && here <= options_.connections_per_address_max;
}

void ConnectionServer::leave(const std::string& address) {
  const std::lock_guard lock(mutex_);
  --open_;
  const auto here = open_by_address_.find(address);
  if (--here->second == 0) open_by_address_.erase(here);
}

void ConnectionServer::serve(DeadlineStream& stream, const std::string& address, int port) {
  std::string local_address;
  int local_port = 0;
  stream.get_local_ip_and_port(local_address, local_port);
  for (std::size_t left = options_.requests_per_connection_max; left > 0; --left) {
    if (!stream.wait_for_request(stopping_)) return;
    stream.begin_request();
    bool understood = false;
    bool refused = false;
    bool closed = false;
    const bool written =
        process_request(stream, address, port, local_address, local_port, left == 1 || stopping_,
                        closed, [&](auto& request) {
                          understood = true;
                          stream.begin_body();
                          request.ranges.clear();
                          refused = refuse_head(request, options_.guard).has_value();
                          // Without a length there is no body to drop.
                          request.body_consumed_ = refused || !request.has_header("Content-Length");
                        });
    if (!written || closed) return;
    // What follows a head we did not understand, or a body we did not read, is no request.
    if (!understood || refused) return stream.linger(refused_patience);
  }
}

bool ConnectionServer::process_and_close_socket(socket_t socket) {
  const auto [address, port] = remote_address(socket);
  DeadlineStream stream(socket, options_.deadlines);
  if (admit(address)) {
    serve(stream, address, port);
  } else {
    stream.write(busy_answer.data(), busy_answer.size());
    stream.linger(busy_patience);
  }
  leave(address);
  ::shutdown(socket, SHUT_RDWR);
  ::close(socket);
  return true;
}

}  // namespace satchel::server
