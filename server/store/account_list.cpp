// The account list in SQL.
#include "server/store/account_list.h"

#include "shared/store/account_store.h"
#include "shared/store/list_query.h"
#include "shared/store/search_words.h"

namespace satchel::server {
namespace {

Result<void> start_after(Transaction& tx, const std::string& after, ListQuery& list) {
  const Rows rows = SATCHEL_TRY(tx.query("SELECT sort_name FROM account WHERE id = $1", after));
  if (rows.empty()) return fail(ErrorCode::invalid, "The cursor is not one that this list gave.");
  const std::string name = list.bind(rows[0].text(0));
  const std::string id = list.bind(after);
  list.where("(a.sort_name > " + name + " OR (a.sort_name = " + name + " AND a.id > " + id + "))");
  return {};
}

}  // namespace

Result<std::vector<Account>> list_accounts(Transaction& tx, const AccountQuery& query) {
  ListQuery list;
  list.where_in("a.id", query.territories);
  if (const std::string match = full_text_query(query.text); !match.empty()) {
    list.where("a.search_key IN (SELECT rowid FROM account_fts(" + list.bind(match) + "))");
  }
  if (!query.after.empty()) SATCHEL_TRY(start_after(tx, query.after, list));
  const std::string limit = list.bind(query.count_max);
  const Rows rows = SATCHEL_TRY(tx.query_values("SELECT a.id FROM account a" + list.conditions() +
                                                    " ORDER BY a.sort_name, a.id LIMIT " + limit,
                                                list.values()));
  std::vector<Account> accounts;
  for (const Row& row : rows) {
    if (auto account = SATCHEL_TRY(find_account(tx, row.id<AccountId>(0)))) {
      accounts.push_back(*std::move(account));
    }
  }
  return accounts;
}

}  // namespace satchel::server
