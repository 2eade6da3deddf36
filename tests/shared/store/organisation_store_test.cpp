// The organisation store: one row, and numbers without gaps.
#include "shared/store/organisation_store.h"

#include <doctest/doctest.h>

#include "tests/support/dump.h"

namespace satchel::organisation_store_test {
namespace {

Settings rich_settings() {
  Settings settings;
  settings.b2c = true;
  settings.one_plan_per_order = true;
  settings.order_fields = {
      {"cost_centre", "Cost centre", FieldKind::text, true, "Four digits", {}, "", "", "####"},
      {"route", "Route", FieldKind::choice, false, "", {"North", "South"}, "", "", ""}};
  settings.payment_options = {
      {PaymentMethod::card, PaymentGateway::card, {Currency::usd, Currency::eur}},
      {PaymentMethod::cash, PaymentGateway::manual, {}}};
  settings.approval = {.discount_limits = {{Role::rep, 100'000}},
                       .price_override = true,
                       .total_limits = {{5'000'00, Currency::usd}, {900'000, Currency::jpy}},
                       .new_customer = true,
                       .backdated_days = 3,
                       .credit_limits = {{10'000'00, Currency::usd}}};
  settings.fraud = {.threshold = 60,
                    .email_domain_weight = 31,
                    .email_domains = {"one.example", "two.example"},
                    .country_mismatch_weight = 21,
                    .velocity_weight = 32,
                    .velocity_orders = 6,
                    .amount_weight = 22,
                    .amounts = {{2'000'00, Currency::usd}},
                    .new_account_weight = 23,
                    .new_account_days = 8};
  settings.quote_validity_days = 14;
  settings.promise_grace_days = 5;
  settings.consent_follow_up_days = 2;
  settings.bill_change_percent = 20;
  settings.cancel_policy = CancelPolicy::refund;
  return settings;
}

}  // namespace

TEST_SUITE("organisation store") {
  TEST_CASE("there is none at first; then there is one, however often it is saved") {
    const auto database = a_database();
    const auto tx = need(database->begin());
    CHECK_FALSE(need(find_organisation(*tx)));

    Organisation organisation = an_organisation();
    organisation.currency = Currency::eur;
    organisation.time_zone = "Europe/Berlin";
    organisation.bill_cycle_day = 15;
    organisation.payment_terms_days = 14;
    organisation.verification_delay_minutes = 60;
    organisation.closed_through = date(2026, 11, 1);
    organisation.settings = rich_settings();
    organisation.demo = true;
    organisation.demo_today = date(1998, 5, 6);
    need(save_organisation(*tx, organisation));
    CHECK(need(find_organisation(*tx)) == organisation);

    organisation.closed_through.reset();
    organisation.settings = {};
    organisation.demo = false;
    organisation.demo_today.reset();
    organisation.version = 2;
    need(save_organisation(*tx, organisation));
    CHECK(need(find_organisation(*tx)) == organisation);
  }
}

TEST_SUITE("take_numbers") {
  TEST_CASE("a series begins with 1001 and each runs by itself") {
    const auto database = a_database();
    const auto tx = need(database->begin());
    CHECK(need(take_numbers(*tx, "order", 1)) == 1001);
    CHECK(need(take_numbers(*tx, "order", 3)) == 1002);
    CHECK(need(take_numbers(*tx, "order", 1)) == 1005);
    CHECK(need(take_numbers(*tx, "invoice", 2)) == 1001);
    CHECK_FALSE(take_numbers(*tx, "order", 0));
    CHECK_FALSE(take_numbers(*tx, "unknown", 1));
  }

  TEST_CASE("numbers of a transaction that did not commit are given again") {
    const auto database = a_database();
    {
      const auto tx = need(database->begin());
      CHECK(need(take_numbers(*tx, "invoice", 5)) == 1001);
    }
    const auto tx = need(database->begin());
    CHECK(need(take_numbers(*tx, "invoice", 1)) == 1001);
    need(tx->savepoint());
    CHECK(need(take_numbers(*tx, "invoice", 1)) == 1002);
    need(tx->rollback_to_savepoint());
    CHECK(need(take_numbers(*tx, "invoice", 1)) == 1002);
  }
}

}  // namespace satchel::organisation_store_test
