// A real server on a free port over a data folder of its own, and clients that talk to it.
#pragma once

#include <doctest/doctest.h>
#include <httplib.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <sstream>
#include <string>
#include <thread>

#include "server/http/http_server.h"
#include "server/store/system_random.h"
#include "tests/server/server_fixture.h"

namespace satchel::server {

/// A clock that the test moves while the server's threads read it.
class MovedClock final : public Clock {
 public:
  Timestamp now() const override { return {ms_.load()}; }
  void advance(std::int64_t ms) { ms_ += ms; }

 private:
  std::atomic<std::int64_t> ms_{test_now.ms};
};

/// A folder that is gone with its owner.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }
  /// Writes a file below the folder, making the folders on its way.
  void write(const std::string& name, std::string_view bytes) const;

 private:
  std::string path_;
};

inline constexpr const char* right_password = "correct horse battery";

/// The users of TestServer (nancy, andrew, ada) behind HTTP. Their password is `right_password`
/// after `give_passwords`, which takes a while; `token_of` needs none.
class TestHttp {
 public:
  explicit TestHttp(ServerOptions options = {});
  ~TestHttp();

  int port() const { return server_->port(); }
  httplib::Client client() const;
  /// Returns a client that sends a bearer token of this user.
  httplib::Client client_of(const std::string& login);
  /// Returns a fresh token of the user, on the device when one is named.
  std::string token_of(const std::string& login, const DeviceId& device = {});
  void give_passwords();
  /// Sends raw bytes on a new connection and returns everything that comes until it is closed.
  std::string send_raw(const std::string& bytes) const;
  /// Returns what was logged so far.
  std::string log() const;
  /// Requires that the server still answers.
  void check_is_up() const;

  TemporaryFolder folder;
  MovedClock clock;
  TestServer store;  // The same database file, for tests to write and look at.

 private:
  class SharedLog;

  SystemRandom random_;
  std::unique_ptr<SharedLog> log_;
  std::unique_ptr<std::ostream> log_stream_;
  std::unique_ptr<HttpServer> server_;
  std::thread thread_;
};

/// Requires an application/problem+json answer of this status with a detail, and returns it.
Problem check_problem(const httplib::Result& result, int status);

/// Returns the answer's JSON text, or "no answer: ..." with the reason.
std::string text_of(const httplib::Result& result);

/// Returns `bytes` compressed with gzip.
std::string gzipped(const std::string& bytes);

}  // namespace satchel::server
