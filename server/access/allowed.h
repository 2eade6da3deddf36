// Allowed<T>: what an act of the office came to, or the problem document that refuses it.
#pragma once

#include <string>
#include <utility>

#include "shared/base/result.h"
#include "shared/wire/session_message.h"

namespace satchel::server {

/// A value, or why the act is refused; then nothing was written.
template <class T>
using Allowed = tl::expected<T, Problem>;

/// Returns the refusal `type` with what is wrong and what to do.
inline tl::unexpected<Problem> refuse_act(int status, std::string type, std::string detail) {
  return tl::unexpected<Problem>(Problem{.type = std::move(type),
                                         .title = "Refused",
                                         .status = status,
                                         .detail = std::move(detail),
                                         .fields = {}});
}

}  // namespace satchel::server
