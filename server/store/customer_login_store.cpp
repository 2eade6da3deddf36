// Customers' logins in SQL.
#include "server/store/customer_login_store.h"

#include "shared/base/text.h"

namespace satchel::server {

Result<void> save_customer_password(Transaction& tx, const AccountId& account,
                                    const std::string& password_hash) {
  return tx.run(R"sql(
    INSERT INTO customer_login (account_id, password_hash) VALUES ($1, $2)
    ON CONFLICT (account_id) DO UPDATE SET password_hash = excluded.password_hash
  )sql",
                account, password_hash);
}

Result<std::optional<CustomerLogin>> find_customer_login(Transaction& tx, std::string_view login) {
  const std::string folded = fold(trim(login));
  if (folded.empty()) return std::optional<CustomerLogin>();
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT a.id, COALESCE(l.password_hash, '')
    FROM account a LEFT JOIN customer_login l ON l.account_id = a.id
    WHERE a.login_folded = $1 ORDER BY a.id LIMIT 1
  )sql",
                                         folded));
  if (rows.empty()) return std::optional<CustomerLogin>();
  return std::optional(CustomerLogin{rows[0].id<AccountId>(0), rows[0].text(1)});
}

}  // namespace satchel::server
