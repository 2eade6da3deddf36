// The wizard's details: payment method, dates, references, addresses, and the menu of fields.
#include <doctest/doctest.h>

#include "tests/web/screens/test_wizard.h"

namespace satchel::web::wizard_details_test {
namespace {

TEST_SUITE_BEGIN("wizard details");

TEST_CASE("O1: the methods of the currency are offered, and the choice says what is due now") {
  TestWizard wizard;
  wizard.go_to(WizardStep::details);
  const Node* method = wizard.ui.field("Payment method");
  REQUIRE(method != nullptr);
  CHECK(method->options == std::vector<std::string>{"On account, net 30 days", "Bank transfer",
                                                    "Check by mail", "Cash", "Card"});
  CHECK(method->value == "On account, net 30 days");

  wizard.choose("Payment method", "Cash");

  CHECK(wizard.draft.order.document.payment_method == PaymentMethod::cash);
  CHECK(wizard.ui.field("Payment method")->description == "Due with the order: 32.97 USD");
}

TEST_CASE("O1: a method that is not configured is a problem of its field") {
  TestWizard wizard;
  wizard.known.facts.organisation.settings.payment_options = {
      {PaymentMethod::check, PaymentGateway::manual, {Currency::usd}},
      {PaymentMethod::cash, PaymentGateway::manual, {Currency::eur}}};
  wizard.go_to(WizardStep::details);
  CHECK(wizard.ui.field("Payment method")->options == std::vector<std::string>{"Check by mail"});
  CHECK(wizard.ui.field("Payment method")->description == "Choose how the order is paid.");

  wizard.press("Next");
  CHECK(wizard.draft.step == WizardStep::details);
  CHECK(wizard.focused() == "Payment method");
  wizard.choose("Payment method", "Check by mail");
  wizard.press("Next");

  CHECK(wizard.draft.step == WizardStep::confirm);
}

TEST_CASE("O4: a date before the account is a problem of the order date") {
  TestWizard wizard;
  wizard.go_to(WizardStep::details);

  wizard.type("Order date", "2025-12-31");
  CHECK(wizard.ui.field("Order date")->description ==
        "The date lies before the customer's account was created. Choose a later date.");
  wizard.press("Next");
  CHECK(wizard.draft.step == WizardStep::details);
  CHECK(wizard.focused() == "Order date");
  wizard.type("Order date", "");
  CHECK(wizard.ui.field("Order date")->description == "Enter a date.");
  wizard.type("Order date", "2026-11-01");
  wizard.press("Next");

  CHECK(wizard.draft.step == WizardStep::confirm);
  CHECK(wizard.draft.order.document.ordered_on == date(2026, 11, 1));
}

TEST_CASE("O2: start and end date shape what is billed, and the end lies after the start") {
  TestWizard wizard;
  wizard.draft.fields = "starts_on ends_on";
  wizard.add("support");
  wizard.press("Next");
  CHECK(wizard.focused() == "PO number");
  CHECK(wizard.ui.shows("63.70 USD"));  // 9 of 30 days, and December.

  wizard.type("Start date", "2026-12-01");
  CHECK(wizard.draft.order.document.starts_on == date(2026, 12, 1));
  // The run of 1 January is the first that the charge starts before: it bills both months.
  CHECK(wizard.ui.shows("98.00 USD"));
  CHECK(wizard.ui.shows("1 Jan 2027"));
  wizard.type("End date", "2026-12-01");
  CHECK(wizard.ui.field("End date")->description ==
        "The end is not after the start. Choose a later date, or none.");
  wizard.type("End date", "2027-01-01");
  CHECK_FALSE(wizard.ui.field("End date")->invalid);
  CHECK(wizard.ui.shows("49.00 USD"));
  CHECK(wizard.ui.shows("Nothing more after the first invoice"));
  wizard.type("Start date", "");

  CHECK_FALSE(wizard.draft.order.document.starts_on);
  CHECK(wizard.draft.order.document.ends_on == date(2027, 1, 1));
}

TEST_CASE("O1: who is invoiced and who is contacted can differ from the account") {
  TestWizard wizard;
  wizard.draft.fields = "bill_to_email contact_email";
  wizard.go_to(WizardStep::details);
  CHECK(wizard.ui.field("Invoice e-mail")->hint == a_company_account().email);

  wizard.type("Invoice e-mail", "bills");
  wizard.type("Contact e-mail", "ana@alfreds.example");
  wizard.press("Next");
  CHECK(wizard.draft.step == WizardStep::details);
  CHECK(wizard.focused() == "Invoice e-mail");
  CHECK(wizard.ui.field("Invoice e-mail")->invalid);
  wizard.type("Invoice e-mail", "bills@alfreds.example");
  wizard.press("Next");

  CHECK(wizard.draft.order.document.bill_to_email == "bills@alfreds.example");
  CHECK(wizard.ui.shows("Maria Anders, bills@alfreds.example"));
  CHECK(wizard.ui.shows("Contact: ana@alfreds.example"));
}

TEST_CASE("O5: the menu says which further fields are shown, and keeps the choice") {
  TestWizard wizard;
  wizard.go_to(WizardStep::details);
  CHECK(wizard.ui.field("Referral") == nullptr);
  CHECK(wizard.ui.field("Notes") != nullptr);
  wizard.out.clear();

  wizard.press("Configuration Fields");
  // What is filled in cannot be hidden.
  CHECK(wizard.ui.find(Role::checkbox, "PO number")->disabled);
  wizard.check("Referral", true);
  REQUIRE(wizard.out.size() == 1);
  CHECK(std::get<KeepOrderFields>(wizard.out[0]).fields == "purchase_order referral notes");
  wizard.press("Done");
  wizard.type("Referral", "Ana Trujillo");

  CHECK(wizard.draft.order.document.referral == "Ana Trujillo");
}

TEST_CASE("O5: a coupon's code takes its share off; one that is none keeps the order back") {
  TestWizard wizard;
  Coupon coupon;
  coupon.code = "WELCOME";
  coupon.name = "Welcome";
  coupon.percent_ppm = 100'000;
  wizard.known.facts.organisation.coupons = {coupon};
  wizard.draft.fields = "coupons";
  wizard.go_to(WizardStep::details);
  wizard.choose("Payment method", "Cash");

  wizard.type("Coupon", "welcom");
  CHECK(wizard.ui.field("Coupon")->invalid);
  CHECK(wizard.draft.order.document.coupons.empty());
  wizard.press("Next");
  CHECK(wizard.draft.step == WizardStep::details);

  wizard.type("Coupon", "welcome");
  CHECK_FALSE(wizard.ui.field("Coupon")->invalid);
  CHECK(wizard.draft.order.document.coupons == std::vector{*terms_of(coupon, Currency::usd)});
  CHECK(wizard.ui.field("Payment method")->description == "Due with the order: 29.67 USD");
  wizard.press("Next");
  CHECK(wizard.draft.step == WizardStep::confirm);
  CHECK(wizard.ui.shows("WELCOME, 10 % off, once"));
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::web::wizard_details_test
