// Edits, publishes and withdraws price book versions; every act is audited.
#include "server/catalogue/price_books.h"

#include <algorithm>
#include <array>

#include "server/store/audit_log.h"
#include "server/store/civil_date.h"
#include "server/store/feed_store.h"
#include "shared/store/catalog_store.h"

namespace satchel::server {
namespace {

struct VersionNote {
  std::string action;
  std::int64_t version = 0;
  std::string detail;
};

Result<void> note_version(const ServerWrite& write, const Editor& editor, VersionNote note) {
  return append_audit(write, {.at = write.now,
                              .user_id = editor.user_id,
                              .action = std::move(note.action),
                              .subject = "price_book:" + std::to_string(note.version),
                              .detail = std::move(note.detail)});
}

Result<void> tell_devices(const ServerWrite& write, std::int64_t version) {
  const std::array<FeedEntry, 1> entries{
      FeedEntry{{AggregateKind::price_book, std::to_string(version)}, {}}};
  return append_feed(write, entries);
}

Result<std::int64_t> newest_version(Transaction& tx) {
  const Rows rows = SATCHEL_TRY(tx.query("SELECT MAX(version) FROM price_book"));
  return rows.front().number(0);
}

std::string minutes_text(Timestamp at) {
  constexpr std::int64_t minute_ms = 60'000;
  constexpr std::int64_t day_minutes = 1'440;
  const std::int64_t minute = at.ms / minute_ms % day_minutes;
  const std::string hours = std::to_string(minute / 60);
  const std::string rest = std::to_string(minute % 60);
  return to_text(utc_date(at)) + " " + (hours.size() < 2 ? "0" : "") + hours + ":" +
         (rest.size() < 2 ? "0" : "") + rest + " UTC";
}

/// The draft as the editor saw it, or who changed it meanwhile.
Result<Answer<PriceBookDraft>> draft_for(const DraftEdit& edit) {
  auto draft = SATCHEL_TRY(find_price_book_draft(edit.write.tx));
  if (!draft) {
    return Answer<PriceBookDraft>(refuse(
        "no-draft", "There is no draft; it was published or discarded. Open a new one.", 404));
  }
  if (draft->revision == edit.revision) return Answer<PriceBookDraft>(*std::move(draft));
  return Answer<PriceBookDraft>(
      refuse("changed-elsewhere", draft->changed_by + " changed the draft at " +
                                      minutes_text(draft->changed_at) +
                                      ". Load it again, then repeat your change."));
}

Result<Answer<PriceBookDraft>> save_edit(const DraftEdit& edit, PriceBookDraft draft) {
  draft.revision = edit.revision + 1;
  draft.changed_at = edit.write.now;
  draft.changed_by = edit.editor.name;
  SATCHEL_TRY(save_price_book_draft(edit.write.tx, draft));
  return Answer<PriceBookDraft>(std::move(draft));
}

PriceBookHead head_of(const PriceBook& book) {
  return {book.version,     book.name,      book.valid_from,
          book.valid_until, book.withdrawn, static_cast<std::int64_t>(book.products.size())};
}

}  // namespace

Result<std::vector<PriceBookHead>> list_price_books(Transaction& tx) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT version, name, valid_from, valid_until, withdrawn,
           (SELECT COUNT(*) FROM price_book_product WHERE price_book_version = version)
    FROM price_book ORDER BY version DESC
  )sql"));
  std::vector<PriceBookHead> heads;
  for (const Row& row : rows) {
    heads.push_back({row.number(0), row.text(1), row.day(2), row.optional_day(3),
                     row.number(4) != 0, row.number(5)});
  }
  return heads;
}

Result<PriceBook> base_of_draft(Transaction& tx) {
  if (auto draft = SATCHEL_TRY(find_price_book_draft(tx))) return std::move(draft->book);
  const std::int64_t newest = SATCHEL_TRY(newest_version(tx));
  PriceBook book;
  if (auto found = SATCHEL_TRY(find_price_book(tx, newest))) book = *std::move(found);
  book.version = newest + 1;
  book.valid_until.reset();
  book.withdrawn = false;
  return book;
}

Result<PriceBookDraft> open_draft(const ServerWrite& write, const Editor& editor) {
  if (auto draft = SATCHEL_TRY(find_price_book_draft(write.tx))) return *std::move(draft);
  const PriceBookDraft draft{1, write.now, editor.name, SATCHEL_TRY(base_of_draft(write.tx))};
  SATCHEL_TRY(save_price_book_draft(write.tx, draft));
  SATCHEL_TRY(
      note_version(write, editor, {"open_price_book_draft", draft.book.version, draft.book.name}));
  return draft;
}

