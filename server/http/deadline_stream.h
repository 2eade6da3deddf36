// DeadlineStream: one connection's socket with a deadline over the whole header and whole request.
#pragma once

#include <httplib.h>

#include <chrono>
#include <string>
#include <vector>

namespace satchel::server {

/// How long a peer may take; a peer that sends or reads byte by byte gains nothing.
struct Deadlines {
  std::chrono::milliseconds header{10'000};
  std::chrono::milliseconds request{30'000};   // Header and body together.
  std::chrono::milliseconds response{30'000};  // From the first byte written.
  std::chrono::milliseconds idle{5'000};       // Between two requests of one connection.
};

/// The stream that cpp-httplib reads requests from and writes responses to. It lives as long as the
/// connection, so that nothing a peer sent early is lost between two requests.
class DeadlineStream final : public httplib::Stream {
 public:
  DeadlineStream(socket_t socket, const Deadlines& deadlines);

  /// Begins the deadlines of the next request.
  void begin_request();
  /// The header is complete: from here the deadline of the whole request counts.
  void begin_body();
  /// Waits in steps for the next request. False when the peer is gone, idle for too long, or
  /// `stopping` turned true.
  bool wait_for_request(const std::atomic<bool>& stopping);
  /// Ends the connection so that the peer still gets the last response: closes the sending side and
  /// drops what it goes on sending, for at most `patience`.
  void linger(std::chrono::milliseconds patience);

  bool is_readable() const override;
  bool wait_readable() const override;
  bool wait_writable() const override;
  ssize_t read(char* to, size_t size) override;
  ssize_t write(const char* from, size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  socket_t socket() const override { return socket_; }
  time_t duration() const override;

 private:
  using Instant = std::chrono::steady_clock::time_point;

  bool wait(short events, Instant until) const;

  socket_t socket_;
  Deadlines deadlines_;
  Instant begun_;
  Instant read_until_;
  Instant write_until_;
  bool writing_ = false;
  std::vector<char> buffer_;
  size_t buffer_begin_ = 0;
  size_t buffer_end_ = 0;
};

}  // namespace satchel::server
