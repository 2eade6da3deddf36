// The order store: round trips, lists, pages, search and counts.
#include "shared/store/order_store.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "shared/store/account_store.h"
#include "tests/support/dump.h"

namespace satchel::order_store_test {
namespace {

struct Fixture {
  std::unique_ptr<Database> database = a_database();
  std::unique_ptr<Transaction> tx = need(database->begin());

  Order save(int number, Date day, const Account& account = a_company_account()) {
    Order order = a_placed_order(number, account);
    order.document.ordered_on = day;
    need(save_order(*tx, order));
    return order;
  }

  std::vector<std::int64_t> numbers(const OrderQuery& query) {
    std::vector<std::int64_t> found;
    for (const OrderRow& row : need(list_orders(*tx, query))) found.push_back(row.head.number);
    return found;
  }
};

using Numbers = std::vector<std::int64_t>;

}  // namespace

TEST_SUITE("order store") {
  TEST_CASE_FIXTURE(Fixture, "an order comes back as it was saved, with items, charges, history") {
    Order order = a_completed_order();
    order.version = 5;
    order.approval = Approval::approved;
    order.authors = {id_of<UserId>(5), id_of<UserId>(6)};
    order.document.items.push_back(an_item(order.id, 2, metered, 2));
    order.document.items[0].discount_ppm = 50'000;
    order.document.items[0].charges[0].unit_price = dec("9.8000");
    order.document.items[1].charges[0].every = {2, PeriodUnit::week};
    order.document.charges = {make_order_charge(order.id, 0, "Freight", usd(3238))};
    order.document.one_plan = true;
    order.site_number = 7;
    order.fulfilments = {{ItemState::active, "web-1", "maria", "acc-7", ""},
                         {ItemState::failed, "", "", "", "No answer"},
                         {ItemState::terminated, {}, {}, {}, {}}};
    order.history.push_back({{-1}, "Ünïcode", OrderAction::cancelled, "why 'not'"});

    need(save_order(*tx, order));

    const auto found = need(find_order(*tx, order.id));
    REQUIRE(found);
    CHECK(*found == order);
    CHECK(to_text(found->document.items[0].charges[0].unit_price) == "9.8000");
    CHECK(digest_of(found->document) == digest_of(order.document));
  }

  TEST_CASE_FIXTURE(Fixture, "saving again replaces everything") {
    need(save_order(*tx, a_draft_order()));
    Order changed = a_placed_order();
    changed.document.items.pop_back();
    changed.fulfilments.pop_back();
    changed.notes = "";
    need(save_order(*tx, changed));
    CHECK(need(find_order(*tx, changed.id)) == changed);
  }

  TEST_CASE_FIXTURE(Fixture, "an empty draft of nobody comes back too") {
    Order order;
    order.id = an_order_id();
    need(save_order(*tx, order));
    CHECK(need(find_order(*tx, order.id)) == order);
  }

  TEST_CASE_FIXTURE(Fixture, "an erased order leaves nothing behind") {
    const std::string before = dump(*tx);
    need(save_order(*tx, a_placed_order()));
    need(erase_order(*tx, an_order_id()));
    CHECK(dump(*tx) == before);
    CHECK_FALSE(need(find_order(*tx, an_order_id())));
  }
}

TEST_SUITE("list_orders") {
  TEST_CASE_FIXTURE(Fixture, "a row shows order, customer and figures") {
    Account account = a_company_account();
    account.number = 1007;
    need(save_account(*tx, account));
    const Order order = save(1, test_today, account);

    const auto rows = need(list_orders(*tx, {}));

    REQUIRE(rows.size() == 1);
    CHECK(rows[0].id == order.id);
    CHECK(rows[0].account_number == 1007);
    CHECK(rows[0].account_name == "Alfreds Futterkiste");
    CHECK(rows[0].account_city == "Berlin");
    CHECK(rows[0].taken_by_name == "Nancy Davolio");
    CHECK(rows[0].one_time == usd(3297));
    CHECK(rows[0].recurring == usd(4900));
    CHECK(rows[0].item_count == 2);
    CHECK(rows[0].head.lifecycle == OrderLifecycle::pending);
    CHECK(rows[0].head.document.purchase_order == "PO-7");
  }

  TEST_CASE_FIXTURE(Fixture, "an order is listed even where its account is not known") {
    save(1, test_today);
    const auto rows = need(list_orders(*tx, {}));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].account_name.empty());
  }

  TEST_CASE_FIXTURE(Fixture,
                    "the newest come first; what has no number yet is newer than its day") {
    save(1, date(2026, 11, 20));
    save(3, date(2026, 11, 22));
    save(2, date(2026, 11, 22));
    need(save_order(*tx, a_draft_order(4)));
    CHECK(numbers({}) == Numbers{0, 1003, 1002, 1001});
  }

  TEST_CASE_FIXTURE(Fixture, "pages follow each other without gap or overlap") {
    for (int number = 1; number <= 23; ++number) {
      save(number, date(2026, 11, 1u + static_cast<unsigned>(number) % 3));
    }
    for (int number = 24; number <= 30; ++number) need(save_order(*tx, a_draft_order(number)));
    std::vector<std::string> paged;
    OrderQuery query;
    query.count_max = 4;
    for (auto page = need(list_orders(*tx, query)); !page.empty();
         page = need(list_orders(*tx, query))) {
      CHECK(page.size() <= 4);
      for (const OrderRow& row : page) paged.push_back(row.id.text());
      query.after = cursor_of(page.back());
    }
    std::vector<std::string> all;
    for (const OrderRow& row : need(list_orders(*tx, {}))) all.push_back(row.id.text());
    CHECK(paged == all);
    CHECK(std::set<std::string>(all.begin(), all.end()).size() == 30);
  }

  TEST_CASE_FIXTURE(Fixture, "a cursor that the list did not give is invalid") {
    for (const char* cursor :
         {"x", "2026-11-22", "2026-11-22.1", "2026-11-22.x.", "..",
          "2026-11-22.99999999999999999999.00000000-0000-7000-8000-000000000001",
          "2026-11-31.1.00000000-0000-7000-8000-000000000001"}) {
      CAPTURE(cursor);
      OrderQuery query;
      query.after = cursor;
      const auto refused = list_orders(*tx, query);
      REQUIRE_FALSE(refused);
      CHECK(refused.error().code == ErrorCode::invalid);
    }
  }

  TEST_CASE_FIXTURE(Fixture, "orders are found by words of number, reference, items and customer") {
    need(save_account(*tx, a_company_account(1)));
    need(save_account(*tx, a_consumer_account(2)));
    save(1, test_today, a_company_account(1));
    Order other = a_placed_order(2, a_consumer_account(2));
    other.document.items = {an_item(other.id, 0, metered)};
    other.document.purchase_order = "Spring-2026";
    need(save_order(*tx, other));

    CHECK(numbers({.text = "1001"}) == Numbers{1001});
    CHECK(numbers({.text = "100"}) == Numbers{1002, 1001});
    CHECK(numbers({.text = "spring"}) == Numbers{1002});
    CHECK(numbers({.text = "COFFEE"}) == Numbers{1001});
    CHECK(numbers({.text = "trujillo meter"}) == Numbers{1002});
    CHECK(numbers({.text = "mexico"}) == Numbers{1002});
    CHECK(numbers({.text = "futterkiste meter"}).empty());
    CHECK(numbers({.text = "N1"}) == Numbers{1002, 1001});
  }

  TEST_CASE_FIXTURE(Fixture, "a word that thousands hold finds the same as a rare one") {
    need(save_account(*tx, a_company_account(1)));
    save(1, test_today, a_company_account(1));
    save(2, test_today, a_company_account(2));
    const Numbers by_item = numbers({.text = "coffee"});
    const Numbers by_account = numbers({.text = "futterkiste 1001"});

    need(tx->run(R"sql(
      INSERT INTO order_word (order_id, word)
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)
      SELECT 'unknown', 'coffee' || i FROM n UNION ALL SELECT 'unknown', 'futterkiste' || i FROM n
    )sql"));
    need(tx->run(R"sql(
      INSERT INTO account_fts (rowid, words)
      WITH RECURSIVE n (i) AS (SELECT 1001 UNION ALL SELECT i + 1 FROM n WHERE i < 2200)
      SELECT i, 'coffee' || i || ' futterkiste' || i FROM n
    )sql"));

    CHECK(by_item == Numbers{1002, 1001});
    CHECK(numbers({.text = "coffee"}) == by_item);
    CHECK(by_account == Numbers{1001});
    CHECK(numbers({.text = "futterkiste 1001"}) == by_account);
  }

  TEST_CASE_FIXTURE(Fixture, "S16: every order is reached, sorted and counted within its archive") {
    for (int number = 1; number <= 30; ++number) save(number, add_days(test_today, -number));
    Order draft = a_draft_order(40);
    need(save_order(*tx, draft));

    OrderQuery query;
    query.archive = Archive::awaiting_approval;
    query.count_max = 7;
    Numbers by_page;
    while (true) {
      const auto page = need(list_orders(*tx, query));
      if (page.empty()) break;
      for (const OrderRow& row : page) by_page.push_back(row.head.number);
      query.after = cursor_of(page.back());
    }
    CHECK(by_page.size() == 30);
    CHECK(by_page.front() == 1001);
    CHECK(by_page.back() == 1030);
    const OrderSummary summary = need(summarize_orders(*tx, query));
    CHECK(summary.count == 30);
    CHECK(summary.totals == std::vector<Money>{usd(30 * 3297)});

    OrderQuery sorted;
    sorted.sort = OrderSort::number;
    sorted.archive = Archive::awaiting_approval;
    sorted.count_max = 2;
    sorted.offset = 28;
    CHECK(numbers(sorted) == Numbers{1029, 1030});
    sorted.descending = true;
    CHECK(numbers(sorted) == Numbers{1002, 1001});
    sorted.archive = Archive::handled;
    CHECK(numbers(sorted).empty());
    sorted = {};
    sorted.sort = OrderSort::state;
    CHECK(need(list_orders(*tx, sorted)).front().id == draft.id);
  }

  TEST_CASE_FIXTURE(Fixture, "an order is found by what it says now, not by what it said before") {
    Order order = a_draft_order(1);
    need(save_order(*tx, order));
    order = a_placed_order(1);
    order.document.purchase_order = "Spring";
    need(save_order(*tx, order));
    need(save_order(*tx, order));
    CHECK(numbers({.text = "1001"}) == Numbers{1001});
    CHECK(numbers({.text = "spring"}) == Numbers{1001});
    CHECK(numbers({.text = "PO"}).empty());
  }

  TEST_CASE_FIXTURE(Fixture, "orders are listed by account and by territory") {
    Account eastern = a_company_account(2);
    eastern.territories = {east, east};
    need(save_account(*tx, a_company_account(1)));
    need(save_account(*tx, eastern));
    save(1, test_today, a_company_account(1));
    save(2, test_today, eastern);
    save(3, test_today, a_company_account(3));

    CHECK(numbers({.account_id = eastern.id}) == Numbers{1002});
    CHECK(numbers({.territories = {west}}) == Numbers{1001});
    CHECK(numbers({.territories = {east}}) == Numbers{1002});
    CHECK(numbers({.territories = {east, west}}) == Numbers{1002, 1001});
    CHECK(numbers({.account_id = eastern.id, .text = "coffee", .territories = {west}}).empty());
    CHECK(need(load_order_ids(*tx, eastern.id)) == std::vector{an_order_id(2)});
  }
}

