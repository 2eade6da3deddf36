// Reads, writes and searches accounts.
#include "shared/store/account_store.h"

#include "shared/base/text.h"
#include "shared/store/list_query.h"
#include "shared/store/search_words.h"

namespace satchel {
namespace {

/// The columns that `account_of` reads, of an account `a` with one of its territories `t`.
constexpr std::string_view account_columns = R"sql(
    SELECT a.id, a.version, a.number, a.kind, a.company_name, a.first_name, a.last_name, a.email,
           a.login, a.phone, a.street, a.city, a.region, a.postal_code, a.country, a.currency,
           a.created_on, a.bill_cycle_day, a.payment_terms_days, a.credit_minor, t.territory_id
)sql";

Account account_of(const Row& row) {
  Account account;
  account.id = row.id<AccountId>(0);
  account.version = row.number(1);
  account.number = row.number(2);
  account.kind = row.word<AccountKind>(3);
  account.company_name = row.text(4);
  account.first_name = row.text(5);
  account.last_name = row.text(6);
  account.email = row.text(7);
  account.login = row.text(8);
  account.phone = row.text(9);
  account.address = {row.text(10), row.text(11), row.text(12), row.text(13), row.text(14)};
  account.currency = row.word<Currency>(15);
  account.created_on = row.day(16);
  account.bill_cycle_day = static_cast<unsigned>(row.number(17));
  account.payment_terms_days = row.number(18);
  account.credit = {row.number(19), account.currency};
  return account;
}

/// Turns one row per territory into one account each; rows of an account lie together.
std::vector<Account> accounts_of(const Rows& rows) {
  std::vector<Account> accounts;
  for (const Row& row : rows) {
    if (accounts.empty() || accounts.back().id.text() != row.text(0)) {
      accounts.push_back(account_of(row));
    }
    if (!row.is_null(20)) accounts.back().territories.push_back(row.id<TerritoryId>(20));
  }
  return accounts;
}

std::string searched_text(const Account& account) {
  std::string text = display_name(account) + " " + contact_name(account) + " " + account.email;
  if (account.number != 0) text += " " + std::to_string(account.number);
  const Address& address = account.address;
  for (const std::string* part :
       {&address.street, &address.city, &address.region, &address.postal_code, &address.country}) {
    text += " " + *part;
  }
  return text;
}

Result<void> save_head(Transaction& tx, const Account& account) {
  return tx.run(R"sql(
    INSERT INTO account (id, version, number, kind, company_name, first_name, last_name, email,
      email_folded, login, login_folded, phone, street, city, region, postal_code, country,
      currency, created_on, bill_cycle_day, payment_terms_days, sort_name, credit_minor)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
      $20, $21, $22, $23)
    ON CONFLICT (id) DO UPDATE SET version = excluded.version, number = excluded.number,
      kind = excluded.kind, company_name = excluded.company_name,
      first_name = excluded.first_name, last_name = excluded.last_name, email = excluded.email,
      email_folded = excluded.email_folded, login = excluded.login,
      login_folded = excluded.login_folded, phone = excluded.phone, street = excluded.street,
      city = excluded.city, region = excluded.region, postal_code = excluded.postal_code,
      country = excluded.country, currency = excluded.currency, created_on = excluded.created_on,
      bill_cycle_day = excluded.bill_cycle_day,
      payment_terms_days = excluded.payment_terms_days, sort_name = excluded.sort_name,
      credit_minor = excluded.credit_minor
  )sql",
                account.id, account.version, account.number, account.kind, account.company_name,
                account.first_name, account.last_name, account.email, fold(account.email),
                account.login, fold(account.login), account.phone, account.address.street,
                account.address.city, account.address.region, account.address.postal_code,
                account.address.country, account.currency, account.created_on,
                account.bill_cycle_day, account.payment_terms_days, fold(display_name(account)),
                account.credit.minor);
}

Result<void> erase_parts(Transaction& tx, const AccountId& id) {
  SATCHEL_TRY(tx.run("DELETE FROM account_territory WHERE account_id = $1", id));
  return tx.run("DELETE FROM account_word WHERE account_id = $1", id);
}

/// Returns SQL for how well account `m` matches: 0 by number or e-mail, 1 by name's beginning, 2.
std::string rank_of_match(ListQuery& query, const std::string& folded) {
  const bool is_number =
      folded.size() <= 18 && folded.find_first_not_of("0123456789") == std::string::npos;
  const std::string number =
      query.bind(to_value(std::int64_t{is_number ? std::stoll(folded) : -1}));
  const std::string exact = query.bind(folded);
  const std::string end = query.bind(end_of_range(folded));
  return "CASE WHEN m.number = " + number + " OR m.email_folded = " + exact +
         " THEN 0 WHEN m.sort_name >= " + exact + " AND m.sort_name < " + end +
         " THEN 1 ELSE 2 END";
}

}  // namespace

