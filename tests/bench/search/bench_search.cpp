// Measures customer search as typed: the product's queries beside a raw full text query.
//   bench_search CUSTOMERS [TEXTS] [FILE]
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "shared/store/account_store.h"
#include "shared/store/migrate.h"
#include "shared/store/search_words.h"
#include "shared/store/sqlite_database.h"
#include "tests/bench/search/customers.h"
#include "tests/bench/search/full_ranking.h"
#include "tests/bench/timing.h"
#include "tests/support/builders.h"

namespace satchel::bench {
namespace {

constexpr std::int64_t rows_shown = 50;

void fill(Database& database, std::int64_t customers) {
  constexpr std::int64_t rows_per_commit = 50'000;
  for (std::int64_t index = 0; index < customers;) {
    auto tx = need(database.begin());
    for (std::int64_t row = 0; row < rows_per_commit && index < customers; ++row, ++index) {
      need(save_account(*tx, make_customer(index)));
    }
    need(tx->commit());
  }
}

/// The same texts by the clock on the wall, and by the work of the thread alone.
struct Times {
  Timing wall;
  Timing work;
};

/// Times `query` for each text, on a database that was just opened: the first one is cold.
Times time_texts(const std::string& path, const std::vector<std::string>& texts,
                 const std::function<void(Transaction&, const std::string&)>& query) {
  const auto database = need(open_sqlite({.path = path}));
  const auto tx = need(database->begin(Access::read));
  Times times;
  for (const std::string& text : texts) {
    const double start = now_ms();
    const double worked = worked_ms();
    query(*tx, text);
    times.work.add(worked_ms() - worked);
    times.wall.add(now_ms() - start);
  }
  return times;
}

std::int64_t count_differences(const std::string& path, const std::vector<std::string>& texts,
                               std::int64_t customers) {
  FullRanking ranking;
  for (std::int64_t index = 0; index < customers; ++index) ranking.add(make_customer(index));
  const auto database = need(open_sqlite({.path = path}));
  const auto tx = need(database->begin(Access::read));
  std::int64_t differences = 0;
  for (const std::string& text : texts) {
    if (need(rank_accounts(*tx, text, 3)) != ranking.first(text, 3)) ++differences;
  }
  return differences;
}

/// Returns 0 when every text is answered right and with a frame's work at most. What others on the
/// machine take is shown, but not held against the search.
int run(std::int64_t customers, std::size_t count, const std::string& path) {
  std::remove(path.c_str());
  {
    const auto database = need(open_sqlite({.path = path}));
    need(migrate_shared(*database));
    const double start = now_ms();
    fill(*database, customers);
    std::printf("%lld customers written in %.1f s\n\n", static_cast<long long>(customers),
                (now_ms() - start) / 1000);
  }
  const auto texts = make_texts(count, customers);
  Times raw = time_texts(path, texts, [](Transaction& tx, const std::string& text) {
    const std::string match = full_text_query(text);
    if (match.empty()) return;
    need(tx.query("SELECT rowid FROM account_fts WHERE account_fts MATCH $1 LIMIT $2", match,
                  rows_shown));
  });
  Times ours = time_texts(path, texts, [](Transaction& tx, const std::string& text) {
    need(search_accounts(tx, text, rows_shown));
  });
  print_head((std::to_string(count) + " texts").c_str());
  print("raw SQLite, unranked", raw.wall);
  print("raw SQLite, unranked: work", raw.work);
  print("Satchel, ranked, rows loaded", ours.wall);
  print("Satchel, ranked, rows loaded: work", ours.work);
  const std::int64_t differences = count_differences(path, texts, customers);
  std::printf("\nThe first three differ from a full ranking in %lld of %zu texts.\n",
              static_cast<long long>(differences), count);
  return differences == 0 && ours.work.late() == 0 ? 0 : 1;
}

}  // namespace
}  // namespace satchel::bench

int main(int count, char** arguments) {
  const std::int64_t customers = count > 1 ? std::atoll(arguments[1]) : 100'000;
  const std::size_t texts = count > 2 ? static_cast<std::size_t>(std::atoll(arguments[2])) : 1000;
  return satchel::bench::run(customers, texts, count > 3 ? arguments[3] : "bench_search.db");
}
