// Reports over orders: figures by status, rep, product and period, and why carts were left.
#include "shared/store/order_report.h"

#include <doctest/doctest.h>

#include "shared/store/account_store.h"
#include "shared/store/order_store.h"
#include "tests/support/builders.h"

namespace satchel::order_report_test {
namespace {

/// Every order is three coffees, 32.97 once, and one support, 49.00 a month.
struct Sales {
  std::unique_ptr<Database> database = a_database();
  std::unique_ptr<Transaction> tx = need(database->begin());

  Sales() {
    need(save_account(*tx, a_company_account()));
    add(1, date(2026, 11, 2), "Nancy Davolio");
    add(2, date(2026, 11, 8), "Nancy Davolio");
    add(3, date(2026, 10, 31), "Andrew Fuller");
    Order denied = a_placed_order(4);
    denied.lifecycle = OrderLifecycle::denied;
    need(save_order(*tx, denied));
    add_cart(5, "Too dear");
    add_cart(6, "Too dear");
    add_cart(7, "");
  }

  void add(int number, Date on, const std::string& rep) {
    Order order = a_placed_order(number);
    order.document.ordered_on = on;
    order.taken_by_name = rep;
    need(save_order(*tx, order));
  }
  void add_cart(int number, const std::string& reason) {
    Order cart = a_draft_order(number);
    cart.saved = false;
    cart.incomplete_reason = reason;
    need(save_order(*tx, cart));
  }
  std::vector<ReportRow> report(ReportBy by, const ReportSpan& span = {}) {
    return need(report_orders(*tx, by, span));
  }
};

TEST_SUITE_BEGIN("reports");

TEST_CASE_FIXTURE(Sales, "A14: orders by rep count what was placed and not stopped") {
  const std::vector<ReportRow> expected{{"Nancy Davolio", 2, usd(6594), usd(9800)},
                                        {"Andrew Fuller", 1, usd(3297), usd(4900)}};
  CHECK(report(ReportBy::rep) == expected);
}

TEST_CASE_FIXTURE(Sales, "A14: orders by status are in the words of their colours") {
  Order quote = a_draft_order(8);
  quote.quoted_until = date(2026, 12, 22);
  need(save_order(*tx, quote));
  const auto rows = report(ReportBy::status);
  REQUIRE(rows.size() == 4);
  CHECK(rows[0] == ReportRow{"Awaiting approval", 3, usd(9891), usd(14700)});
  CHECK(rows[1] == ReportRow{"Incomplete", 3, usd(9891), usd(14700)});
  CHECK(rows[2] == ReportRow{"Denied", 1, usd(3297), usd(4900)});
  CHECK(rows[3] == ReportRow{"Quote", 1, usd(3297), usd(4900)});
}

TEST_CASE_FIXTURE(Sales, "A14: products count units, and their amounts are those of the items") {
  Order order = a_placed_order(1);
  order.document.items[0].discount_ppm = 100'000;
  need(save_order(*tx, order));

  const std::vector<ReportRow> expected{{"Coffee", 9, usd(2 * 3297 + 2967), usd(0)},
                                        {"Support", 3, usd(0), usd(14700)}};
  CHECK(report(ReportBy::product) == expected);
}

TEST_CASE_FIXTURE(Sales, "A14: periods begin on the day, on Monday and on the first") {
  const auto keys = [&](ReportBy by) {
    std::vector<std::string> found;
    for (const ReportRow& row : report(by)) found.push_back(row.key);
    return found;
  };
  CHECK(keys(ReportBy::day) == std::vector<std::string>{"2026-10-31", "2026-11-02", "2026-11-08"});
  CHECK(keys(ReportBy::week) == std::vector<std::string>{"2026-10-26", "2026-11-02"});
  CHECK(keys(ReportBy::month) == std::vector<std::string>{"2026-10-01", "2026-11-01"});
  CHECK(report(ReportBy::month)[1].count == 2);

  const auto november =
      report(ReportBy::month, {.from = date(2026, 11, 1), .to = date(2026, 11, 2)});
  REQUIRE(november.size() == 1);
  CHECK(november[0] == ReportRow{"2026-11-01", 1, usd(3297), usd(4900)});
}

TEST_CASE_FIXTURE(Sales, "A14: a draft that was thrown away counts as neither placed nor left") {
  Order thrown_away = a_draft_order(9);
  thrown_away.lifecycle = OrderLifecycle::cancelled;
  need(save_order(*tx, thrown_away));
  const Conversion conversion = need(report_conversion(*tx, {}));
  CHECK(conversion.placed == 4);
  CHECK(conversion.incomplete == 3);
}

TEST_CASE_FIXTURE(Sales, "O18: the reasons of incomplete orders feed the report") {
  const Conversion conversion = need(report_conversion(*tx, {}));
  CHECK(conversion.placed == 4);
  CHECK(conversion.incomplete == 3);
  const std::vector<IncompleteReason> expected{{"Too dear", 2}, {"", 1}};
  CHECK(conversion.reasons == expected);
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::order_report_test
