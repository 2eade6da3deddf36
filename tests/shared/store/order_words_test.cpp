// The words by which an order is found: all that stands inside it, its payments, its invoices.
#include "shared/store/order_words.h"

#include <doctest/doctest.h>

#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/order_store.h"
#include "shared/store/payment_store.h"
#include "tests/support/builders.h"

namespace satchel::order_words_test {

TEST_SUITE("order words") {
  TEST_CASE("S16: an order is found by anything inside it, and around it") {
    const auto database = a_database();
    const auto tx = need(database->begin());
    need(save_account(*tx, a_company_account(1)));
    Order order = a_placed_order(1);
    need(save_order(*tx, order));
    order.site_code = "harbour";
    order.site_number = 47;
    order.document.bill_to_email = "books@alfreds.example";
    order.document.items[1].detail = "By telephone";
    order.fulfilments[1] = {ItemState::failed, "us-9", "anders7", "acc-77", "Quota"};
    order.incomplete_reason = "Forgot his purse";
    order.history.push_back({test_now, "Ada", OrderAction::edited, "Asked by fax"});
    need(save_order(*tx, a_placed_order(2)));
    Payment payment;
    payment.id = id_of<PaymentId>(1);
    payment.account_id = order.document.account_id;
    payment.order_id = order.id;
    payment.taken_on = test_today;
    payment.amount = usd(100);
    payment.reference = "Check 4711";
    need(save_payment(*tx, payment));

    const auto found = [&](const std::string& text) {
      CAPTURE(text);
      const auto rows = need(list_orders(*tx, {.text = text}));
      REQUIRE(rows.size() == 1);
      CHECK(rows[0].head.number == 1001);
    };
    found("4711");
    need(save_order(*tx, order));
    for (const char* text : {"47", "harbour", "books", "telephone", "us-9", "anders7", "acc-77",
                             "quota", "purse", "fax", "4711", "check harbour"}) {
      found(text);
    }
    Invoice invoice;
    invoice.id = id_of<InvoiceId>(1);
    invoice.account_id = order.document.account_id;
    invoice.number = 8'123;
    invoice.state = InvoiceState::posted;
    invoice.lines.resize(1);
    invoice.lines[0].order_id = order.id;
    invoice.lines[0].period = {test_today, add_days(test_today, 1)};
    need(save_invoice_copy(*tx, invoice));
    found("8123");
    need(save_order(*tx, order));
    found("8123");
  }

  TEST_CASE("S16: orders from before they had all words are found by them") {
    const auto database = a_database();
    const auto tx = need(database->begin());
    need(save_account(*tx, a_company_account(1)));
    Order order = a_placed_order(1);
    order.site_number = 7001;
    need(save_order(*tx, order));
    need(save_order(*tx, a_draft_order(2)));
    const auto words = [&] {
      return need(tx->query("SELECT COUNT(*) FROM order_word"))[0].number(0);
    };
    const std::int64_t before = words();
    need(tx->run("DELETE FROM order_word"));

    need(index_orders(*tx));

    CHECK(words() == before);
    CHECK(need(summarize_orders(*tx, {.text = "7001"})).count == 1);
    need(tx->run("DELETE FROM order_word WHERE word <> '7001'"));
    need(index_orders(*tx));
    CHECK(words() == 1);  // It looks only whether there are any.
  }
}

}  // namespace satchel::order_words_test
