// The wizard's confirmation: what is read, signed, paid at the door, or kept as a quote.
#include <doctest/doctest.h>

#include "shared/domain/order/author_rules.h"
#include "tests/web/screens/order_page.h"
#include "tests/web/screens/test_wizard.h"
#include "web/kit/shell.h"

namespace satchel::web::wizard_confirm_test {
namespace {

TEST_SUITE_BEGIN("wizard confirmation");

/// A configured hosting and an order question, up to the confirmation.
void configure(TestWizard& wizard) {
  wizard.known.facts.organisation.settings.order_fields = {
      {"route", "Route", FieldKind::choice, true, "", {"North", "South"}, "", "", ""}};
  wizard.add("hosting");
  wizard.choose("Plan", "Business: 29.00 / month");
  wizard.type("Domain", "shop.example.com");
  wizard.choose("Language", "French");
  wizard.type("Go live on", "2026-12-24");
  wizard.choose("With newsletter", "Yes");
  wizard.press("Done");
  wizard.press("Next");
  wizard.choose("Route", "South");
  wizard.press("Next");
  REQUIRE(wizard.draft.step == WizardStep::confirm);
}

TEST_CASE("O9: what usage costs is read before it is signed, and no price is typed over tiers") {
  TestWizard wizard;
  wizard.add("copier");
  CHECK(wizard.ui.shows("by usage"));
  CHECK(wizard.ui.shows("in tiers"));
  CHECK(wizard.ui.find_containing(Role::textbox, "Pages") == nullptr);
  wizard.press("Next");
  wizard.press("Next");
  REQUIRE(wizard.draft.step == WizardStep::confirm);
  CHECK(wizard.ui.shows("By usage, every month, in tiers: to 100: 0.10; beyond: 0.05"));
  CHECK(wizard.ui.shows("20.00 / month + usage"));
}

TEST_CASE("O9: Hide Configurations leaves the items and their prices, Show brings all back") {
  TestWizard wizard;
  configure(wizard);
  for (const char* words : {"Business", "Every month in advance, per unit", "shop.example.com",
                            "French", "24 Dec 2026", "Yes", "South"}) {
    CAPTURE(words);
    CHECK(wizard.ui.shows(words));
  }

  wizard.press("Hide Configurations");
  for (const char* words : {"Business", "shop.example.com", "French", "South"}) {
    CAPTURE(words);
    CHECK_FALSE(wizard.ui.shows(words));
  }
  CHECK(wizard.ui.shows("Hosting"));
  CHECK(wizard.ui.shows("29.00 / month"));
  wizard.press("Show Configurations");

  CHECK(wizard.ui.shows("shop.example.com"));
}

TEST_CASE("O9: Back leads to the details with every answer, Escape likewise") {
  TestWizard wizard;
  configure(wizard);

  wizard.key("Escape");
  CHECK(wizard.draft.step == WizardStep::details);
  CHECK(wizard.ui.field("Route")->value == "South");
  wizard.press("Back");

  CHECK(wizard.draft.step == WizardStep::items);
  CHECK(wizard.answer(0, "domain") == "shop.example.com");
}

TEST_CASE("O12: a signature is drawn, kept with the order, and cleared") {
  TestWizard wizard(1280, 1600);
  wizard.go_to(WizardStep::confirm);
  CHECK(wizard.ui.find(Role::image, "Signature pad, empty") != nullptr);
  CHECK(wizard.ui.find(Role::image, "Signature pad, empty")->drawable);

  wizard.stroke({{12, 24}, {48, 60}, {96, 24}});
  wizard.stroke({{120, 60}});
  CHECK(wizard.ui.find(Role::image, "Signature pad, drawn") != nullptr);
  CHECK(wizard.draft.signature == "M10.0 20.0 L40.0 50.0 L80.0 20.0 M100.0 50.0");
  CHECK(is_signature(wizard.draft.signature));
  wizard.type("Signed by", "Maria Anders");
  wizard.press("Place Order");
  const auto& place = std::get<PlaceOrder>(wizard.out.back());
  CHECK(place.signature == wizard.draft.signature);
  CHECK(place.document.signed_by == "Maria Anders");

  wizard.press("Clear signature");
  CHECK(wizard.draft.signature.empty());
  wizard.stroke({{12, 24}, {48, 60}});
  wizard.press("Back");
  wizard.type("PO number", "PO-8");
  // What was signed is another document now.
  CHECK(wizard.draft.signature.empty());
}

TEST_CASE("O12: strokes begin on the pad, stay in it, and never grow beyond the limit") {
  TestWizard wizard(1280, 1600);
  wizard.go_to(WizardStep::confirm);
  wizard.stroke({{-5, 20}, {48, 60}});
  CHECK(wizard.draft.signature.empty());
  wizard.stroke({{12, 24}, {9000, -9000}});
  CHECK(wizard.draft.signature == "M10.0 20.0 L400.0 0.0");

  std::vector<std::pair<float, float>> scribble;
  for (int point = 0; point < 4000; ++point) {
    scribble.emplace_back(20.0F + static_cast<float>(point % 2) * 100, 20.0F);
  }
  wizard.stroke(scribble);
  CHECK(wizard.draft.signature.size() > 19'000);
  CHECK(is_signature(wizard.draft.signature));
}

TEST_CASE("O13: the order shows its signature, references, addresses and answers") {
  Ui ui;
  OrderDetailsModel model;
  model.found = true;
  model.order = a_placed_order();
  model.order.signature = "M10 20 L40 50";
  model.order.document.referral = "Ana Trujillo";
  model.order.document.contact_email = "ana@alfreds.example";
  model.order.document.starts_on = date(2026, 12, 1);
  model.answers = {{"Route", "South"}};
  OrderDetailsDraft draft;
  Commands out;

  ui.frame([&] {
    const PlainPage page("Order");
    draw_order_details(model, draft, out);
  });

  CHECK(ui.find(Role::image, "Signature of Maria Anders") != nullptr);
  for (const char* words : {"Ana Trujillo", "ana@alfreds.example", "1 Dec 2026", "South"}) {
    CAPTURE(words);
    CHECK(ui.shows(words));
  }
}

TEST_CASE("O12: Edit Order shows what may change and sends only what did") {
  OrderPage page(CommandKind::edit_order);

  page.press("Edit order");
  CHECK(page.ui.field("Notes")->value == "Ring twice");
  CHECK(page.ui.field("PO number")->value == "PO-7");
  page.type("Contact e-mail", "ana");
  page.press("Save changes");
  CHECK(page.out.empty());
  CHECK(page.ui.field("Contact e-mail")->invalid);
  page.type("Contact e-mail", "ana@alfreds.example");
  page.type("Referral", "Ana Trujillo");
  page.press("Save changes");

  REQUIRE(page.out.size() == 1);
  CHECK(std::get<EditOrder>(page.out[0]) ==
        EditOrder{an_order_id(), {}, {}, "Ana Trujillo", "ana@alfreds.example"});
}

TEST_CASE("O11: Save and Pay takes what is due with the order") {
  TestWizard wizard;
  wizard.go_to(WizardStep::details);
  wizard.choose("Payment method", "Check by mail");
  wizard.press("Next");

  wizard.press("Save and Pay");
  CHECK(wizard.ui.field("Paid by")->options ==
        std::vector<std::string>{"Bank transfer", "Check by mail", "Cash"});
  CHECK(wizard.ui.field("Paid by")->value == "Check by mail");
  CHECK(wizard.ui.field("Amount in USD")->value == "32.97");
  wizard.type("Amount in USD", "0");
  wizard.out.clear();
  wizard.press("Place and pay");
  CHECK(wizard.out.empty());
  CHECK(wizard.ui.field("Amount in USD")->invalid);
  wizard.type("Amount in USD", "40");
  CHECK(wizard.ui.field("Amount in USD")->description == "7.03 USD go to the customer's credit");
  wizard.type("Reference", "5555 5555 5555 4444");
  wizard.press("Place and pay");
  CHECK(wizard.out.empty());
  wizard.type("Reference", "No. 77");
  wizard.press("Place and pay");

  REQUIRE(wizard.out.size() == 1);
  const auto& both = std::get<SaveAndPay>(wizard.out[0]);
  CHECK(both.order.quoted_one_time == usd(3297));
  CHECK(both.order.document.payment_method == PaymentMethod::check);
  CHECK(both.payment.method == PaymentMethod::check);
  CHECK(both.payment.amount == usd(4000));
  CHECK(both.payment.reference == "No. 77");
}

TEST_CASE("O11: on account nothing is due, and Save and Pay says so") {
  TestWizard wizard;
  wizard.go_to(WizardStep::confirm);
  const Node* pay = wizard.ui.find(Role::button, "Save and Pay");
  REQUIRE(pay != nullptr);
  CHECK(pay->disabled);
  CHECK(pay->description ==
        "Nothing is due now: the order is on account. Choose another payment method in Details.");
}

TEST_CASE("O11: the confirmation is saved as a draft or as a quote until a day") {
  TestWizard wizard;
  wizard.go_to(WizardStep::confirm);
  wizard.out.clear();
  wizard.press("Save draft");
  REQUIRE(wizard.out.size() == 2);
  CHECK(std::get<SaveDraft>(wizard.out[0]).saved);
  wizard.out.clear();

  wizard.press("Save as quote");
  CHECK(wizard.ui.field("Valid until")->value == "2026-12-22");
  wizard.type("Valid until", "2026-11-21");
  CHECK(wizard.ui.field("Valid until")->description ==
        "Choose a day from 22 Nov 2026 to 23 Nov 2027.");
  wizard.press("Save quote");
  CHECK(wizard.out.empty());
  wizard.type("Valid until", "2026-12-01");
  wizard.press("Save quote");

  REQUIRE(wizard.out.size() == 1);
  const auto& quote = std::get<SaveQuote>(wizard.out[0]);
  CHECK(quote.valid_until == date(2026, 12, 1));
  CHECK(quote.quoted_one_time == usd(3297));
  CHECK(quote.document_digest == digest_of(quote.document));
}

TEST_CASE("O11: signing a quote leaves it a quote, changing an item does not") {
  TestWizard wizard(1280, 1600);
  wizard.go_to(WizardStep::confirm);
  wizard.draft.edited = false;
  wizard.draft.order.quoted_until = date(2026, 12, 1);
  CHECK((wizard.frame(), wizard.ui.shows("Quote, valid until 1 Dec 2026")));

  wizard.type("Signed by", "Maria Anders");
  wizard.stroke({{12, 24}, {48, 60}});
  CHECK(wizard.draft.order.quoted_until);
  CHECK_FALSE(wizard.draft.edited);
  CHECK(wizard.ui.find(Role::button, "Save draft") == nullptr);

  wizard.press("Back");
  wizard.press("Back");
  wizard.type("Quantity of Coffee", "4");
  CHECK_FALSE(wizard.draft.order.quoted_until);
}

bool is_pressed(const Node& node) {
  return node.role == Role::button || node.role == Role::link || node.role == Role::textbox ||
         node.role == Role::select || node.role == Role::combobox || node.role == Role::option ||
         node.role == Role::checkbox;
}

void check_targets(TestWizard& wizard) {
  wizard.frame();
  for (const Node& node : wizard.ui.kit().mirror().nodes()) {
    if (!is_pressed(node)) continue;
    CAPTURE(node.name);
    CHECK(node.rect.height >= 44);
    CHECK(node.rect.width >= 44);
  }
}

TEST_CASE("O9: where fingers press, every target of the wizard is at least 44 px") {
  const float sizes[2][2] = {{1024, 768}, {390, 844}};
  for (const auto& size : sizes) {
    CAPTURE(size[0]);
    TestWizard wizard(size[0], size[1]);
    wizard.type("Add a product", "h");
    check_targets(wizard);
    wizard.add("hosting");
    check_targets(wizard);
    wizard.type("Domain", "shop.example.com");
    wizard.choose("Language", "English");
    wizard.press("Done");
    wizard.add("coffee");
    check_targets(wizard);
    wizard.press("Remove Coffee");
    check_targets(wizard);
    wizard.press("Next");
    check_targets(wizard);
    wizard.press("Configuration Fields");
    check_targets(wizard);
    wizard.press("Done");
    wizard.choose("Payment method", "Cash");
    wizard.press("Next");
    check_targets(wizard);
    wizard.press("Save and Pay");
    check_targets(wizard);
  }
}

TEST_CASE("O9: the wizard is walked by keyboard alone, with the focus where the work is") {
  TestWizard wizard;
  wizard.focus("Add a product");
  const auto type_here = [&](std::string_view text) { wizard.type(wizard.focused(), text); };
  type_here("hosting");
  wizard.key("Enter");
  CHECK(wizard.focused() == "Plan");
  wizard.key("Ctrl+Enter");
  CHECK(wizard.focused() == "Domain");
  type_here("shop.example.com");
  wizard.key("Ctrl+Enter");
  CHECK(wizard.focused() == "Language");
  wizard.choose("Language", "French");
  wizard.key("Ctrl+Enter");
  CHECK(wizard.focused() == "Add a product");
  type_here("coffee");
  wizard.key("Enter");
  CHECK(wizard.focused() == "Quantity of Coffee");
  wizard.key("Ctrl+Enter");
  CHECK(wizard.focused() == "PO number");
  wizard.key("Ctrl+Enter");
  CHECK(wizard.focused() == "Signed by");
  type_here("Maria Anders");
  wizard.key("Ctrl+Enter");

  CHECK(std::get<PlaceOrder>(wizard.out.back()).document.signed_by == "Maria Anders");
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::web::wizard_confirm_test
