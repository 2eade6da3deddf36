// The settings that all exchanges share, and their failures in words.
#include "server/providers/curl_session.h"

#include <unistd.h>

#include <algorithm>

#include "server/providers/network_address.h"
#include "shared/base/check.h"

namespace satchel::server {
namespace {

constexpr long connect_timeout_ms = 10'000;

/// Looks at the address itself, after the name was resolved: a name that changes its address
/// between a check and the connection gains nothing.
curl_socket_t open_public_socket(void* refused, curlsocktype, curl_sockaddr* address) {
  if (!is_public_address(address->addr)) {
    *static_cast<bool*>(refused) = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

void start_curl() {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  SATCHEL_CHECK(started == CURLE_OK);
}

}  // namespace

CurlSession::CurlSession(const CurlOptions& options) {
  start_curl();
  handle_.reset(curl_easy_init());
  SATCHEL_CHECK(handle_ != nullptr);
  set(CURLOPT_URL, options.url.c_str());
  set(CURLOPT_ERRORBUFFER, reason_.data());
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_PROTOCOLS_STR, options.protocols);
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_PROXY, "");
  set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(options.timeout_ms));
  set(CURLOPT_CONNECTTIMEOUT_MS,
      std::min(connect_timeout_ms, static_cast<long>(options.timeout_ms)));
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(CURLOPT_SSL_VERIFYPEER, 1L);
  set(CURLOPT_SSL_VERIFYHOST, 2L);
  if (!options.ca_file.empty()) set(CURLOPT_CAINFO, options.ca_file.c_str());
  if (options.public_only) {
    set(CURLOPT_OPENSOCKETFUNCTION, open_public_socket);
    set(CURLOPT_OPENSOCKETDATA, &refused_address_);
  }
}

CurlSession::~CurlSession() {
  for (curl_slist* list : lists_) curl_slist_free_all(list);
}

void CurlSession::append(curl_slist*& list, const std::string& text) {
  curl_slist* const longer = curl_slist_append(list, text.c_str());
  SATCHEL_CHECK(longer != nullptr);
  const auto known = std::find(lists_.begin(), lists_.end(), list);
  SATCHEL_CHECK(known != lists_.end());
  *known = longer;
  list = longer;
}

Result<void> CurlSession::perform() {
  refused_address_ = false;
  code_ = curl_easy_perform(handle_.get());
  if (code_ == CURLE_OK) return {};
  if (refused_address_) {
    return fail(ErrorCode::unavailable,
                "the address lies in a private network; webhooks only go to public ones unless the "
                "setting allow_private of webhooks says yes");
  }
  const std::string reason = reason_[0] != '\0' ? reason_.data() : curl_easy_strerror(code_);
  return fail(ErrorCode::unavailable, reason);
}

long CurlSession::response_code() {
  long code = 0;
  curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &code);
  return code;
}

}  // namespace satchel::server
