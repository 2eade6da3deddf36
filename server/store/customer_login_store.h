// Customers' passwords: known to the server alone, and only as digests.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/base/id.h"
#include "shared/store/database.h"

namespace satchel::server {

/// Keeps the Argon2id digest of the account's password, in place of an earlier one.
Result<void> save_customer_password(Transaction& tx, const AccountId& account,
                                    const std::string& password_hash);

/// Who logs in to the client area.
struct CustomerLogin {
  AccountId account_id;
  std::string password_hash;  // Empty when the customer has no password yet.
};

/// Returns the account with this login, ignoring case, or nothing.
Result<std::optional<CustomerLogin>> find_customer_login(Transaction& tx, std::string_view login);

}  // namespace satchel::server
