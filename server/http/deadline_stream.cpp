// Reading and writing a socket with poll, never beyond the request's deadline.
#include "server/http/deadline_stream.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "server/http/socket_address.h"

namespace satchel::server {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr size_t buffer_size = 16 * 1024;
constexpr size_t linger_bytes_max = 16u << 20;
constexpr milliseconds idle_step{250};

}  // namespace

DeadlineStream::DeadlineStream(socket_t socket, const Deadlines& deadlines)
    : socket_(socket), deadlines_(deadlines), buffer_(buffer_size) {
  begin_request();
}

void DeadlineStream::begin_request() {
  begun_ = steady_clock::now();
  read_until_ = begun_ + deadlines_.header;
  writing_ = false;
}

void DeadlineStream::begin_body() { read_until_ = begun_ + deadlines_.request; }

bool DeadlineStream::wait_for_request(const std::atomic<bool>& stopping) {
  const Instant until = steady_clock::now() + deadlines_.idle;
  while (!stopping.load()) {
    if (is_readable()) return true;
    const Instant step = std::min(until, steady_clock::now() + idle_step);
    if (wait(POLLIN, step)) return true;
    if (steady_clock::now() >= until) return false;
  }
  return false;
}

void DeadlineStream::linger(milliseconds patience) {
  ::shutdown(socket_, SHUT_WR);
  const Instant until = steady_clock::now() + patience;
  std::array<char, 4096> dropped;
  size_t total = 0;
  while (total < linger_bytes_max && wait(POLLIN, until)) {
    const ssize_t count = ::recv(socket_, dropped.data(), dropped.size(), 0);
    if (count <= 0) return;
    total += static_cast<size_t>(count);
  }
}

bool DeadlineStream::wait(short events, Instant until) const {
  while (true) {
    const auto left = std::chrono::ceil<milliseconds>(until - steady_clock::now());
    if (left.count() <= 0) return false;
    pollfd waited{socket_, events, 0};
    const int ready = ::poll(&waited, 1, static_cast<int>(left.count()));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

bool DeadlineStream::is_readable() const { return buffer_begin_ < buffer_end_; }

bool DeadlineStream::wait_readable() const { return is_readable() || wait(POLLIN, read_until_); }

bool DeadlineStream::wait_writable() const {
  return wait(POLLOUT, steady_clock::now() + deadlines_.response);
}

ssize_t DeadlineStream::read(char* to, size_t size) {
  if (!is_readable()) {
    if (!wait(POLLIN, read_until_)) {
      error_ = httplib::Error::Timeout;
      return -1;
    }
    const ssize_t count = ::recv(socket_, buffer_.data(), buffer_.size(), 0);
    if (count <= 0) {
      error_ = count == 0 ? httplib::Error::ConnectionClosed : httplib::Error::Read;
      return count;
    }
    buffer_begin_ = 0;
    buffer_end_ = static_cast<size_t>(count);
  }
  const size_t taken = std::min(size, buffer_end_ - buffer_begin_);
  std::memcpy(to, buffer_.data() + buffer_begin_, taken);
  buffer_begin_ += taken;
  return static_cast<ssize_t>(taken);
}

ssize_t DeadlineStream::write(const char* from, size_t size) {
  if (!writing_) {
    writing_ = true;
    write_until_ = steady_clock::now() + deadlines_.response;
  }
  if (!wait(POLLOUT, write_until_)) return -1;
  // MSG_DONTWAIT: with a blocking send a slow reader would hold the thread past the deadline.
  const ssize_t sent = ::send(socket_, from, size, MSG_NOSIGNAL | MSG_DONTWAIT);
  return sent < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : sent;
}

void DeadlineStream::get_remote_ip_and_port(std::string& ip, int& port) const {
  const SocketAddress address = remote_address(socket_);
  ip = address.ip;
  port = address.port;
}

void DeadlineStream::get_local_ip_and_port(std::string& ip, int& port) const {
  const SocketAddress address = local_address(socket_);
  ip = address.ip;
  port = address.port;
}

time_t DeadlineStream::duration() const {
  const auto passed = steady_clock::now() - begun_;
  return static_cast<time_t>(std::chrono::duration_cast<milliseconds>(passed).count());
}

}  // namespace satchel::server
