// The wizard's model: a draft as it is opened, and the payment method it begins with.
#include "web/model/wizard_model.h"

#include <doctest/doctest.h>

#include "shared/store/account_store.h"
#include "shared/store/catalog_store.h"
#include "shared/store/organisation_store.h"
#include "tests/support/builders.h"

namespace satchel::web::wizard_model_test {
namespace {

TEST_SUITE_BEGIN("wizard model");

/// Price book 1 until 30 November, and book 2 from December with coffee for 12.50.
struct Desk {
  Desk() {
    PriceBook before = a_price_book();
    before.valid_until = date(2026, 11, 30);
    PriceBook after = a_price_book();
    after.version = 2;
    after.valid_from = date(2026, 12, 1);
    after.products[0].plans[0].charges[0].prices = {{Currency::usd, dec("12.50")}};
    need(save_organisation(*tx, organisation));
    need(save_price_book(*tx, before));
    need(save_price_book(*tx, after));
    need(save_account(*tx, a_company_account()));
    context.actor = a_rep();
    context.today = test_today;
    context.now = test_now;
  }

  Order a_quote() {
    Order order = a_draft_order();
    order.quoted_until = date(2026, 12, 10);
    return order;
  }

  Organisation organisation = an_organisation();
  std::unique_ptr<Database> database = a_database();
  std::unique_ptr<Transaction> tx = need(database->begin());
  ModelContext context;
};

TEST_CASE("O11: a valid quote keeps its prices and is dated today") {
  Desk desk;
  desk.context.today = date(2026, 12, 10);

  const ReopenedDraft reopened = need(reopen_draft(*desk.tx, desk.context, desk.a_quote()));

  Order expected = desk.a_quote();
  expected.document.ordered_on = date(2026, 12, 10);
  CHECK(reopened.order == expected);
  CHECK_FALSE(reopened.changed);
  CHECK(reopened.note.empty());
}

TEST_CASE("O11: a quote past its last day is a draft with the prices of today") {
  Desk desk;
  desk.context.today = date(2026, 12, 11);

  const ReopenedDraft reopened = need(reopen_draft(*desk.tx, desk.context, desk.a_quote()));

  CHECK(reopened.changed);
  CHECK_FALSE(reopened.order.quoted_until);
  CHECK(reopened.order.document.price_book_version == 2);
  CHECK(reopened.order.document.ordered_on == date(2026, 12, 11));
  CHECK(reopened.order.document.items[0].charges[0].unit_price == dec("12.50"));
  CHECK(reopened.note ==
        "The quote ended on 10 Dec 2026. These are the prices of today: check them before it "
        "is placed.");
}

TEST_CASE("O1: a new draft begins with a payment method that is configured") {
  Desk desk;
  const AccountId account = a_company_account().id;
  auto draft = need(new_draft(*desk.tx, desk.context, account, an_order_id()));
  REQUIRE(draft);
  CHECK(draft->document.payment_method == PaymentMethod::on_account);

  desk.organisation.version = 2;
  desk.organisation.settings.payment_options = {
      {PaymentMethod::check, PaymentGateway::manual, {Currency::eur}},
      {PaymentMethod::cash, PaymentGateway::manual, {}}};
  need(save_organisation(*desk.tx, desk.organisation));
  draft = need(new_draft(*desk.tx, desk.context, account, an_order_id()));

  REQUIRE(draft);
  CHECK(draft->document.payment_method == PaymentMethod::cash);
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::web::wizard_model_test
