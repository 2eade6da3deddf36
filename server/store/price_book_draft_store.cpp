// Reads and writes the draft as one document.
#include "server/store/price_book_draft_store.h"

#include "shared/wire/aggregate_wire.h"

namespace satchel::server {

Result<std::optional<PriceBookDraft>> find_price_book_draft(Transaction& tx) {
  const Rows rows = SATCHEL_TRY(
      tx.query("SELECT revision, changed_at_ms, changed_by_name, document FROM price_book_draft"));
  if (rows.empty()) return std::optional<PriceBookDraft>();
  const Row& row = rows.front();
  PriceBook book = SATCHEL_TRY(parse_price_book(row.text(3)));
  return std::optional<PriceBookDraft>(
      PriceBookDraft{row.number(0), {row.number(1)}, row.text(2), std::move(book)});
}

Result<void> save_price_book_draft(Transaction& tx, const PriceBookDraft& draft) {
  return tx.run(R"sql(
    INSERT INTO price_book_draft (id, revision, changed_at_ms, changed_by_name, document)
    VALUES ('-', $1, $2, $3, $4)
    ON CONFLICT (id) DO UPDATE SET revision = excluded.revision,
      changed_at_ms = excluded.changed_at_ms, changed_by_name = excluded.changed_by_name,
      document = excluded.document
  )sql",
                draft.revision, draft.changed_at, draft.changed_by, to_json(draft.book));
}

Result<void> erase_price_book_draft(Transaction& tx) {
  return tx.run("DELETE FROM price_book_draft");
}

}  // namespace satchel::server
