// Price book versions: a draft is edited, then published; a published version can be withdrawn.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/catalogue/refusal.h"
#include "server/store/price_book_draft_store.h"

namespace satchel::server {

/// A version without what it sells.
struct PriceBookHead {
  std::int64_t version = 0;
  std::string name;
  Date valid_from = date(1970, 1, 1);
  std::optional<Date> valid_until;
  bool withdrawn = false;
  std::int64_t products = 0;
};

/// How the draft will be sold.
struct Publication {
  std::string name;
  Date valid_from = date(1970, 1, 1);  // May lie in the future.
  std::optional<Date> valid_until;
};

/// One edit of the draft; `revision` is the one the editor saw. When somebody else edited it
/// meanwhile the edit is refused and says who and when.
struct DraftEdit {
  const ServerWrite& write;
  Editor editor;
  std::int64_t revision = 0;
};

/// Returns the published versions, newest first.
Result<std::vector<PriceBookHead>> list_price_books(Transaction& tx);

/// Returns what an import begins from: the draft's book, else a copy of the newest version, else an
/// empty book.
Result<PriceBook> base_of_draft(Transaction& tx);

/// Returns the draft; makes it as a copy of the newest version when there is none.
Result<PriceBookDraft> open_draft(const ServerWrite& write, const Editor& editor);

/// Puts a whole book into the draft, which it makes when there is none (then `revision` is 0).
Result<Answer<PriceBookDraft>> replace_draft(const DraftEdit& edit, PriceBook book);

/// Puts the product into the draft: in its own place, or last when it is new.
Result<Answer<PriceBookDraft>> put_product(const DraftEdit& edit, const Product& product);

/// Takes the product out of the draft.
Result<Answer<PriceBookDraft>> remove_product(const DraftEdit& edit, const ProductId& id);

/// Throws the draft away.
Result<Answer<bool>> discard_draft(const DraftEdit& edit);

/// Makes the draft the next version and tells the devices. Refused with every problem of the book.
Result<Answer<PriceBookHead>> publish_draft(const DraftEdit& edit, const Publication& publication);

/// Ends the sale under a version; orders that pin it stand.
Result<Answer<PriceBookHead>> withdraw_price_book(const ServerWrite& write, const Editor& editor,
                                                  std::int64_t version);

}  // namespace satchel::server