Result<Answer<PriceBookDraft>> replace_draft(const DraftEdit& edit, PriceBook book) {
  PriceBookDraft draft;
  if (edit.revision != 0 || SATCHEL_TRY(find_price_book_draft(edit.write.tx))) {
    auto known = SATCHEL_TRY(draft_for(edit));
    if (!known) return known;
    draft = *std::move(known);
  }
  book.version = SATCHEL_TRY(newest_version(edit.write.tx)) + 1;
  draft.book = std::move(book);
  SATCHEL_TRY(note_version(edit.write, edit.editor,
                           {"import_price_book", draft.book.version,
                            std::to_string(draft.book.products.size()) + " products"}));
  return save_edit(edit, std::move(draft));
}

Result<Answer<PriceBookDraft>> put_product(const DraftEdit& edit, const Product& product) {
  auto draft = SATCHEL_TRY(draft_for(edit));
  if (!draft) return draft;
  auto& products = draft->book.products;
  const auto found = std::find_if(products.begin(), products.end(),
                                  [&](const Product& each) { return each.id == product.id; });
  if (found == products.end()) {
    products.push_back(product);
  } else {
    *found = product;
  }
  // What concerns other products is looked at when the draft is published.
  const std::size_t place = static_cast<std::size_t>(
      std::find_if(products.begin(), products.end(),
                   [&](const Product& each) { return each.id == product.id; }) -
      products.begin());
  const std::string path = "products[" + std::to_string(place) + "].";
  std::vector<FieldProblem> own;
  for (FieldProblem& each : problems_of(draft->book)) {
    if (!each.field.starts_with(path)) continue;
    own.push_back({each.field.substr(path.size()), each.reason});
  }
  if (!own.empty()) return Answer<PriceBookDraft>(refuse(std::move(own)));
  SATCHEL_TRY(
      note_version(edit.write, edit.editor,
                   {"edit_product", draft->book.version, product.code + " " + product.name}));
  return save_edit(edit, *std::move(draft));
}

Result<Answer<PriceBookDraft>> remove_product(const DraftEdit& edit, const ProductId& id) {
  auto draft = SATCHEL_TRY(draft_for(edit));
  if (!draft) return draft;
  const Product* product = find_product(draft->book, id);
  if (product == nullptr) {
    return Answer<PriceBookDraft>(
        refuse("product_not_found", "The draft has no such product. Load it again.", 404));
  }
  SATCHEL_TRY(
      note_version(edit.write, edit.editor,
                   {"remove_product", draft->book.version, product->code + " " + product->name}));
  std::erase_if(draft->book.products, [&](const Product& each) { return each.id == id; });
  return save_edit(edit, *std::move(draft));
}

Result<Answer<bool>> discard_draft(const DraftEdit& edit) {
  auto draft = SATCHEL_TRY(draft_for(edit));
  if (!draft) return Answer<bool>(tl::unexpected<Problem>(std::move(draft).error()));
  SATCHEL_TRY(erase_price_book_draft(edit.write.tx));
  SATCHEL_TRY(note_version(edit.write, edit.editor,
                           {"discard_price_book_draft", draft->book.version, draft->book.name}));
  return Answer<bool>(true);
}

Result<Answer<PriceBookHead>> publish_draft(const DraftEdit& edit, const Publication& publication) {
  auto draft = SATCHEL_TRY(draft_for(edit));
  if (!draft) return Answer<PriceBookHead>(tl::unexpected<Problem>(std::move(draft).error()));
  PriceBook& book = draft->book;
  book.version = SATCHEL_TRY(newest_version(edit.write.tx)) + 1;
  book.name = publication.name;
  book.valid_from = publication.valid_from;
  book.valid_until = publication.valid_until;
  if (auto problems = problems_of(book); !problems.empty()) {
    return Answer<PriceBookHead>(refuse(std::move(problems)));
  }
  SATCHEL_TRY(save_price_book(edit.write.tx, book));
  SATCHEL_TRY(erase_price_book_draft(edit.write.tx));
  SATCHEL_TRY(note_version(
      edit.write, edit.editor,
      {"publish_price_book", book.version, book.name + ", from " + to_text(book.valid_from)}));
  SATCHEL_TRY(tell_devices(edit.write, book.version));
  return Answer<PriceBookHead>(head_of(book));
}

Result<Answer<PriceBookHead>> withdraw_price_book(const ServerWrite& write, const Editor& editor,
                                                  std::int64_t version) {
  auto book = SATCHEL_TRY(find_price_book(write.tx, version));
  if (!book) {
    return Answer<PriceBookHead>(
        refuse("price_book_unknown", "There is no such price book version.", 404));
  }
  if (book->withdrawn) return Answer<PriceBookHead>(head_of(*book));
  book->withdrawn = true;
  SATCHEL_TRY(save_price_book(write.tx, *book));
  SATCHEL_TRY(note_version(write, editor, {"withdraw_price_book", version, book->name}));
  SATCHEL_TRY(tell_devices(write, version));
  return Answer<PriceBookHead>(head_of(*book));
}

}  // namespace satchel::server
