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

/// Fills an index of words that is empty although there are accounts: after it was made anew.
Result<void> index_accounts(Transaction& tx);

/// Removes the account; nothing when it is not there.
Result<void> erase_account(Transaction& tx, const AccountId& id);

/// Returns whether an account other than `except` has this login, ignoring case.
Result<bool> is_login_taken(Transaction& tx, std::string_view login, const AccountId& except);

/// Returns these accounts in the order of the ids, without contacts and history; those that are not
/// there are left out.
Result<std::vector<Account>> load_account_heads(Transaction& tx, const std::vector<AccountId>& ids);

/// Returns the accounts that hold, for every word of `text`, a word that begins with it, in number,
/// name, contacts, e-mail addresses, login, phone or address, ignoring case and accents; at most
/// `count_max`. An exact number, login or e-mail comes first, then names that begin with the text,
/// by name; then the rest, oldest in this database first. Empty text lists all by name.
Result<std::vector<AccountId>> rank_accounts(Transaction& tx, std::string_view text,
                                             std::int64_t count_max);

enum class AccountSort { name, number };

/// A page of all accounts.
struct AccountPage {
  AccountSort sort = AccountSort::name;
  bool descending = false;
  AccountId after;  // The last account of the page before; empty for the first page.
  std::int64_t count_max = 200;
};

/// Returns the page's accounts as heads: without contacts and history.
Result<std::vector<Account>> list_account_page(Transaction& tx, const AccountPage& page);

/// The same as heads: without contacts and history.
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
