// Aggregates in JSON: what is written is read back equal.
#include "shared/wire/aggregate_wire.h"

#include <doctest/doctest.h>

#include "tests/support/builders.h"

namespace satchel::aggregate_wire_test {
namespace {

Organisation round_trip(const Organisation& organisation) {
  return need(read_document(to_json(organisation), Strictness::strict, read_organisation));
}

}  // namespace

TEST_SUITE("aggregate wire") {
  TEST_CASE("the organisation's settings come back as they were written") {
    Organisation organisation = an_organisation();
    CHECK(round_trip(organisation) == organisation);

    Settings& settings = organisation.settings;
    settings.b2c = true;
    settings.one_plan_per_order = true;
    settings.order_fields = {
        {"route", "Route", FieldKind::choice, true, "Help", {"North", "South"}, "", "", ""}};
    settings.payment_options = {{PaymentMethod::card, PaymentGateway::card, {Currency::eur}},
                                {PaymentMethod::check, PaymentGateway::manual, {}}};
    settings.approval = {.discount_limits = {{Role::rep, 50'000}},
                         .price_override = true,
                         .total_limits = {{1'000'00, Currency::usd}},
                         .new_customer = true,
                         .backdated_days = 0,
                         .credit_limits = {{5'000, Currency::jpy}}};
    settings.fraud.threshold = 0;
    settings.fraud.email_domains = {"throwaway.example"};
    settings.fraud.amounts = {{9'000'00, Currency::usd}};
    settings.cancel_policy = CancelPolicy::refund;
    CHECK(round_trip(organisation) == organisation);
  }

  TEST_CASE("O17: an order that a site sent, which nobody took, comes back as it was written") {
    Order order;
    order.id = an_order_id();
    order.site_code = "harbour";
    order.document = a_document(order.id);

    CHECK(need(read_document(to_json(order), Strictness::strict, read_order)) == order);
  }

  TEST_CASE("P3: products of every kind come back as they were written") {
    PriceBook book = a_price_book();
    book.valid_until = date(2027, 1, 1);
    book.withdrawn = true;
    Product& hosting = book.products[1];
    hosting.available = false;
    hosting.price_editable = false;
    hosting.price_required = true;
    hosting.quantity_editable = false;
    hosting.quantity_required = true;
    hosting.tax_rate_ppm = 55'000;
    hosting.fulfilment = {FulfilmentKind::registrar, "", {"Northgate"}, AutoSetup::on_order};
    hosting.configuration = {
        {"years", "Years", FieldKind::number, true, "How long", {}, "1", "10", ""}};
    hosting.plans[0].charges[0].every = {3, PeriodUnit::month};
    book.products[2].kind = ProductKind::bundle;
    book.products[2].plans = {};
    book.products[2].members = {{coffee, id_of<PlanId>(21), 3}};

    CHECK(need(parse_price_book(to_json(book))) == book);
  }

  TEST_CASE("P7: a file may leave out what is usual: available, price and quantity editable") {
    const PriceBook book = need(parse_price_book(
        R"({"version":1,"name":"B","valid_from":"2026-01-01","products":[{"id":")" + coffee.text() +
        R"(","code":"C","name":"N","category":"","detail":"","kind":"product","plans":[]}]})"));
    REQUIRE(book.products.size() == 1);
    CHECK(book.products[0].available);
    CHECK(book.products[0].price_editable);
    CHECK(book.products[0].quantity_editable);
    CHECK_FALSE(book.products[0].price_required);
    CHECK(book.products[0].fulfilment == Fulfilment{});
  }
}

}  // namespace satchel::aggregate_wire_test
