// HttpRequest and HttpReply: what routes see of a request and say in answer, without the library.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace satchel::server {

using NamedTexts = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
  std::string method;                   // Upper case; HEAD arrives as GET.
  std::string path;                     // Percent-decoded, without the query.
  std::string address;                  // Of the peer.
  NamedTexts headers;                   // Names in lower case.
  NamedTexts query;                     // Percent-decoded.
  std::vector<std::string> parameters;  // What stood for each {name} of the route, in order.
  std::string body;                     // Unpacked.

  /// Returns the header named `name` (lower case), or empty.
  std::string_view header(std::string_view name) const;
  /// Returns the query parameter, or empty.
  std::string_view parameter(std::string_view name) const;
};

struct HttpReply {
  int status = 200;
  std::string content_type;
  std::string body;
  NamedTexts headers;
  std::string log_note;  // For the log line only: what was refused or done.
};

/// Returns a JSON document as an answer.
HttpReply json_reply(std::string body, int status = 200);

/// Returns the reply without a body.
HttpReply empty_reply(int status);

}  // namespace satchel::server