TEST_SUITE("sorted orders") {
  TEST_CASE_FIXTURE(Fixture, "S16: by customer: the name of today, wherever the order came first") {
    Account second = a_company_account(2);
    second.company_name = "Zebra";
    save(1, test_today, a_company_account(1));
    save(2, test_today, second);
    save(3, test_today, a_consumer_account(3));
    need(save_account(*tx, second));
    need(save_account(*tx, a_company_account(1)));
    need(save_account(*tx, a_consumer_account(3)));
    OrderQuery query;
    query.sort = OrderSort::customer;
    CHECK(numbers(query) == Numbers{1001, 1003, 1002});

    second.company_name = "Ábaco";
    need(save_account(*tx, second));
    CHECK(numbers(query) == Numbers{1002, 1001, 1003});
    query.descending = true;
    query.offset = 1;
    CHECK(numbers(query) == Numbers{1001, 1002});
  }

  TEST_CASE_FIXTURE(Fixture, "S16: every column sorts all orders both ways, page after page") {
    for (int number = 1; number <= 12; ++number) {
      Order order = a_placed_order(number);
      order.document.ordered_on = add_days(test_today, -(number * 5) % 7);
      order.taken_by_name = number % 2 == 0 ? "Nancy" : "Andrew";
      if (number % 3 == 0) order.payment = PaymentState::unpaid;
      if (number % 4 == 0) order.document.items.pop_back();
      need(save_order(*tx, order));
    }
    for (const OrderSort sort : {OrderSort::number, OrderSort::customer, OrderSort::rep,
                                 OrderSort::date, OrderSort::total, OrderSort::state}) {
      CAPTURE(static_cast<int>(sort));
      OrderQuery query;
      query.sort = sort;
      Numbers up = numbers(query);
      query.descending = true;
      Numbers down;
      query.count_max = 5;
      for (Numbers page = numbers(query); !page.empty(); page = numbers(query)) {
        down.insert(down.end(), page.begin(), page.end());
        query.offset += 5;
      }
      std::reverse(down.begin(), down.end());
      CHECK(up.size() == 12);
      CHECK(up == down);
    }
    CHECK(numbers({.sort = OrderSort::rep, .count_max = 1}) == Numbers{1011});
    CHECK(numbers({.sort = OrderSort::state, .count_max = 1}) == Numbers{1012});
  }
}

