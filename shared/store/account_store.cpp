// Reads, writes and searches accounts.
#include "shared/store/account_store.h"

#include <map>

#include "shared/base/text.h"
#include "shared/store/list_query.h"
#include "shared/store/search_words.h"

namespace satchel {
namespace {

/// The columns that `account_of` reads, of an account `a` with one of its territories `t`.
constexpr std::string_view account_columns = R"sql(
    SELECT a.id, a.version, a.number, a.kind, a.company_name, a.first_name, a.last_name, a.email,
           a.login, a.phone, a.street, a.city, a.region, a.postal_code, a.country, a.currency,
           a.created_on, a.bill_cycle_day, a.payment_terms_days, a.credit_minor, t.territory_id,
           a.billing_email, a.notes, a.flagged_for_fraud, a.hold_new_orders, a.credit_limit_minor,
           a.tax_certificate, a.tax_exempt_reason
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
  account.billing_email = row.text(21);
  account.notes = row.text(22);
  account.standing = {row.number(23) != 0, row.number(24) != 0, row.number(25)};
  account.tax_exemption = {row.text(26), row.text(27)};
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

/// Everything an account is found by, in folded words.
std::string searched_text(const Account& account) {
  std::string text = display_name(account) + " " + contact_name(account) + " " + account.email +
                     " " + account.login + " " + account.billing_email + " " + account.phone;
  if (account.number != 0) text += " " + std::to_string(account.number);
  const Address& address = account.address;
  for (const std::string* part :
       {&address.street, &address.city, &address.region, &address.postal_code, &address.country}) {
    text += " " + *part;
  }
  for (const Contact& contact : account.contacts) {
    text += " " + contact.name + " " + contact.email + " " + contact.phone;
  }
  return full_text_of(text);
}

Result<void> save_head(Transaction& tx, const Account& account) {
  return tx.run(
      R"sql(
    INSERT INTO account (id, version, number, kind, company_name, first_name, last_name, email,
      email_folded, login, login_folded, phone, street, city, region, postal_code, country,
      currency, created_on, bill_cycle_day, payment_terms_days, sort_name, phone_digits,
      billing_email, notes, flagged_for_fraud, hold_new_orders, credit_limit_minor, credit_minor,
      tax_certificate, tax_exempt_reason, search_key)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
      $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31,
      (SELECT COALESCE(MAX(search_key), 0) + 1 FROM account))
    ON CONFLICT (id) DO UPDATE SET version = excluded.version, number = excluded.number,
      kind = excluded.kind, company_name = excluded.company_name,
      first_name = excluded.first_name, last_name = excluded.last_name, email = excluded.email,
      email_folded = excluded.email_folded, login = excluded.login,
      login_folded = excluded.login_folded, phone = excluded.phone, street = excluded.street,
      city = excluded.city, region = excluded.region, postal_code = excluded.postal_code,
      country = excluded.country, currency = excluded.currency, created_on = excluded.created_on,
      bill_cycle_day = excluded.bill_cycle_day,
      payment_terms_days = excluded.payment_terms_days, sort_name = excluded.sort_name,
      phone_digits = excluded.phone_digits, billing_email = excluded.billing_email,
      notes = excluded.notes, flagged_for_fraud = excluded.flagged_for_fraud,
      hold_new_orders = excluded.hold_new_orders,
      credit_limit_minor = excluded.credit_limit_minor,
      credit_minor = excluded.credit_minor, tax_certificate = excluded.tax_certificate,
      tax_exempt_reason = excluded.tax_exempt_reason
  )sql",
      account.id, account.version, account.number, account.kind, account.company_name,
      account.first_name, account.last_name, account.email, fold(account.email), account.login,
      fold(account.login), account.phone, account.address.street, account.address.city,
      account.address.region, account.address.postal_code, account.address.country,
      account.currency, account.created_on, account.bill_cycle_day, account.payment_terms_days,
      fold(display_name(account)), digits_of(account.phone), account.billing_email, account.notes,
      account.standing.flagged_for_fraud ? 1 : 0, account.standing.hold_new_orders ? 1 : 0,
      account.standing.credit_limit_minor, account.credit.minor, account.tax_exemption.certificate,
      account.tax_exemption.reason);
}

Result<void> save_contacts(Transaction& tx, const Account& account) {
  for (std::size_t index = 0; index < account.contacts.size(); ++index) {
    const Contact& contact = account.contacts[index];
    SATCHEL_TRY(tx.run(R"sql(
      INSERT INTO account_contact (account_id, position, name, email, phone, role)
      VALUES ($1, $2, $3, $4, $5, $6)
    )sql",
                       account.id, static_cast<std::int64_t>(index), contact.name, contact.email,
                       contact.phone, contact.role));
  }
  return {};
}

Result<void> save_history(Transaction& tx, const Account& account) {
  for (std::size_t index = 0; index < account.history.size(); ++index) {
    const AccountEvent& event = account.history[index];
    SATCHEL_TRY(tx.run(R"sql(
      INSERT INTO account_event (account_id, position, at_ms, by_name, action, detail)
      VALUES ($1, $2, $3, $4, $5, $6)
    )sql",
                       account.id, static_cast<std::int64_t>(index), event.at, event.by,
                       event.action, event.detail));
  }
  return {};
}

