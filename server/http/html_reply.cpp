// The policy of pages.
#include "server/http/html_reply.h"

#include <utility>

#include "shared/base/hash.h"

namespace satchel::server {
namespace {

std::string base64(const Digest& bytes) {
  constexpr std::string_view letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t index = 0; index < bytes.size(); index += 3) {
    unsigned block = 0;
    for (std::size_t part = 0; part < 3; ++part) {
      block = block << 8 | (index + part < bytes.size() ? bytes[index + part] : 0u);
    }
    for (std::size_t part = 0; part < 4; ++part) {
      text += index + part > bytes.size() ? '=' : letters[block >> (18 - 6 * part) & 63];
    }
  }
  return text;
}

}  // namespace

HttpReply html_reply(int status, std::string html, std::string_view style) {
  HttpReply reply{
      .status = status, .content_type = "text/html; charset=utf-8", .body = std::move(html)};
  reply.headers.emplace_back("Content-Security-Policy",
                             "default-src 'none'; style-src 'sha256-" + base64(sha256(style)) +
                                 "'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
  // With no-referrer the browser would send the form with the Origin `null`.
  reply.headers.emplace_back("Referrer-Policy", "same-origin");
  return reply;
}

}  // namespace satchel::server
