// Search as you type among a million accounts: three bounded queries, one for each rank.
#include <set>

#include "shared/base/text.h"
#include "shared/store/account_store.h"
#include "shared/store/list_query.h"
#include "shared/store/search_words.h"

namespace satchel {
namespace {

/// Accounts in rank order, each once.
class Ranking {
 public:
  explicit Ranking(std::int64_t count_max) : count_max_(count_max) {}

  std::int64_t missing() const { return count_max_ - static_cast<std::int64_t>(ids_.size()); }
  std::int64_t size() const { return static_cast<std::int64_t>(ids_.size()); }

  void add(const Rows& rows) {
    for (const Row& row : rows) {
      AccountId id = row.id<AccountId>(0);
      if (missing() > 0 && seen_.insert(id).second) ids_.push_back(std::move(id));
    }
  }

  std::vector<AccountId> take() { return std::move(ids_); }

 private:
  std::int64_t count_max_;
  std::vector<AccountId> ids_;
  std::set<AccountId> seen_;
};

std::int64_t number_in(const std::string& folded) {
  const bool digits =
      folded.size() <= 18 && folded.find_first_not_of("0123456789") == std::string::npos;
  return digits && !folded.empty() ? std::stoll(folded) : -1;
}

/// An exact number, login or e-mail.
Result<Rows> find_exact(Transaction& tx, const std::string& folded) {
  return tx.query(R"sql(
    SELECT id FROM (
      SELECT id, sort_name FROM account WHERE number = $1
      UNION SELECT id, sort_name FROM account WHERE login_folded = $2
      UNION SELECT id, sort_name FROM account WHERE email_folded = $2) found
    ORDER BY sort_name, id
  )sql",
                  number_in(folded), folded);
}

/// Names that begin with the text: a range of the index by name.
Result<Rows> find_by_name(Transaction& tx, const std::string& folded, std::int64_t count_max) {
  return tx.query(R"sql(
    SELECT id FROM account WHERE sort_name >= $1 AND sort_name < $2
    ORDER BY sort_name, id LIMIT $3
  )sql",
                  folded, end_of_range(folded), count_max);
}

/// All words begin a word, in the order in which the accounts came.
Result<Rows> find_by_words(Transaction& tx, const std::string& match, std::int64_t count_max) {
  return tx.query(R"sql(
    SELECT a.id FROM (
      SELECT rowid AS found FROM account_fts($1)
      ORDER BY rowid LIMIT $2) f
    JOIN account a ON a.search_key = f.found ORDER BY f.found
  )sql",
                  match, count_max);
}

}  // namespace

Result<std::vector<AccountId>> rank_accounts(Transaction& tx, std::string_view text,
                                             std::int64_t count_max) {
  Ranking ranking(count_max);
  const std::string match = full_text_query(text);
  const std::string folded = fold(trim(text));
  if (match.empty() && !folded.empty()) return std::vector<AccountId>();
  if (folded.empty()) {
    ranking.add(
        SATCHEL_TRY(tx.query("SELECT id FROM account ORDER BY sort_name, id LIMIT $1", count_max)));
    return ranking.take();
  }
  ranking.add(SATCHEL_TRY(find_exact(tx, folded)));
  if (ranking.missing() > 0) {
    ranking.add(SATCHEL_TRY(find_by_name(tx, folded, count_max)));
  }
  // As many as could be found before may come again.
  if (ranking.missing() > 0) {
    ranking.add(SATCHEL_TRY(find_by_words(tx, match, count_max + ranking.size())));
  }
  return ranking.take();
}

Result<std::vector<Account>> list_account_page(Transaction& tx, const AccountPage& page) {
  const std::string column = page.sort == AccountSort::name ? "sort_name" : "number";
  ListQuery query;
  if (!page.after.empty()) {
    const std::string after = query.bind(to_value(page.after));
    query.where("(" + column + ", id) " + (page.descending ? "<" : ">") + " (SELECT " + column +
                ", id FROM account WHERE id = " + after + ")");
  }
  const std::string way = page.descending ? " DESC" : " ASC";
  const std::string sql = "SELECT id FROM account" + query.conditions() + " ORDER BY " + column +
                          way + ", id" + way + " LIMIT " + query.bind(page.count_max);
  std::vector<AccountId> ids;
  for (const Row& row : SATCHEL_TRY(tx.query_values(sql, query.values()))) {
    ids.push_back(row.id<AccountId>(0));
  }
  return load_account_heads(tx, ids);
}

Result<std::vector<Account>> search_accounts(Transaction& tx, std::string_view text,
                                             std::int64_t count_max) {
  const auto ids = SATCHEL_TRY(rank_accounts(tx, text, count_max));
  return load_account_heads(tx, ids);
}

}  // namespace satchel