Result<void> load_contacts(Transaction& tx, Account& account) {
  const Rows contacts = SATCHEL_TRY(tx.query(R"sql(
    SELECT name, email, phone, role FROM account_contact WHERE account_id = $1 ORDER BY position
  )sql",
                                             account.id));
  for (const Row& row : contacts) {
    account.contacts.push_back({row.text(0), row.text(1), row.text(2), row.text(3)});
  }
  return {};
}

Result<void> load_history(Transaction& tx, Account& account) {
  const Rows events = SATCHEL_TRY(tx.query(R"sql(
    SELECT at_ms, by_name, action, detail FROM account_event
    WHERE account_id = $1 ORDER BY position
  )sql",
                                           account.id));
  for (const Row& row : events) {
    account.history.push_back(
        {{row.number(0)}, row.text(1), row.word<AccountAction>(2), row.text(3)});
  }
  return {};
}

Result<void> erase_parts(Transaction& tx, const AccountId& id) {
  SATCHEL_TRY(tx.run("DELETE FROM account_territory WHERE account_id = $1", id));
  SATCHEL_TRY(tx.run("DELETE FROM account_contact WHERE account_id = $1", id));
  return tx.run("DELETE FROM account_event WHERE account_id = $1", id);
}

/// Writes the words unless they are as before: most changes of an account leave them alone.
Result<void> save_words(Transaction& tx, const Account& account,
                        const std::optional<std::string>& before) {
  const std::string words = searched_text(account);
  if (before == words) return {};
  const Rows rows =
      SATCHEL_TRY(tx.query("SELECT search_key FROM account WHERE id = $1", account.id));
  const std::int64_t key = rows.front().number(0);
  if (before) SATCHEL_TRY(tx.run("DELETE FROM account_fts WHERE rowid = $1", key));
  return tx.run("INSERT INTO account_fts (rowid, words) VALUES ($1, $2)", key, words);
}

Result<std::optional<Account>> find_with_contacts(Transaction& tx, const AccountId& id) {
  std::vector<Account> found =
      accounts_of(SATCHEL_TRY(tx.query(std::string(account_columns) + R"sql(
    FROM account a LEFT JOIN account_territory t ON t.account_id = a.id
    WHERE a.id = $1 ORDER BY t.position
  )sql",
                                       id)));
  if (found.empty()) return std::optional<Account>();
  SATCHEL_TRY(load_contacts(tx, found.front()));
  return std::optional<Account>(std::move(found.front()));
}

}  // namespace

Result<std::optional<Account>> find_account(Transaction& tx, const AccountId& id) {
  auto account = SATCHEL_TRY(find_with_contacts(tx, id));
  if (account) SATCHEL_TRY(load_history(tx, *account));
  return account;
}

Result<std::vector<Account>> load_account_heads(Transaction& tx,
                                                const std::vector<AccountId>& ids) {
  if (ids.empty()) return std::vector<Account>();
  ListQuery query;
  std::string names;
  for (const AccountId& id : ids) names += (names.empty() ? "" : ", ") + query.bind(to_value(id));
  const std::string sql = std::string(account_columns) + R"sql(
    FROM account a LEFT JOIN account_territory t ON t.account_id = a.id
    WHERE a.id IN ()sql" + names +
                          ") ORDER BY a.id, t.position";
  std::map<AccountId, Account> by_id;
  for (Account& account : accounts_of(SATCHEL_TRY(tx.query_values(sql, query.values())))) {
    const AccountId id = account.id;
    by_id.emplace(id, std::move(account));
  }
  std::vector<Account> accounts;
  for (const AccountId& id : ids) {
    const auto found = by_id.find(id);
    if (found != by_id.end()) accounts.push_back(std::move(found->second));
  }
  return accounts;
}

Result<void> save_account(Transaction& tx, const Account& account) {
  const auto before = SATCHEL_TRY(find_with_contacts(tx, account.id));
  SATCHEL_TRY(save_head(tx, account));
  SATCHEL_TRY(erase_parts(tx, account.id));
  for (std::size_t index = 0; index < account.territories.size(); ++index) {
    SATCHEL_TRY(tx.run(
        "INSERT INTO account_territory (account_id, position, territory_id) VALUES ($1, $2, $3)",
        account.id, static_cast<std::int64_t>(index), account.territories[index]));
  }
  SATCHEL_TRY(save_contacts(tx, account));
  SATCHEL_TRY(save_history(tx, account));
  const std::string sort_name = fold(display_name(account));
  if (!before || fold(display_name(*before)) != sort_name) {
    SATCHEL_TRY(tx.run("UPDATE sales_order SET account_sort_name = $1 WHERE account_id = $2",
                       sort_name, account.id));
  }
  return save_words(tx, account, before ? std::optional(searched_text(*before)) : std::nullopt);
}

Result<void> index_accounts(Transaction& tx) {
  if (!SATCHEL_TRY(tx.query("SELECT rowid FROM account_fts LIMIT 1")).empty()) return {};
  for (const AccountId& id : SATCHEL_TRY(load_account_ids(tx))) {
    const auto account = SATCHEL_TRY(find_with_contacts(tx, id));
    if (account) SATCHEL_TRY(save_words(tx, *account, std::nullopt));
  }
  return {};
}

Result<void> erase_account(Transaction& tx, const AccountId& id) {
  SATCHEL_TRY(tx.run(
      "DELETE FROM account_fts WHERE rowid = (SELECT search_key FROM account WHERE id = $1)", id));
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
