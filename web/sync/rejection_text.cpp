// Refusals between the journal's column and the domain.
#include "web/sync/rejection_text.h"

#include "shared/wire/session_message.h"

namespace satchel::web {

std::string encode_rejection(const std::optional<Rejection>& rejection) {
  if (!rejection) return {};
  JsonWriter out;
  out.begin_object();
  out.field("reason", rejection->reason);
  out.key("fields");
  encode(out, rejection->fields);
  out.end_object();
  return out.take();
}

std::optional<Rejection> parse_rejection(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto read = read_document(text, Strictness::tolerant, [](ObjectReader& in) {
    return Rejection{in.word<Reason>("reason"), read_field_problems(in)};
  });
  if (!read) return std::nullopt;
  return *read;
}

}  // namespace satchel::web
