// Writes and reads what people are typing.
#include "web/app/draft_text.h"

#include <utility>

#include "shared/wire/aggregate_wire.h"

namespace satchel::web {
namespace {

/// The typed name is beside the strokes, not under them.
std::string signed_digest(OrderDocument document) {
  document.signed_by.clear();
  return digest_of(document);
}

}  // namespace

std::string text_of_form(const CustomerFormDraft& draft) {
  JsonWriter out;
  out.begin_object();
  out.key("account");
  encode(out, draft.account);
  if (draft.editing) {
    out.key("base");
    encode(out, draft.base);
  }
  out.end_object();
  return out.take();
}

std::optional<CustomerFormDraft> parse_form(std::string_view text) {
  auto read = read_document(text, Strictness::tolerant, [](ObjectReader& in) {
    CustomerFormDraft draft;
    in.object("account", [&](ObjectReader& each) { draft.account = read_account(each); });
    draft.editing = in.has("base");
    if (!draft.editing) return draft;
    in.object("base", [&](ObjectReader& each) { draft.base = read_account(each); });
    return draft;
  });
  if (!read) return std::nullopt;
  CustomerFormDraft draft = *std::move(read);
  draft.own_login = draft.account.login != draft.account.email;
  draft.show_address = !one_line(draft.account.address).empty();
  return draft;
}

std::string text_of_signature(const WizardDraft& draft) {
  if (draft.signature.empty()) return {};
  return signed_digest(draft.order.document) + " " + draft.signature;
}

std::string parse_signature(std::string_view text, const OrderDocument& document) {
  const std::string before = signed_digest(document) + " ";
  if (text.substr(0, before.size()) != before) return {};
  return std::string(text.substr(before.size()));
}

}  // namespace satchel::web
