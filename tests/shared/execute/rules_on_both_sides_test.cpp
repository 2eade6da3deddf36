// The rules of orders and customers through execute: a device and the server refuse the same.
#include <doctest/doctest.h>

#include <algorithm>

#include "shared/execute/execute.h"
#include "shared/store/account_store.h"
#include "shared/store/catalog_store.h"
#include "shared/store/order_store.h"
#include "shared/store/organisation_store.h"
#include "tests/support/dump.h"

namespace satchel::rules_on_both_sides_test {
namespace {

/// A side's own database, with what an administrator set up and one customer.
struct Desk {
  std::unique_ptr<Database> database = a_database();
  std::unique_ptr<Transaction> tx = need(database->begin());
  Side side;
  Organisation organisation = an_organisation();
  PriceBook book = a_price_book();

  explicit Desk(Side given) : side(given) {
    set_up();
    Account account = a_company_account();
    account.number = 1001;
    need(save_account(*tx, account));
  }

  void set_up() {
    need(save_organisation(*tx, organisation));
    need(save_price_book(*tx, book));
  }

  Decision<Touched> give(const Command& command) {
    return need(execute(*tx, {side, a_rep(), test_now, test_today}, command));
  }

  /// Refused for this reason alone, at this field, with nothing written.
  void refuses(const Command& command, Reason reason, const std::string& field) {
    const std::string before = dump(*tx);
    const auto decided = give(command);
    REQUIRE_FALSE(decided);
    CHECK(to_text(decided.error().reason) == to_text(reason));
    CHECK(std::find(decided.error().fields.begin(), decided.error().fields.end(),
                    FieldProblem{field, reason}) != decided.error().fields.end());
    CHECK(dump(*tx) == before);
  }

  void refuses_order(const OrderDocument& document, Reason reason, const std::string& field) {
    refuses(place_order_of(an_order_id(), document), reason, field);
  }

