// The price book draft store: the next version while it is edited.
#pragma once

#include <optional>
#include <string>

#include "shared/base/clock.h"
#include "shared/domain/catalog/price_book.h"
#include "shared/store/database.h"

namespace satchel::server {

struct PriceBookDraft {
  std::int64_t revision = 0;  // The count of edits.
  Timestamp changed_at;
  std::string changed_by;
  PriceBook book;

  bool operator==(const PriceBookDraft&) const = default;
};

/// Returns the draft, or nothing.
Result<std::optional<PriceBookDraft>> find_price_book_draft(Transaction& tx);

/// Writes the draft.
Result<void> save_price_book_draft(Transaction& tx, const PriceBookDraft& draft);

/// Removes the draft.
Result<void> erase_price_book_draft(Transaction& tx);

}  // namespace satchel::server
