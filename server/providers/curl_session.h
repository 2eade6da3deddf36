// CurlSession: one exchange by libcurl with the settings that all adapters share.
#pragma once

#include <curl/curl.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "shared/base/result.h"

namespace satchel::server {

/// What every exchange with the outside has.
struct CurlOptions {
  std::string url;
  const char* protocols = "https";  // Which the address may have: "http,https".
  std::string ca_file;              // Trusted instead of the system's certificates; empty: those.
  std::int64_t timeout_ms = 20'000;
  bool public_only = false;  // Refuses loopback, private and link-local addresses.
};

class CurlSession {
 public:
  /// Prepares an exchange: TLS 1.2 or later and verified, no redirects, no proxy of the
  /// environment.
  explicit CurlSession(const CurlOptions& options);

  CURL* handle() { return handle_.get(); }
  template <class Value>
  void set(CURLoption option, Value value) {
    curl_easy_setopt(handle_.get(), option, value);
  }
  /// Appends to a list that lives as long as the session.
  void append(curl_slist*& list, const std::string& text);

  /// Runs the exchange. ErrorCode::unavailable with the reason, in words for the operator.
  Result<void> perform();
  /// Returns the last code that the other side gave; 0 when it gave none.
  long response_code();
  /// Returns what the last `perform` came to.
  CURLcode code() const { return code_; }
  ~CurlSession();
  CurlSession(const CurlSession&) = delete;
  CurlSession& operator=(const CurlSession&) = delete;

 private:
  struct Cleanup {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  };

  std::unique_ptr<CURL, Cleanup> handle_;
  std::array<char, CURL_ERROR_SIZE> reason_{};
  std::array<curl_slist*, 2> lists_{};
  bool refused_address_ = false;
  CURLcode code_ = CURLE_OK;
};

}  // namespace satchel::server
