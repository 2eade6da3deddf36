// Likely duplicates: existing accounts much like the one that is being typed.
#pragma once

#include <vector>

#include "shared/domain/account/account.h"
#include "shared/store/database.h"

namespace satchel {

/// Returns accounts other than `typed` itself, most alike first, at most `count_max`, as heads:
/// with the same e-mail, the same phone digits, the same or nearly the same company name (its
/// beginning, or all its words in any order), or the same last name and postal code. Ignores case
/// and accents. Texts too short to mean anything find nothing.
Result<std::vector<Account>> find_like(Transaction& tx, const Account& typed,
                                       std::int64_t count_max);

}  // namespace satchel
