// HttpSession: a client's connection to a running satcheld, with the token of its login.
#pragma once

#include <memory>
#include <string>

#include "shared/base/result.h"
#include "shared/wire/json.h"
#include "shared/wire/session_message.h"

namespace httplib {
class Client;
}

namespace satchel::driver {

/// `status` 0: there was no answer, and `body` says why.
struct HttpReply {
  int status = 0;
  std::string body;
  bool refused = false;  // Nobody listened: the request was never sent.
};

class HttpSession {
 public:
  /// Connects to 127.0.0.1 when the first request is made. Bodies are compressed.
  explicit HttpSession(int port);
  ~HttpSession();
  HttpSession(HttpSession&&) noexcept;
  HttpSession& operator=(HttpSession&&) noexcept;

  /// Logs in and keeps the bearer token for all that follows.
  Result<Session> login(const LoginRequest& request);

  HttpReply get(const std::string& path);
  /// An empty `idempotency_key` sends none.
  HttpReply post(const std::string& path, const std::string& body,
                 const std::string& idempotency_key = {});

  /// The document of a 2xx answer; ErrorCode::unavailable with status and body for any other.
  Result<Json> read_json(const std::string& path);
  Result<Json> post_json(const std::string& path, const std::string& body,
                         const std::string& idempotency_key = {});

 private:
  std::unique_ptr<httplib::Client> client_;
  std::string token_;
};

/// Returns the elements of all pages of a list, in its order.
Result<JsonArray> read_list(HttpSession& http, const std::string& path);

/// Returns the field of an object, or null when there is none.
const Json* field_of(const Json& json, std::string_view name);
/// Returns the text in a field; empty when there is none.
std::string text_of(const Json& json, std::string_view name);
/// Returns the number in a field; 0 when there is none.
std::int64_t number_of(const Json& json, std::string_view name);
/// Returns the elements of the array in a field; none when there is no such field.
const JsonArray& array_of(const Json& json, std::string_view name);

}  // namespace satchel::driver
