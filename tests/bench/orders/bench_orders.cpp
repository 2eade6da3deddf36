// Measures the order list of a device that holds many: the first page, a far page, an archive, the
// counts and searches, beside a raw query of as many rows by their key.
//   bench_orders [ORDERS] [CUSTOMERS] [FILE]
#include <array>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "shared/store/account_store.h"
#include "shared/store/migrate.h"
#include "shared/store/order_store.h"
#include "shared/store/sqlite_database.h"
#include "tests/bench/search/customers.h"
#include "tests/bench/timing.h"
#include "tests/support/builders.h"

namespace satchel::bench {
namespace {

constexpr std::int64_t rows_per_commit = 20'000;
constexpr int repetitions = 20;

Order order_number(std::int64_t index, std::int64_t customers) {
  static constexpr std::array<std::string_view, 6> goods{
      "House blend", "Grinder 64", "Machine care plan", "Mint tea", "Ice maker", "Web shop"};
  Order order = a_placed_order(static_cast<int>(index + 1));
  order.document.account_id = make_customer(index * 7919 % customers).id;
  order.document.ordered_on = add_days(date(2024, 1, 1), static_cast<int>(index % 700));
  order.document.purchase_order = "PO-" + std::to_string(index * 31);
  order.document.items.front().name = goods[static_cast<std::size_t>(index) % goods.size()];
  const std::int64_t kind = index % 10;
  if (kind < 7) {
    order.review = Review::verified;
    order.lifecycle = OrderLifecycle::completed;
  } else if (kind == 7) {
    order.lifecycle = OrderLifecycle::draft;
  }
  return order;
}

void fill(Database& database, std::int64_t orders, std::int64_t customers) {
  for (std::int64_t index = 0; index < customers;) {
    auto tx = need(database.begin());
    for (std::int64_t row = 0; row < rows_per_commit && index < customers; ++row, ++index) {
      need(save_account(*tx, make_customer(index)));
    }
    need(tx->commit());
  }
  for (std::int64_t index = 0; index < orders;) {
    auto tx = need(database.begin());
    for (std::int64_t row = 0; row < rows_per_commit && index < orders; ++row, ++index) {
      need(save_order(*tx, order_number(index, customers)));
    }
    need(tx->commit());
  }
}

/// Times the query on a database that was just opened: the first one is cold.
void measure(const char* what, const std::string& path,
             const std::function<void(Transaction&, int)>& query) {
  const auto database = need(open_sqlite({.path = path}));
  const auto tx = need(database->begin(Access::read));
  Timing timing;
  for (int turn = 0; turn < repetitions; ++turn) {
    const double start = now_ms();
    query(*tx, turn);
    timing.add(now_ms() - start);
  }
  print(what, timing);
}

void measure_list(const char* what, const std::string& path, const OrderQuery& query) {
  measure(what, path, [&](Transaction& tx, int) { need(list_orders(tx, query)); });
}

int run(std::int64_t orders, std::int64_t customers, const std::string& path) {
  std::remove(path.c_str());
  {
    const auto database = need(open_sqlite({.path = path}));
    need(migrate_shared(*database));
    const double start = now_ms();
    fill(*database, orders, customers);
    std::printf("%lld orders of %lld customers written in %.1f s\n\n",
                static_cast<long long>(orders), static_cast<long long>(customers),
                (now_ms() - start) / 1000);
  }
  print_head("200 rows each");
  measure("raw SQLite, rows by key", path, [](Transaction& tx, int) {
    need(tx.query("SELECT * FROM sales_order ORDER BY id LIMIT 200"));
  });
  measure_list("newest first", path, {});
  measure_list("one archive", path, {.archive = Archive::awaiting_approval});
  measure_list("sorted by customer", path, {.sort = OrderSort::customer});
  measure_list("sorted by total, from row 50,000", path,
               {.sort = OrderSort::total, .offset = 50'000});
  measure_list("search: a number", path, {.text = std::to_string(1000 + orders / 2)});
  measure_list("search: a rare reference", path, {.text = "PO-" + std::to_string(31 * 77)});
  measure_list("search: a common item", path, {.text = "mint"});
  measure_list("search: two words", path, {.text = "grinder po"});
  measure("counts of all archives", path, [](Transaction& tx, int) { need(count_orders(tx)); });
  measure("count and sum of all", path,
          [](Transaction& tx, int) { need(summarize_orders(tx, {})); });
  return 0;
}

}  // namespace
}  // namespace satchel::bench

int main(int count, char** arguments) {
  const std::int64_t orders = count > 1 ? std::atoll(arguments[1]) : 100'000;
  const std::int64_t customers = count > 2 ? std::atoll(arguments[2]) : 20'000;
  return satchel::bench::run(orders, customers, count > 3 ? arguments[3] : "bench_orders.db");
}
