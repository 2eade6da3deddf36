// Refusals as application/problem+json (RFC 9457): what happened, where, and what to do.
#pragma once

#include <string>
#include <string_view>

#include "server/http/message.h"
#include "shared/base/result.h"
#include "shared/domain/rejection.h"
#include "shared/wire/session_message.h"

namespace satchel::server {

/// Returns the refusal with the status' own title and no special type.
HttpReply problem_reply(int status, std::string detail);

/// Returns the problem as it stands.
HttpReply problem_reply(const Problem& problem);

/// Returns a business "no": 404 for what is not there, 403 for what a role may not do, else 409;
/// the type is the reason's word.
HttpReply problem_reply(const Rejection& rejection);

/// Returns an accident as 400 for invalid input with its message, 503 for a busy or full disk, else
/// 500. What the operator needs stands in the log note, never in the body.
HttpReply problem_reply(const Error& error);

/// Returns the title of a status: "Not Found".
std::string_view title_of(int status);

}  // namespace satchel::server
