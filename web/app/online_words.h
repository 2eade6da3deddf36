// What an answer of the server says to the person.
#pragma once

#include <string>

#include "shared/wire/session_message.h"
#include "web/kit/program.h"
#include "web/model/access_model.h"

namespace satchel::web {

inline bool is_success(const FetchReply& reply) {
  return reply.status >= 200 && reply.status < 300;
}

/// Returns what went wrong, for the person.
inline std::string words_of_failure(const FetchReply& reply) {
  if (reply.status == 0) return "The server cannot be reached. Nothing was changed; try again.";
  if (const auto problem = parse_problem(reply.body)) {
    if (!problem->detail.empty()) return problem->detail;
    if (!problem->title.empty()) return problem->title;
  }
  return "The server answered with status " + std::to_string(reply.status) + ". Try again.";
}

/// The screen has its answer. Returns whether it is a good one; otherwise the person is told why.
inline bool settle(OnlineState& online, const FetchReply& reply) {
  online.loading = false;
  online.doing.clear();
  if (is_success(reply)) return true;
  online.error = words_of_failure(reply);
  return false;
}

}  // namespace satchel::web
