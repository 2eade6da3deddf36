// authenticate: who asks, by cookie or bearer token, and whether the browser may ask at all.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/http/call.h"
#include "server/store/token_store.h"

namespace satchel::server {

inline constexpr std::int64_t command_line_token_lifetime_ms = 12LL * 3600 * 1000;
inline constexpr std::int64_t device_token_idle_ms = 30LL * 24 * 3600 * 1000;

/// Returns the session cookie's name: with the `__Host-` prefix wherever there is https.
std::string_view cookie_name(const ServerOptions& options);

/// Returns the cookie of that name, or empty.
std::string_view cookie_of(const HttpRequest& request, std::string_view name);

/// Returns the value for Set-Cookie; an empty token ends the session in the browser.
std::string session_cookie(const ServerOptions& options, std::string_view token);

/// Returns the refusal of an act whose Origin is another site's page; nothing for any other
/// request.
std::optional<HttpReply> refuse_foreign_origin(const HttpRequest& request,
                                               const ServerOptions& options);

/// Returns the refusal of a request that would count by the session cookie alone, which another
/// site may have made the browser send: it needs the header `X-Satchel: 1`.
std::optional<HttpReply> refuse_bare_cookie(const HttpRequest& request,
                                            const ServerOptions& options);

/// Puts the caller into `call` when its token is valid now: not expired, not idle for 30 days, for
/// the command line not older than 12 hours, its user active. Leaves it out otherwise.
Result<void> authenticate(Call& call);

}  // namespace satchel::server
