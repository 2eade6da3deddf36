// Reads and writes amendments.
#include "shared/wire/verdict_wire.h"

namespace satchel {
namespace {

constexpr std::size_t amendments_max = 1000;

}  // namespace

void encode_amendments(JsonWriter& out, const std::vector<Amendment>& amendments) {
  if (amendments.empty()) return;
  out.key("amendments");
  out.begin_array();
  for (const Amendment& amendment : amendments) {
    out.begin_object();
    out.field("field", amendment.field);
    out.field("wished", amendment.wished);
    out.field("given", amendment.given);
    out.end_object();
  }
  out.end_array();
}

std::vector<Amendment> read_amendments(ObjectReader& in) {
  std::vector<Amendment> amendments;
  in.each_object("amendments", amendments_max, [&](ObjectReader& each) {
    Amendment amendment;
    amendment.field = each.text("field");
    amendment.wished = each.text("wished");
    amendment.given = each.text("given");
    amendments.push_back(std::move(amendment));
  });
  return amendments;
}

std::string amendments_text(const std::vector<Amendment>& amendments) {
  if (amendments.empty()) return {};
  JsonWriter out;
  out.begin_object();
  encode_amendments(out, amendments);
  out.end_object();
  return out.take();
}

std::vector<Amendment> parse_amendments(std::string_view text) {
  if (text.empty()) return {};
  return read_document(text, Strictness::tolerant, read_amendments)
      .value_or(std::vector<Amendment>());
}

}  // namespace satchel
