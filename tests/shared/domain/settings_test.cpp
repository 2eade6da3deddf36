// Settings: what is offered by default, and what the administrator may not enter.
#include "shared/domain/access/settings.h"

#include <doctest/doctest.h>

#include "tests/support/builders.h"

namespace satchel::settings_test {

TEST_SUITE("settings") {
  TEST_CASE("P2: a method is offered in the currencies it is configured for") {
    Settings settings;
    CHECK(is_offered(settings, PaymentMethod::on_account, Currency::jpy));
    CHECK_FALSE(is_offered(settings, PaymentMethod::card, Currency::jpy));

    settings.payment_options = {
        {PaymentMethod::card, PaymentGateway::card, {Currency::eur, Currency::usd}}};
    CHECK(is_offered(settings, PaymentMethod::card, Currency::usd));
    CHECK_FALSE(is_offered(settings, PaymentMethod::card, Currency::jpy));
    CHECK_FALSE(is_offered(settings, PaymentMethod::on_account, Currency::usd));
  }

  TEST_CASE("the defaults are valid, ask for no approval and check no fraud") {
    const Settings settings;
    CHECK(problems_of(settings).empty());
    CHECK_FALSE(settings.b2c);
    CHECK(settings.approval == ApprovalRules{});
    CHECK_FALSE(settings.fraud.threshold);
  }

  TEST_CASE("what makes no sense is refused with its field") {
    const auto refused = [](const auto& change) {
      Settings settings;
      change(settings);
      const auto problems = problems_of(settings);
      return problems.empty() ? std::string() : problems[0].field;
    };
    CHECK(refused([](Settings& each) { each.fraud.threshold = 101; }) == "fraud.threshold");
    CHECK(refused([](Settings& each) { each.fraud.amount_weight = -1; }) == "fraud.amount_weight");
    CHECK(refused([](Settings& each) { each.fraud.email_domains = {"no domain"}; }) ==
          "fraud.email_domains");
    CHECK(refused([](Settings& each) { each.approval.backdated_days = -1; }) ==
          "approval.backdated_days");
    CHECK(refused([](Settings& each) {
            each.approval.discount_limits = {{Role::rep, 100'000}, {Role::rep, 50'000}};
          }) == "approval.discount_limits[1]");
    CHECK(refused([](Settings& each) {
            each.approval.discount_limits = {{Role::rep, 1'000'001}};
          }) == "approval.discount_limits[0]");
    CHECK(refused([](Settings& each) {
            each.approval.total_limits = {{5, Currency::usd}, {7, Currency::usd}};
          }) == "approval.total_limits[1]");
    CHECK(refused([](Settings& each) {
            each.approval.credit_limits = {{-5, Currency::usd}};
          }) == "approval.credit_limits[0]");
    CHECK(refused([](Settings& each) { each.payment_options.push_back({}); }) ==
          "payment_options[1].method");
    CHECK(refused([](Settings& each) {
            each.payment_options = {{PaymentMethod::card, PaymentGateway::manual, {}}};
          }) == "payment_options[0].gateway");
    CHECK(refused([](Settings& each) { each.order_fields.push_back({}); }) ==
          "order_fields[0].key");
    CHECK(refused([](Settings& each) { each.quote_validity_days = -1; }) == "quote_validity_days");
    CHECK(refused([](Settings& each) { each.bill_change_percent = -1; }) == "bill_change_percent");
  }
}

}  // namespace satchel::settings_test
