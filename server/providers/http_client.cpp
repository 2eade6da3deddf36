// HTTP by libcurl.
#include "server/providers/http_client.h"

#include "server/providers/curl_session.h"
#include "server/providers/setting_values.h"
#include "shared/base/text.h"

namespace satchel::server {
namespace {

constexpr std::size_t excerpt_bytes_max = 200;

std::size_t take_answer(char* bytes, std::size_t size, std::size_t count, void* answer) {
  auto& body = *static_cast<std::string*>(answer);
  if (body.size() + size * count > answer_bytes_max) return 0;  // Ends the exchange.
  body.append(bytes, size * count);
  return size * count;
}

/// Returns the host in the address, without user and port; empty when there is none.
std::string_view host_of(std::string_view url) {
  const std::size_t slashes = url.find("://");
  if (slashes == std::string_view::npos) return {};
  url.remove_prefix(slashes + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  if (const std::size_t at = url.rfind('@'); at != url.npos) url.remove_prefix(at + 1);
  return url.starts_with('[') ? url.substr(0, url.find(']') + 1) : url.substr(0, url.find(':'));
}

bool is_web_address(std::string_view url) {
  return (url.starts_with("https://") || url.starts_with("http://")) && !host_of(url).empty();
}

void prepare_authentication(CurlSession& session, const OutsideCall& call) {
  if (!call.bearer.empty()) {
    session.set(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BEARER));
    session.set(CURLOPT_XOAUTH2_BEARER, call.bearer.c_str());
  } else if (!call.user.empty()) {
    session.set(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
    session.set(CURLOPT_USERNAME, call.user.c_str());
    session.set(CURLOPT_PASSWORD, call.password.c_str());
  }
}

void prepare_body(CurlSession& session, const OutsideCall& call) {
  session.set(CURLOPT_CUSTOMREQUEST, call.method.c_str());
  if (call.method == "GET") return;
  session.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body.size()));
  session.set(CURLOPT_POSTFIELDS, call.body.data());
}

}  // namespace

Result<OutsideAnswer> call_outside(const OutsideCall& call) {
  if (!is_web_address(call.url)) {
    return fail(ErrorCode::invalid, "The address must begin with https:// or http://.");
  }
  CurlSession session({.url = call.url,
                       .protocols = "http,https",
                       .ca_file = call.ca_file,
                       .timeout_ms = call.timeout_ms,
                       .public_only = call.public_only});
  OutsideAnswer answer;
  session.set(CURLOPT_WRITEFUNCTION, take_answer);
  session.set(CURLOPT_WRITEDATA, &answer.body);
  session.set(CURLOPT_USERAGENT, "Satchel/1");
  prepare_body(session, call);
  prepare_authentication(session, call);
  curl_slist* headers = nullptr;
  session.append(headers, "Expect:");
  for (const auto& [name, value] : call.headers) session.append(headers, name + ": " + value);
  session.set(CURLOPT_HTTPHEADER, headers);

  const auto done = session.perform();
  if (!done) {
    const bool large = session.code() == CURLE_WRITE_ERROR;
    return fail(ErrorCode::unavailable,
                std::string(host_of(call.url)) + " did not answer: " +
                    (large ? "the answer is larger than 1 MB" : done.error().message));
  }
  answer.status = session.response_code();
  return answer;
}

bool is_private_line(std::string_view url) {
  if (url.starts_with("https://")) return !host_of(url).empty();
  const std::string_view host = host_of(url);
  return url.starts_with("http://") &&
         (host == "127.0.0.1" || host == "localhost" || host == "[::1]");
}

Result<OutsideCall> call_of(const Settings& settings, std::string_view path) {
  std::string url = setting_text(settings, "url");
  if (url.empty()) {
    return fail(ErrorCode::unavailable,
                "No address is set; set it with satchel provider set NAME url=...");
  }
  if (!is_private_line(url)) {
    return fail(ErrorCode::invalid,
                "The setting url must begin with https:// (http:// only to this machine).");
  }
  if (url.ends_with('/') && path.starts_with('/')) url.pop_back();
  OutsideCall call;
  call.url = url + std::string(path);
  call.ca_file = setting_text(settings, "ca_file");
  call.timeout_ms = SATCHEL_TRY(setting_number(settings, "timeout_ms", timeout_range));
  return call;
}

JobVerdict verdict_of_refusal(long status) {
  const bool patience = status == 408 || status == 409 || status == 425 || status == 429;
  return status >= 500 || patience ? JobVerdict::retry : JobVerdict::give_up;
}

std::string excerpt_of(std::string_view body) {
  std::string text(body.substr(0, excerpt_bytes_max));
  const bool clean = is_clean_utf8(text);
  for (char& c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < ' ' || byte == 0x7f || (!clean && byte >= 0x80)) c = ' ';
  }
  return trim(text);
}

}  // namespace satchel::server
