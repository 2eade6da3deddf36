// ServerOptions: everything that an operator or a test can choose about the HTTP server.
#pragma once

#include <cstdint>
#include <string>

namespace satchel::server {

struct ServerOptions {
  std::string host = "127.0.0.1";
  int port = 8080;            // 0 takes any free one.
  std::string database;       // The organisation's, as open_store takes it.
  std::string site_folder;    // The built browser client; empty serves none.
  std::string public_origin;  // "https://desk.example" behind a proxy; empty: http on this machine.
  bool log_everything = false;

  std::size_t connections_max = 128;
  std::size_t connections_per_address_max = 96;
  std::int64_t header_deadline_ms = 10'000;
  std::int64_t request_deadline_ms = 30'000;
  std::int64_t idle_deadline_ms = 5'000;

  // A bucket per user or, before login, per address: refilled each second, spent by a request each.
  std::int64_t requests_per_second = 500;
  std::int64_t requests_burst = 5'000;

  // After so many wrong passwords for a login from an address, it must wait; longer each time.
  std::int64_t login_failures_free = 5;
  std::int64_t login_failures_per_address_max = 100;
};

/// Returns whether only this machine reaches the server.
inline bool is_loopback(const ServerOptions& options) {
  return options.host == "127.0.0.1" || options.host == "localhost" || options.host == "::1";
}

/// Returns whether browsers reach the server over https.
inline bool is_https(const ServerOptions& options) {
  return options.public_origin.starts_with("https://");
}

}  // namespace satchel::server
