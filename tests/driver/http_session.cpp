// Requests to satcheld by cpp-httplib's client.
#include "tests/driver/http_session.h"

#include <httplib.h>

#include <cctype>
#include <chrono>

namespace satchel::driver {
namespace {

std::string percent_encoded(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string encoded;
  for (const char each : text) {
    const auto byte = static_cast<unsigned char>(each);
    if (std::isalnum(byte) != 0 || each == '-' || each == '_' || each == '.') {
      encoded += each;
    } else {
      encoded += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return encoded;
}

HttpReply reply_of(const httplib::Result& result) {
  if (!result) {
    return {0, httplib::to_string(result.error()), result.error() == httplib::Error::Connection};
  }
  return {result->status, result->body, false};
}

Result<Json> document_of(const std::string& what, const HttpReply& reply) {
  if (reply.status < 200 || reply.status > 299) {
    return fail(ErrorCode::unavailable,
                what + " was answered " + std::to_string(reply.status) + ": " + reply.body);
  }
  return parse_json(reply.body);
}

}  // namespace

HttpSession::HttpSession(int port) : client_(std::make_unique<httplib::Client>("127.0.0.1", port)) {
  client_->set_keep_alive(true);
  client_->set_tcp_nodelay(true);
  client_->set_compress(true);
  client_->set_connection_timeout(std::chrono::seconds(5));
  client_->set_read_timeout(std::chrono::seconds(60));
}

HttpSession::~HttpSession() = default;
HttpSession::HttpSession(HttpSession&&) noexcept = default;
HttpSession& HttpSession::operator=(HttpSession&&) noexcept = default;

Result<Session> HttpSession::login(const LoginRequest& request) {
  const httplib::Headers headers{{"X-Satchel-Token", "1"}};
  const HttpReply reply =
      reply_of(client_->Post("/v1/login", headers, encode(request), "application/json"));
  if (reply.status != 200) {
    return fail(ErrorCode::unauthorized, "the login of " + request.login + " was answered " +
                                             std::to_string(reply.status) + ": " + reply.body);
  }
  const Session session = SATCHEL_TRY(parse_session(reply.body));
  if (session.token.empty()) return fail(ErrorCode::invalid, "the login gave no token");
  token_ = session.token;
  client_->set_bearer_token_auth(token_);
  return session;
}

HttpReply HttpSession::get(const std::string& path) { return reply_of(client_->Get(path)); }

HttpReply HttpSession::post(const std::string& path, const std::string& body,
                            const std::string& idempotency_key) {
  client_->set_compress(!body.empty());
  httplib::Headers headers;
  if (!idempotency_key.empty()) headers.emplace("Idempotency-Key", idempotency_key);
  return reply_of(client_->Post(path, headers, body, "application/json"));
}

Result<Json> HttpSession::read_json(const std::string& path) {
  return document_of("GET " + path, get(path));
}

Result<Json> HttpSession::post_json(const std::string& path, const std::string& body,
                                    const std::string& idempotency_key) {
  return document_of("POST " + path, post(path, body, idempotency_key));
}

Result<JsonArray> read_list(HttpSession& http, const std::string& path) {
  JsonArray all;
  std::string after;
  do {
    const Json page = SATCHEL_TRY(http.read_json(path + "?limit=200" + after));
    const JsonArray& items = array_of(page, "items");
    all.insert(all.end(), items.begin(), items.end());
    const std::string next = text_of(page, "next");
    after = next.empty() ? "" : "&after=" + percent_encoded(next);
  } while (!after.empty());
  return all;
}

const Json* field_of(const Json& json, std::string_view name) {
  const auto* object = std::get_if<JsonObject>(&json.value);
  if (object == nullptr) return nullptr;
  for (const auto& [key, value] : *object) {
    if (key == name) return &value;
  }
  return nullptr;
}

std::string text_of(const Json& json, std::string_view name) {
  const Json* field = field_of(json, name);
  const auto* text = field == nullptr ? nullptr : std::get_if<std::string>(&field->value);
  return text == nullptr ? std::string() : *text;
}

std::int64_t number_of(const Json& json, std::string_view name) {
  const Json* field = field_of(json, name);
  const auto* number = field == nullptr ? nullptr : std::get_if<std::int64_t>(&field->value);
  return number == nullptr ? 0 : *number;
}

const JsonArray& array_of(const Json& json, std::string_view name) {
  static const JsonArray none;
  const Json* field = field_of(json, name);
  const auto* array = field == nullptr ? nullptr : std::get_if<JsonArray>(&field->value);
  return array == nullptr ? none : *array;
}

}  // namespace satchel::driver
