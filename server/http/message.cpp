// Looking up headers and query parameters, and the plain replies.
#include "server/http/message.h"

#include <utility>

namespace satchel::server {
namespace {

std::string_view find_text(const NamedTexts& texts, std::string_view name) {
  for (const auto& [known, text] : texts) {
    if (known == name) return text;
  }
  return {};
}

}  // namespace

std::string_view HttpRequest::header(std::string_view name) const {
  return find_text(headers, name);
}

std::string_view HttpRequest::parameter(std::string_view name) const {
  return find_text(query, name);
}

HttpReply json_reply(std::string body, int status) {
  return {.status = status, .content_type = "application/json", .body = std::move(body)};
}

HttpReply empty_reply(int status) { return {.status = status}; }

}  // namespace satchel::server
