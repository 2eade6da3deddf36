// What the catalogue's acts answer: the next state, or a problem for the person.
#pragma once

#include <string>

#include "server/store/server_write.h"
#include "shared/base/result.h"
#include "shared/domain/access/actor.h"
#include "shared/wire/session_message.h"

namespace satchel::server {

/// The outcome of an act: its value, or why not.
template <class T>
using Answer = tl::expected<T, Problem>;

/// Who acts; without an id it is the machine's own command line.
struct Editor {
  UserId user_id;
  std::string name;
};

/// Returns a refusal with its word and its sentence for people.
inline tl::unexpected<Problem> refuse(std::string type, std::string detail, int status = 409) {
  return tl::unexpected<Problem>(Problem{.type = std::move(type),
                                         .title = "Refused",
                                         .status = status,
                                         .detail = std::move(detail),
                                         .fields = {}});
}

/// Returns the refusal of what has problems in its fields. Requires at least one.
inline tl::unexpected<Problem> refuse(std::vector<FieldProblem> fields) {
  const Reason first = fields.front().reason;
  std::string detail = fields.front().field + ": " + std::string(describe(first));
  return tl::unexpected<Problem>(Problem{.type = std::string(to_text(first)),
                                         .title = "Refused",
                                         .status = 409,
                                         .detail = std::move(detail),
                                         .fields = std::move(fields)});
}

}  // namespace satchel::server