  /// Takes the order, which is pending then; its number is the server's to give.
  Order takes(const OrderDocument& document) {
    const auto decided = give(place_order_of(an_order_id(), document));
    REQUIRE(decided);
    Order order = *need(find_order(*tx, an_order_id()));
    CHECK(order.lifecycle == OrderLifecycle::pending);
    CHECK((order.number == 0) == (side == Side::device));
    return order;
  }
};

constexpr Side both_sides[] = {Side::device, Side::server};

OrderDocument of_coffee() { return a_document(an_order_id()); }

}  // namespace

TEST_SUITE("rules on both sides") {
  TEST_CASE("P2: an order's payment method is one that is configured for its currency") {
    for (const Side side : both_sides) {
      Desk desk(side);
      OrderDocument document = of_coffee();
      document.payment_method = PaymentMethod::check;
      desk.organisation.settings.payment_options = {
          {PaymentMethod::check, PaymentGateway::manual, {Currency::eur}}};
      desk.set_up();
      desk.refuses_order(document, Reason::payment_method_unavailable, "payment_method");
      desk.organisation.settings.payment_options[0].currencies.push_back(Currency::usd);
      desk.set_up();
      CHECK(desk.takes(document).document.payment_method == PaymentMethod::check);
    }
  }

  TEST_CASE("P7: a fixed price and a fixed quantity stay as they are") {
    for (const Side side : both_sides) {
      Desk desk(side);
      desk.book.version = 2;
      desk.book.products[0].price_editable = false;
      desk.book.products[1].quantity_editable = false;
      desk.set_up();
      OrderDocument document = of_coffee();
      document.price_book_version = 2;
      document.items[0].charges[0].unit_price = dec("9.99");
      desk.refuses_order(document, Reason::price_fixed, "items[0].unit_price");
      document.items[0].charges[0].unit_price = dec("10.99");
      document.items[1].quantity = 2;
      desk.refuses_order(document, Reason::quantity_fixed, "items[1].quantity");
      document.items[1].quantity = 1;
      CHECK(desk.takes(document).document == document);
    }
  }

  TEST_CASE("P8 O8: required configuration is complete and valid before an order is placed") {
    for (const Side side : both_sides) {
      Desk desk(side);
      desk.book.version = 2;
      desk.book.products[1].configuration = {
          {"seats", "Seats", FieldKind::number, true, "", {}, "1", "", ""}};
      desk.organisation.settings.order_fields = {
          {"route", "Route", FieldKind::choice, true, "", {"North", "South"}, "", "", ""}};
      desk.set_up();
      OrderDocument document = of_coffee();
      document.price_book_version = 2;
      const std::string seats = "items[1].configuration.seats";
      desk.refuses_order(document, Reason::configuration_required, seats);
      desk.refuses_order(document, Reason::configuration_required, "configuration.route");
      document.configuration = {{"route", "South"}};
      document.items[1].configuration = {{"seats", "0"}};
      desk.refuses_order(document, Reason::field_invalid, seats);
      document.items[1].configuration = {{"seats", "4"}};
      CHECK(desk.takes(document).document == document);
    }
  }

  TEST_CASE("O1 O15: what is needed to fulfil, configure and pay stands on the placed order") {
    for (const Side side : both_sides) {
      Desk desk(side);
      OrderDocument document = of_coffee();
      document.payment_method = PaymentMethod::bank_transfer;
      document.bill_to_email = "books@alfreds.example";
      document.contact_email = "not an address";
      desk.refuses_order(document, Reason::field_invalid, "contact_email");
      document.contact_email = "maria@alfreds.example";
      document.items.clear();
      desk.refuses_order(document, Reason::no_items, "items");
      document.items = of_coffee().items;
      const Order order = desk.takes(document);
      CHECK(order.document == document);
      CHECK(order.document_digest == digest_of(document));
      CHECK(order.fulfilments.size() == 2);
      CHECK(order.due == (side == Side::server ? usd(3'297 + 1'470) : order.due));
    }
  }

  TEST_CASE("O2: an order's service ends after it begins") {
    for (const Side side : both_sides) {
      Desk desk(side);
      OrderDocument document = of_coffee();
      document.starts_on = date(2026, 12, 1);
      document.ends_on = date(2026, 12, 1);
      desk.refuses_order(document, Reason::end_before_start, "ends_on");
      document.ends_on = date(2027, 12, 1);
      CHECK(desk.takes(document).document.ends_on == date(2027, 12, 1));
    }
  }

  TEST_CASE("O3: by the setting, or begun on the customer's page, an order holds one plan") {
    for (const Side side : both_sides) {
      Desk desk(side);
      OrderDocument document = of_coffee();
      document.items.push_back(an_item(an_order_id(), 2, metered));
      document.one_plan = true;
      desk.refuses_order(document, Reason::one_plan_only, "items");
      document.one_plan = false;
      desk.organisation.settings.one_plan_per_order = true;
      desk.set_up();
      desk.refuses_order(document, Reason::one_plan_only, "items");
      document.items.pop_back();
      document.one_plan = true;
      CHECK(desk.takes(document).document.one_plan);
    }
  }

  TEST_CASE("O4: an order is dated neither before its account nor in the future") {
    for (const Side side : both_sides) {
      Desk desk(side);
      Account account = a_company_account();
      account.created_on = date(2026, 11, 10);
      need(save_account(*desk.tx, account));
      OrderDocument document = of_coffee();
      document.ordered_on = date(2026, 11, 9);
      desk.refuses_order(document, Reason::date_before_account, "ordered_on");
      document.ordered_on = add_days(test_today, 2);
      desk.refuses_order(document, Reason::date_in_future, "ordered_on");
      document.ordered_on = date(2026, 11, 10);
      CHECK(desk.takes(document).document.ordered_on == date(2026, 11, 10));
    }
  }

  TEST_CASE("C4 C5 C12: a customer needs his compulsory fields and no other") {
    for (const Side side : both_sides) {
      Desk desk(side);
      Account account;
      account.id = id_of<AccountId>(190);
      account.kind = AccountKind::company;
      account.currency = Currency::usd;
      account.territories = {west};
      account.created_on = test_today;
      for (const char* field : {"first_name", "last_name", "email", "company_name"}) {
        CAPTURE(field);
        desk.refuses(CreateAccount{account}, Reason::field_required, field);
      }
      account.first_name = "Ana";
      account.last_name = "Trujillo";
      account.email = "ana@trujillo.example";
      desk.refuses(CreateAccount{account}, Reason::field_required, "company_name");
      desk.organisation.settings.b2c = true;
      desk.set_up();
      REQUIRE(desk.give(CreateAccount{account}));
      CHECK(need(find_account(*desk.tx, account.id))->last_name == "Trujillo");
    }
  }

  TEST_CASE("P1: a product is sold from its first day to its last") {
    for (const Side side : both_sides) {
      Desk desk(side);
      desk.book.version = 2;
      desk.book.products[0].available_from = add_days(test_today, 1);
      desk.book.products[1].available_until = add_days(test_today, -1);
      desk.set_up();
      OrderDocument document = of_coffee();
      document.price_book_version = 2;
      desk.refuses_order(document, Reason::product_not_available, "items[0]");
      desk.refuses_order(document, Reason::product_not_available, "items[1]");
      desk.book.version = 3;
      desk.book.products[0].available_from = test_today;
      desk.book.products[1].available_until = test_today;
      desk.set_up();
      document.price_book_version = 3;
      CHECK(desk.takes(document).document == document);
    }
  }

  TEST_CASE("A9: what needs an approval says so on the device and on the server") {
    for (const Side side : both_sides) {
      Desk desk(side);
      ApprovalRules& rules = desk.organisation.settings.approval;
      rules.discount_limits = {{Role::rep, 100'000}};
      rules.price_override = true;
      rules.total_limits = {usd(5'000)};
      rules.new_customer = true;
      rules.backdated_days = 7;
      desk.set_up();
      OrderDocument document = of_coffee();
      document.ordered_on = add_days(test_today, -8);
      document.items[0].discount_ppm = 100'001;
      document.items[0].quantity = 20;
      document.items[0].charges[0].unit_price = dec("10.00");
      const Order order = desk.takes(document);
      CHECK(order.approval == Approval::required);
      CHECK(order.approval_rules ==
            std::vector{ApprovalRule::discount_over_limit, ApprovalRule::price_override,
                        ApprovalRule::total_over_limit, ApprovalRule::new_customer,
                        ApprovalRule::backdated});
    }
  }
}

}  // namespace satchel::rules_on_both_sides_test
