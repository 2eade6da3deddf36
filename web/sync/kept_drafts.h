// Kept drafts: what is typed and belongs to no command yet, kept on this device until it is saved.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/base/enum_words.h"
#include "shared/store/database.h"

namespace satchel::web {

enum class KeptDraft { customer_form, signature };

}  // namespace satchel::web

namespace satchel {
SATCHEL_ENUM_WORDS(web::KeptDraft, "customer_form", "signature");
}  // namespace satchel

namespace satchel::web {

/// Whose it is and what it is about: the account or the order.
struct DraftKey {
  UserId user;
  KeptDraft kind = KeptDraft::customer_form;
  std::string target;
};

/// Keeps the text in place of what was there; an empty one leaves nothing there.
Result<void> keep_draft(Database& database, const DraftKey& key, std::string_view text);

/// Returns what was kept, or nothing.
Result<std::optional<std::string>> find_draft(Transaction& tx, const DraftKey& key);

}  // namespace satchel::web
