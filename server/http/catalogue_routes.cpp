// The catalogue: price book versions, the draft, import and export.
#include <charconv>

#include "server/catalogue/price_book_csv.h"
#include "server/catalogue/price_books.h"
#include "server/http/answer_once.h"
#include "server/http/catalogue_rows.h"
#include "server/http/handlers.h"
#include "server/http/list_page.h"
#include "server/http/problem_reply.h"
#include "shared/store/catalog_store.h"
#include "shared/wire/aggregate_wire.h"

namespace satchel::server {
namespace {

Editor editor_of(const Call& call) { return {call.caller->user_id, call.caller->actor.name}; }

void encode_head(JsonWriter& out, const PriceBookHead& head) {
  out.begin_object();
  out.field("version", head.version);
  out.field("name", head.name);
  out.field("valid_from", head.valid_from);
  out.field("valid_until", head.valid_until);
  out.field("withdrawn", head.withdrawn);
  out.field("products", head.products);
  out.end_object();
}

HttpReply head_reply(const Answer<PriceBookHead>& answer, int status) {
  if (!answer) return problem_reply(answer.error());
  JsonWriter out;
  encode_head(out, *answer);
  return json_reply(out.take(), status);
}

HttpReply csv_reply(const PriceBook& book) {
  return {.content_type = "text/csv; charset=utf-8", .body = csv_of(book)};
}

HttpReply draft_reply(const PriceBookDraft& draft) {
  JsonWriter out;
  out.begin_object();
  out.field("revision", draft.revision);
  out.field("changed_at_ms", draft.changed_at.ms);
  out.field("changed_by", draft.changed_by);
  out.key("book");
  encode(out, draft.book);
  out.end_object();
  return json_reply(out.take());
}

HttpReply draft_reply(const Answer<PriceBookDraft>& answer) {
  return answer ? draft_reply(*answer) : problem_reply(answer.error());
}

Result<std::int64_t> path_version(const HttpRequest& request) {
  const std::string& text = request.parameters.at(0);
  std::int64_t version = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
  if (error == std::errc() && end == text.data() + text.size()) return version;
  return fail(ErrorCode::not_found, "no version number in the path");
}

/// The body of an edit: the revision it began from, and what `read` takes besides.
template <class Read>
Result<std::int64_t> read_edit(const Call& call, Read read) {
  return read_document(call.request.body, Strictness::strict, [&](ObjectReader& in) {
    read(in);
    return in.number("revision");
  });
}

}  // namespace

std::string csv_of(const PriceBook& book) {
  ListWriter out(ListFormat::csv);
  for (const PriceBookRow& row : rows_of(book)) {
    out.begin_row();
    for (std::size_t column = 0; column < row.size(); ++column) {
      out.field(price_book_columns[column], std::string_view(row[column]));
    }
    out.end_row();
  }
  return out.take("");
}

Result<HttpReply> list_price_books(Call& call) {
  SATCHEL_TRY(parse_page(call.request, {}));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  JsonWriter out;
  out.begin_object();
  out.key("items");
  out.begin_array();
  for (const PriceBookHead& head : SATCHEL_TRY(list_price_books(*tx))) encode_head(out, head);
  out.end_array();
  out.end_object();
  return json_reply(out.take());
}

Result<HttpReply> show_price_book(Call& call) {
  const std::int64_t version = SATCHEL_TRY(path_version(call.request));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  const auto book = SATCHEL_TRY(find_price_book(*tx, version));
  if (!book) return fail(ErrorCode::not_found, "no such price book");
  if (format_of(call.request) == ListFormat::json) return json_reply(to_json(*book));
  return csv_reply(*book);
}

Result<HttpReply> show_price_book_draft(Call& call) {
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  const auto draft = SATCHEL_TRY(find_price_book_draft(*tx));
  if (!draft) return fail(ErrorCode::not_found, "there is no draft");
  if (format_of(call.request) == ListFormat::csv) return csv_reply(draft->book);
  return draft_reply(*draft);
}

Result<HttpReply> open_price_book_draft(Call& call) {
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    return draft_reply(SATCHEL_TRY(open_draft(write, editor_of(call))));
  });
}

Result<HttpReply> import_price_book(Call& call) {
  std::optional<PriceBook> whole;
  std::string csv;
  const std::int64_t revision = SATCHEL_TRY(read_edit(call, [&](ObjectReader& in) {
    csv = in.optional_text("csv");
    if (in.has("book"))
      in.object("book", [&](ObjectReader& each) { whole = read_price_book(each); });
    if (whole.has_value() != csv.empty()) in.report("book", "or csv must be given, one of them");
  }));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    if (!whole) {
      PriceBook base = SATCHEL_TRY(base_of_draft(write.tx));
      whole = SATCHEL_TRY(merge_csv(std::move(base), csv, {write.now, write.random}));
    }
    return draft_reply(SATCHEL_TRY(replace_draft({write, editor_of(call), revision}, *whole)));
  });
}

Result<HttpReply> put_price_book_product(Call& call) {
  Product product;
  const std::int64_t revision = SATCHEL_TRY(read_edit(call, [&](ObjectReader& in) {
    in.object("product", [&](ObjectReader& each) { product = read_product(each); });
  }));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    return draft_reply(SATCHEL_TRY(put_product({write, editor_of(call), revision}, product)));
  });
}

Result<HttpReply> remove_price_book_product(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<ProductId>(call.request));
  const std::int64_t revision = SATCHEL_TRY(read_edit(call, [](ObjectReader&) {}));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    return draft_reply(SATCHEL_TRY(remove_product({write, editor_of(call), revision}, id)));
  });
}

Result<HttpReply> discard_price_book_draft(Call& call) {
  const std::int64_t revision = SATCHEL_TRY(read_edit(call, [](ObjectReader&) {}));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    const auto done = SATCHEL_TRY(discard_draft({write, editor_of(call), revision}));
    return done ? empty_reply(204) : problem_reply(done.error());
  });
}

Result<HttpReply> publish_price_book_draft(Call& call) {
  Publication publication;
  const std::int64_t revision = SATCHEL_TRY(read_edit(call, [&](ObjectReader& in) {
    publication = {in.text("name"), in.day("valid_from"), in.optional_day("valid_until")};
  }));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    return head_reply(SATCHEL_TRY(publish_draft({write, editor_of(call), revision}, publication)),
                      201);
  });
}

Result<HttpReply> withdraw_price_book(Call& call) {
  const std::int64_t version = SATCHEL_TRY(path_version(call.request));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    return head_reply(SATCHEL_TRY(withdraw_price_book(write, editor_of(call), version)), 200);
  });
}

}  // namespace satchel::server