TEST_SUITE("count_orders") {
  TEST_CASE_FIXTURE(Fixture, "count and sum follow each write: changed, moved on, erased") {
    Order order = a_placed_order(1);
    need(save_order(*tx, order));
    need(save_order(*tx, a_placed_order(2)));
    order.document.items.clear();
    order.payment = PaymentState::unpaid;
    need(save_order(*tx, order));

    CHECK(need(count_orders(*tx)).awaiting_payment == 1);
    CHECK(need(count_orders(*tx)).awaiting_approval == 1);
    OrderSummary all = need(summarize_orders(*tx, {}));
    CHECK(all.count == 2);
    const Money left = totals_of(order.document)->one_time;
    CHECK(all.totals == std::vector<Money>{usd(3297 + left.minor)});
    CHECK(need(summarize_orders(*tx, {.archive = Archive::awaiting_payment})).totals ==
          std::vector<Money>{left});

    need(erase_order(*tx, an_order_id(2)));
    CHECK(need(count_orders(*tx)).awaiting_approval == 0);
    CHECK(need(count_orders(*tx)).all == 1);
    CHECK(need(summarize_orders(*tx, {})).totals == std::vector<Money>{left});
  }

  TEST_CASE_FIXTURE(Fixture, "orders from before archives were kept get theirs") {
    need(save_order(*tx, a_placed_order(1)));
    need(save_order(*tx, a_draft_order(2)));
    need(save_order(*tx, a_completed_order(3)));
    const OrderCounts before = need(count_orders(*tx));
    need(tx->run("UPDATE sales_order SET archive = -1"));
    CHECK(need(count_orders(*tx)).incomplete == 0);

    need(derive_archives(*tx));

    CHECK(need(count_orders(*tx)).incomplete == before.incomplete);
    CHECK(need(count_orders(*tx)).handled == before.handled);
    CHECK(need(count_orders(*tx)).awaiting_approval == 1);
    CHECK(need(summarize_orders(*tx, {.archive = Archive::handled})).count == 1);
  }

  TEST_CASE_FIXTURE(Fixture, "orders are counted in the archive of their colour") {
    need(save_order(*tx, a_draft_order(1)));
    need(save_order(*tx, a_placed_order(2)));
    need(save_order(*tx, a_placed_order(3)));
    need(save_order(*tx, a_completed_order(4)));
    Order unpaid = a_placed_order(5);
    unpaid.payment = PaymentState::unpaid;
    need(save_order(*tx, unpaid));
    Order cancelled = a_placed_order(6);
    cancelled.lifecycle = OrderLifecycle::cancelled;
    need(save_order(*tx, cancelled));

    const OrderCounts counts = need(count_orders(*tx));

    CHECK(counts.all == 6);
    CHECK(counts.incomplete == 1);
    CHECK(counts.awaiting_approval == 2);
    CHECK(counts.awaiting_payment == 1);
    CHECK(counts.handled == 1);
    CHECK(counts.closed == 1);
  }
}

}  // namespace satchel::order_store_test
