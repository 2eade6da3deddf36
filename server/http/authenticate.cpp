// Cookies, bearer tokens and the cross-site rules.
#include "server/http/authenticate.h"

#include "server/http/problem_reply.h"
#include "server/store/user_store.h"

namespace satchel::server {
namespace {

constexpr std::int64_t touch_every_ms = 60'000;

std::string_view bearer_of(const HttpRequest& request) {
  std::string_view value = request.header("authorization");
  if (!value.starts_with("Bearer ")) return {};
  value.remove_prefix(7);
  return value;
}

bool is_outlived(const AccessToken& token, Timestamp now) {
  if (token.device_id.empty())
    return now.ms - token.created_at.ms >= command_line_token_lifetime_ms;
  return now.ms - token.last_used_at.ms >= device_token_idle_ms;
}

/// Notes the use of a token now and then, in a transaction of its own: reading stays reading.
Result<void> note_use(Call& call, const AccessToken& token, std::string_view text) {
  if (call.context.now.ms - token.last_used_at.ms < touch_every_ms) return {};
  const auto tx = SATCHEL_TRY(call.context.database.begin());
  SATCHEL_TRY(touch_token(*tx, text, call.context.now));
  return tx->commit();
}

}  // namespace

std::string_view cookie_name(const ServerOptions& options) {
  return is_https(options) ? "__Host-satchel" : "satchel";
}

std::string_view cookie_of(const HttpRequest& request, std::string_view name) {
  std::string_view left = request.header("cookie");
  while (!left.empty()) {
    std::string_view pair = left.substr(0, left.find(';'));
    left.remove_prefix(std::min(left.size(), pair.size() + 1));
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') {
      return pair.substr(name.size() + 1);
    }
  }
  return {};
}

std::string session_cookie(const ServerOptions& options, std::string_view token) {
  std::string cookie(cookie_name(options));
  cookie.append("=").append(token).append("; Path=/; HttpOnly; SameSite=Strict; Max-Age=");
  cookie += token.empty() ? "0" : std::to_string(token_lifetime_ms / 1000);
  if (is_https(options)) cookie += "; Secure";
  return cookie;
}

std::optional<HttpReply> refuse_foreign_origin(const HttpRequest& request,
                                               const ServerOptions& options) {
  const std::string_view origin = request.header("origin");
  if (request.method == "GET" || origin.empty()) return std::nullopt;
  const std::string ours = options.public_origin.empty()
                               ? "http://" + std::string(request.header("host"))
                               : options.public_origin;
  if (origin == ours) return std::nullopt;
  return problem_reply(403, "Pages of another site may not act here; open " + ours + ".");
}

std::optional<HttpReply> refuse_bare_cookie(const HttpRequest& request,
                                            const ServerOptions& options) {
  const bool by_cookie =
      bearer_of(request).empty() && !cookie_of(request, cookie_name(options)).empty();
  if (!by_cookie || request.header("x-satchel") == "1") return std::nullopt;
  return problem_reply(403, "A request with the session cookie needs the header X-Satchel: 1.");
}

Result<void> authenticate(Call& call) {
  std::string_view text = bearer_of(call.request);
  if (text.empty()) text = cookie_of(call.request, cookie_name(call.services.options));
  if (text.empty()) return {};

  std::optional<AccessToken> token;
  std::optional<User> user;
  {
    const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
    token = SATCHEL_TRY(find_token(*tx, text, call.context.now));
    if (!token || is_outlived(*token, call.context.now)) return {};
    user = SATCHEL_TRY(find_user(*tx, token->user_id));
  }
  if (!user || user->state != UserState::active) return {};
  SATCHEL_TRY(note_use(call, *token, text));
  call.caller = Caller{.user_id = user->id,
                       .login = user->login,
                       .device_id = token->device_id,
                       .actor = actor_of(*user),
                       .token = std::string(text),
                       .device_revoked = token->device_revoked};
  return {};
}

}  // namespace satchel::server
