// The account store: accounts with their territories, and search by any word's beginning.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/domain/account/account.h"
#include "shared/store/database.h"

namespace satchel {

/// Returns the account, or nothing.
Result<std::optional<Account>> find_account(Transaction& tx, const AccountId& id);

/// Writes the whole account, its territories and its search words.
Result<void> save_account(Transaction& tx, const Account& account);

/// Removes the account; nothing when it is not there.
Result<void> erase_account(Transaction& tx, const AccountId& id);

/// Returns whether an account other than `except` has this login, ignoring case.
Result<bool> is_login_taken(Transaction& tx, std::string_view login, const AccountId& except);

/// Returns accounts that hold, for every word of `text`, a word that begins with it, in name,
/// contact, number, e-mail or address, ignoring case and accents; at most `count_max`. An exact
/// number or e-mail comes first, then names that begin with the text, then by name. Empty text
/// lists all by name.
Result<std::vector<Account>> search_accounts(Transaction& tx, std::string_view text,
                                             std::int64_t count_max);

/// Returns all accounts' ids in id order.
Result<std::vector<AccountId>> load_account_ids(Transaction& tx);

/// Returns how many accounts there are.
Result<std::int64_t> count_accounts(Transaction& tx);

/// Writes a territory.
Result<void> save_territory(Transaction& tx, const Territory& territory);

/// Returns all territories by code.
Result<std::vector<Territory>> load_territories(Transaction& tx);

}  // namespace satchel
