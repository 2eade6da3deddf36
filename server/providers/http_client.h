// HttpClient: one request to an outside service and its answer, bounded in time and size.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "server/store/job_store.h"
#include "server/store/provider_store.h"
#include "shared/base/result.h"

namespace satchel::server {

inline constexpr std::size_t answer_bytes_max = 1'000'000;

struct OutsideCall {
  std::string method = "POST";
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::string user;  // Basic authentication; empty for none.
  std::string password;
  std::string bearer;  // Bearer authentication; empty for none.
  std::string ca_file;
  std::int64_t timeout_ms = 20'000;
  bool public_only = false;  // Refuses addresses in private networks.
};

struct OutsideAnswer {
  long status = 0;
  std::string body;
};

/// Sends the request and returns the answer, whatever its status. Redirects are not followed.
/// ErrorCode::invalid for an address that is neither https nor http; ErrorCode::unavailable for a
/// connection that failed, a certificate that is not trusted, a time-out, or an answer that is too
/// large.
Result<OutsideAnswer> call_outside(const OutsideCall& call);

/// Returns whether secrets may go there: https, or http to this machine itself.
bool is_private_line(std::string_view url);

/// Returns a call to the address and with the limits in the settings. ErrorCode::unavailable when
/// `url` is not set, ErrorCode::invalid when secrets may not go there.
Result<OutsideCall> call_of(const Settings& settings, std::string_view path);

/// Returns the verdict on an answer that is no success: one that comes from trouble on the other
/// side (5xx) or asks for patience (408, 409, 425, 429) is worth another attempt.
JobVerdict verdict_of_refusal(long status);

/// Returns the first 200 bytes of an answer as one clean line, for an error's words.
std::string excerpt_of(std::string_view body);

}  // namespace satchel::server
