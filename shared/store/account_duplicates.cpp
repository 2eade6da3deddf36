// Finds likely duplicates by indexes only, so that it is quick enough for every key.
#include "shared/store/account_duplicates.h"

#include <algorithm>

#include "shared/base/text.h"
#include "shared/store/account_store.h"
#include "shared/store/search_words.h"

namespace satchel {
namespace {

constexpr std::size_t letters_min = 4;
constexpr std::size_t phone_digits_min = 6;

/// Ids in the order they were found, each once, without the one that is typed.
class LikeIds {
 public:
  LikeIds(const AccountId& except, std::int64_t count_max)
      : except_(except), count_max_(count_max) {}

  void add(const Rows& rows) {
    for (const Row& row : rows) {
      AccountId id = row.id<AccountId>(0);
      const bool known = id == except_ || std::find(ids_.begin(), ids_.end(), id) != ids_.end();
      if (!known && static_cast<std::int64_t>(ids_.size()) < count_max_) {
        ids_.push_back(std::move(id));
      }
    }
  }

  const std::vector<AccountId>& ids() const { return ids_; }

 private:
  const AccountId& except_;
  std::int64_t count_max_;
  std::vector<AccountId> ids_;
};

/// As many as are asked for, and the typed one itself.
Result<void> add_same(Transaction& tx, LikeIds& found, std::string_view column,
                      const std::string& value) {
  found.add(SATCHEL_TRY(
      tx.query("SELECT id FROM account WHERE " + std::string(column) + " = $1 ORDER BY id LIMIT 20",
               value)));
  return {};
}

/// Whether each word of `wanted` begins a word of `name`; both are folded.
bool is_like(const std::string& name, const std::string& wanted) {
  const std::vector<std::string> words = folded_words(name);
  for (const std::string& each : folded_words(wanted)) {
    const bool begins = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
      return word.compare(0, each.size(), each) == 0;
    });
    if (!begins) return false;
  }
  return true;
}

/// A company's name, or first and last name together: a last name alone says too little.
std::string name_of(const Account& typed) {
  if (!trim(typed.company_name).empty()) return fold(trim(typed.company_name));
  if (trim(typed.first_name).empty() || trim(typed.last_name).empty()) return {};
  return fold(contact_name(typed));
}

Result<void> add_same_name(Transaction& tx, LikeIds& found, const Account& typed) {
  const std::string name = name_of(typed);
  const std::string match = full_text_query(name);
  if (length_of(name) < letters_min || match.empty()) return {};
  found.add(SATCHEL_TRY(tx.query(R"sql(
    SELECT id FROM account WHERE sort_name >= $1 AND sort_name < $2
    ORDER BY sort_name, id LIMIT 20
  )sql",
                                 name, end_of_range(name))));
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT a.id, a.sort_name FROM (
      SELECT rowid AS found FROM account_fts($1) LIMIT 50) f
    JOIN account a ON a.search_key = f.found ORDER BY a.sort_name, a.id
  )sql",
                                         match));
  Rows alike;
  for (const Row& row : rows) {
    // The words may stand in an e-mail or an address.
    if (is_like(row.text(1), name)) alike.push_back(row);
  }
  found.add(alike);
  return {};
}

/// The same last name at the same postal code: of all who have both words, whoever has them there.
Result<void> add_same_person(Transaction& tx, LikeIds& found, const Account& typed) {
  const std::string& postal_code = typed.address.postal_code;
  if (trim(typed.last_name).empty() || trim(postal_code).empty()) return {};
  const std::string match = full_text_query(typed.last_name + " " + postal_code);
  if (match.empty()) return {};
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT a.id, a.last_name, a.postal_code FROM (
      SELECT rowid AS found FROM account_fts($1) LIMIT 50) f
    JOIN account a ON a.search_key = f.found ORDER BY a.sort_name, a.id
  )sql",
                                         match));
  Rows same;
  for (const Row& row : rows) {
    if (fold(trim(row.text(1))) == fold(trim(typed.last_name)) &&
        fold(trim(row.text(2))) == fold(trim(postal_code))) {
      same.push_back(row);
    }
  }
  found.add(same);
  return {};
}

}  // namespace

Result<std::vector<Account>> find_like(Transaction& tx, const Account& typed,
                                       std::int64_t count_max) {
  LikeIds found(typed.id, count_max);
  if (length_of(trim(typed.email)) >= letters_min) {
    SATCHEL_TRY(add_same(tx, found, "email_folded", fold(trim(typed.email))));
  }
  const std::string digits = digits_of(typed.phone);
  if (digits.size() >= phone_digits_min) {
    SATCHEL_TRY(add_same(tx, found, "phone_digits", digits));
  }
  SATCHEL_TRY(add_same_name(tx, found, typed));
  SATCHEL_TRY(add_same_person(tx, found, typed));
  return load_account_heads(tx, found.ids());
}

}  // namespace satchel
