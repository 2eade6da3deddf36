// Orders and the catalogue's rules: what the administrator set up holds before an order is placed.
#include "shared/domain/order/catalogue_problems.h"

#include <doctest/doctest.h>

#include "tests/support/builders.h"

namespace satchel::catalogue_problems_test {
namespace {

/// A document of three coffees and one support, with the book and settings it is held to.
struct Desk {
  std::vector<FieldProblem> problems() const {
    return catalogue_problems_of(document, book, settings);
  }

  PriceBook book = a_price_book();
  Settings settings;
  OrderDocument document = a_document(an_order_id());
};

using Problems = std::vector<FieldProblem>;

}  // namespace

TEST_SUITE("catalogue problems") {
  TEST_CASE("P2: an order needs a payment method that is configured for its currency") {
    Desk desk;
    CHECK(desk.problems().empty());
    const Problems refused{{"payment_method", Reason::payment_method_unavailable}};
    desk.settings.payment_options = {
        {PaymentMethod::on_account, PaymentGateway::manual, {Currency::eur}}};
    CHECK(desk.problems() == refused);
    desk.settings.payment_options.clear();
    CHECK(desk.problems() == refused);
  }

  TEST_CASE("P7: a fixed price takes neither another price nor a discount") {
    Desk desk;
    desk.book.products[0].price_editable = false;
    CHECK(desk.problems().empty());
    const Problems refused{{"items[0].unit_price", Reason::price_fixed}};
    desk.document.items[0].discount_ppm = 50'000;
    CHECK(desk.problems() == refused);
    desk.document.items[0].discount_ppm = 0;
    desk.document.items[0].charges[0].unit_price = dec("9.99");
    CHECK(desk.problems() == refused);
  }

  TEST_CASE("P7: a price and a quantity that are required have to be entered") {
    Desk desk;
    Product& product = desk.book.products[0];
    product.price_required = true;
    product.quantity_required = true;
    const auto item = make_item(an_order_id(), 0, product, Currency::usd);
    REQUIRE(item);
    desk.document.items[0] = *item;
    CHECK(item->charges[0].list_price == dec("10.99"));
    CHECK(desk.problems() == Problems{{"items[0].unit_price", Reason::field_required},
                                      {"items[0].quantity", Reason::field_required}});
    desk.document.items[0].charges[0].unit_price = dec("12.00");
    desk.document.items[0].quantity = 2;
    CHECK(desk.problems().empty());
  }

  TEST_CASE("P7: a fixed quantity is 1") {
    Desk desk;
    desk.book.products[0].quantity_editable = false;
    CHECK(desk.problems() == Problems{{"items[0].quantity", Reason::quantity_fixed}});
    desk.document.items[0].quantity = 1;
    CHECK(desk.problems().empty());
  }

  TEST_CASE("P8: required configuration of an item and of the order has to be completed") {
    Desk desk;
    desk.book.products[1].configuration = {
        {"seats", "Seats", FieldKind::number, true, "", {}, "1", "", ""}};
    desk.settings.order_fields = {
        {"route", "Route", FieldKind::choice, true, "", {"North", "South"}, "", "", ""}};
    CHECK(desk.problems() ==
          Problems{{"items[1].configuration.seats", Reason::configuration_required},
                   {"configuration.route", Reason::configuration_required}});

    desk.document.items[1].configuration = {{"seats", "0"}};
    desk.document.configuration = {{"route", "South"}};
    CHECK(desk.problems() == Problems{{"items[1].configuration.seats", Reason::field_invalid}});
    desk.document.items[1].configuration = {{"seats", "4"}};
    CHECK(desk.problems().empty());
  }

  TEST_CASE("O3: with one plan per order a second plan is refused") {
    Desk desk;
    desk.document.items.push_back(an_item(an_order_id(), 2, metered));
    CHECK(desk.problems().empty());
    desk.settings.one_plan_per_order = true;
    CHECK(desk.problems() == Problems{{"items", Reason::one_plan_only}});
    desk.document.items.pop_back();
    CHECK(desk.problems().empty());
  }
}

TEST_SUITE("add-ons") {
  TEST_CASE("P3: an add-on needs an item of its base product in the same order") {
    Desk desk;
    desk.book.products[1].kind = ProductKind::add_on;
    desk.book.products[1].base_product_id = coffee;
    const Problems missing{{"items[1].base_item_id", Reason::base_missing}};
    CHECK(desk.problems() == missing);

    desk.document.items[1].base_item_id = desk.document.items[1].id;
    CHECK(desk.problems() == missing);
    desk.document.items[1].base_item_id = an_item(an_order_id(), 9, coffee).id;
    CHECK(desk.problems() == missing);
    desk.document.items[1].base_item_id = desk.document.items[0].id;
    CHECK(desk.problems().empty());
    desk.document.items[0].base_item_id = desk.document.items[1].id;
    CHECK(desk.problems() == Problems{{"items[0].base_item_id", Reason::field_invalid}});
  }
}

TEST_SUITE("make_items") {
  TEST_CASE("P3: choosing a bundle adds an item for each of its members") {
    PriceBook book = a_price_book();
    Product bundle = a_product(id_of<ProductId>(19), 29, "Package", {});
    bundle.kind = ProductKind::bundle;
    bundle.plans.clear();
    bundle.members = {{coffee, id_of<PlanId>(21), 4}, {support, id_of<PlanId>(22), 1}};
    const OrderId order = an_order_id();

    const auto items = make_items({order, 5, Currency::usd}, book, bundle);

    REQUIRE(items.size() == 2);
    CHECK(items[0].product_id == coffee);
    CHECK(items[0].quantity == 4);
    CHECK(items[0].id == an_item(order, 5, coffee).id);
    CHECK(items[1] == an_item(order, 6, support));
    CHECK(make_items({order, 5, Currency::jpy}, book, bundle).empty());
    CHECK(make_items({order, 5, Currency::usd}, book, book.products[0]) ==
          std::vector<OrderItem>{an_item(order, 5, coffee)});
  }

  TEST_CASE("P4: choosing a plan populates its charges") {
    Product product = a_price_book().products[1];
    product.plans.push_back(
        {id_of<PlanId>(27), "Gold", {a_charge(37, "Gold fee", ChargeKind::recurring, "99.00")}});
    const OrderId order = an_order_id();

    const auto item = make_item({order, 0, Currency::usd}, product, product.plans[1]);

    REQUIRE(item);
    CHECK(item->plan_id == id_of<PlanId>(27));
    REQUIRE(item->charges.size() == 1);
    CHECK(item->charges[0].name == "Gold fee");
    CHECK(item->charges[0].unit_price == dec("99.00"));
  }

  TEST_CASE("P4: an item under another plan has its charges and keeps what was entered") {
    Product product = a_price_book().products[1];
    product.plans.push_back(
        {id_of<PlanId>(27), "Gold", {a_charge(37, "Gold fee", ChargeKind::recurring, "99.00")}});
    OrderItem item = an_item(an_order_id(), 1, support, 3);
    item.discount_ppm = 50'000;
    item.configuration = {{"seats", "4"}};

    const auto gold = with_plan(item, product, product.plans[1], Currency::usd);

    REQUIRE(gold);
    CHECK(gold->charges[0].charge_id == id_of<ChargeId>(37));
    CHECK(gold->plan_id == id_of<PlanId>(27));
    CHECK(gold->id == item.id);
    CHECK(gold->quantity == 3);
    CHECK(gold->discount_ppm == 50'000);
    CHECK(gold->configuration == item.configuration);
    CHECK_FALSE(with_plan(item, product, product.plans[1], Currency::jpy));
  }
}

}  // namespace satchel::catalogue_problems_test