Result<std::optional<Account>> find_account(Transaction& tx, const AccountId& id) {
  std::vector<Account> found =
      accounts_of(SATCHEL_TRY(tx.query(std::string(account_columns) + R"sql(
    FROM account a LEFT JOIN account_territory t ON t.account_id = a.id
    WHERE a.id = $1 ORDER BY t.position
  )sql",
                                       id)));
  if (found.empty()) return std::optional<Account>();
  return std::optional<Account>(std::move(found.front()));
}

Result<void> save_account(Transaction& tx, const Account& account) {
  SATCHEL_TRY(save_head(tx, account));
  SATCHEL_TRY(erase_parts(tx, account.id));
  for (std::size_t index = 0; index < account.territories.size(); ++index) {
    SATCHEL_TRY(tx.run(
        "INSERT INTO account_territory (account_id, position, territory_id) VALUES ($1, $2, $3)",
        account.id, static_cast<std::int64_t>(index), account.territories[index]));
  }
  for (const std::string& word : search_words_of(searched_text(account))) {
    SATCHEL_TRY(
        tx.run("INSERT INTO account_word (account_id, word) VALUES ($1, $2)", account.id, word));
  }
  return {};
}

Result<void> erase_account(Transaction& tx, const AccountId& id) {
  SATCHEL_TRY(erase_parts(tx, id));
  return tx.run("DELETE FROM account WHERE id = $1", id);
}

Result<bool> is_login_taken(Transaction& tx, std::string_view login, const AccountId& except) {
  const std::string folded = fold(trim(login));
  if (folded.empty()) return false;
  const Rows rows = SATCHEL_TRY(tx.query(
      "SELECT 1 FROM account WHERE login_folded = $1 AND id <> $2 LIMIT 1", folded, except));
  return !rows.empty();
}

Result<std::vector<Account>> search_accounts(Transaction& tx, std::string_view text,
                                             std::int64_t count_max) {
  ListQuery query;
  const std::string folded = fold(trim(text));
  for (const std::string& word : search_words_of(text)) {
    const std::string first = query.bind(word);
    const std::string end = query.bind(end_of_range(word));
    query.where("m.id IN (SELECT w.account_id FROM account_word w WHERE w.word >= " + first +
                " AND w.word < " + end + ")");
  }
  // Without text every account ranks alike, and the index by name gives the first ones.
  const std::string rank = folded.empty() ? "1" : rank_of_match(query, folded);
  const std::string order = folded.empty() ? "" : "rank_of_match, ";
  const std::string sql = std::string(account_columns) + R"sql(
    FROM (SELECT m.*, )sql" +
                          rank + " AS rank_of_match FROM account m" + query.conditions() +
                          " ORDER BY " + order + "m.sort_name, m.id LIMIT " +
                          query.bind(count_max) + R"sql() a
    LEFT JOIN account_territory t ON t.account_id = a.id
    ORDER BY a.rank_of_match, a.sort_name, a.id, t.position
  )sql";
  return accounts_of(SATCHEL_TRY(tx.query_values(sql, query.values())));
}

Result<std::vector<AccountId>> load_account_ids(Transaction& tx) {
  std::vector<AccountId> ids;
  for (const Row& row : SATCHEL_TRY(tx.query("SELECT id FROM account ORDER BY id"))) {
    ids.push_back(row.id<AccountId>(0));
  }
  return ids;
}

Result<std::int64_t> count_accounts(Transaction& tx) {
  return SATCHEL_TRY(tx.query("SELECT COUNT(*) FROM account")).front().number(0);
}

Result<void> save_territory(Transaction& tx, const Territory& territory) {
  return tx.run(R"sql(
    INSERT INTO territory (id, code, name) VALUES ($1, $2, $3)
    ON CONFLICT (id) DO UPDATE SET code = excluded.code, name = excluded.name
  )sql",
                territory.id, territory.code, territory.name);
}

Result<std::vector<Territory>> load_territories(Transaction& tx) {
  std::vector<Territory> territories;
  for (const Row& row :
       SATCHEL_TRY(tx.query("SELECT id, code, name FROM territory ORDER BY code, id"))) {
    territories.push_back({row.id<TerritoryId>(0), row.text(1), row.text(2)});
  }
  return territories;
}

}  // namespace satchel
