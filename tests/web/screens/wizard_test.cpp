// The wizard's items: questions, plans, bundles, add-ons, and what the catalogue fixes or requires.
#include <doctest/doctest.h>

#include "tests/web/screens/test_wizard.h"

namespace satchel::web::wizard_test {
namespace {

TEST_SUITE_BEGIN("wizard items");

TEST_CASE("O8: an item with required questions asks at once, and Done waits for the answers") {
  TestWizard wizard;
  wizard.add("hosting");
  REQUIRE(wizard.in_dialog("Configure Hosting"));
  CHECK(wizard.ui.field("Domain")->required);
  CHECK_FALSE(wizard.ui.field("Years")->required);
  CHECK_FALSE(wizard.ui.field("Domain")->invalid);

  wizard.key("Ctrl+Enter");
  CHECK(wizard.in_dialog("Configure Hosting"));
  CHECK(wizard.focused() == "Domain");
  CHECK(wizard.ui.field("Domain")->description ==
        "This configuration is required. Fill it in, then go on.");
  wizard.type("Domain", "shop.example.com");
  wizard.choose("Language", "French");
  wizard.type("Years", "3");
  wizard.type("Go live on", "2026-12-24");
  wizard.choose("With newsletter", "No");
  wizard.key("Ctrl+Enter");

  CHECK_FALSE(wizard.in_dialog("Configure Hosting"));
  CHECK(wizard.focused() == "Add a product");
  CHECK(wizard.items()[0].configuration ==
        std::vector<ConfigurationValue>{{"domain", "shop.example.com"},
                                        {"language", "French"},
                                        {"years", "3"},
                                        {"go_live", "2026-12-24"},
                                        {"newsletter", "no"}});
  wizard.press("Next");
  CHECK(wizard.draft.step == WizardStep::details);
}

TEST_CASE("O8: an item says what it needs, and Next leads to it until it is answered") {
  TestWizard wizard;
  wizard.add("hosting");
  wizard.key("Escape");
  CHECK_FALSE(wizard.in_dialog("Configure Hosting"));
  CHECK(wizard.ui.shows("Needs: Domain, Language"));

  wizard.focus("Add a product");
  wizard.key("Ctrl+Enter");
  CHECK(wizard.draft.step == WizardStep::items);
  REQUIRE(wizard.in_dialog("Configure Hosting"));
  CHECK(wizard.focused() == "Domain");
  wizard.type("Domain", "shop.example.com");
  wizard.choose("Language", "English");
  wizard.key("Ctrl+Enter");

  CHECK(wizard.draft.step == WizardStep::details);
  CHECK(wizard.focused() == "PO number");
}

TEST_CASE("P8: an answer that does not fit says at its field what the question takes") {
  TestWizard wizard;
  wizard.add("hosting");
  wizard.type("Years", "11");
  CHECK(wizard.ui.field("Years")->description == "Enter a number from 1 to 10.");
  CHECK(wizard.ui.field("Years")->invalid);
  wizard.type("Years", "10");
  CHECK_FALSE(wizard.ui.field("Years")->invalid);

  wizard.type("Domain", "shop");
  CHECK(wizard.ui.field("Domain")->description ==
        "Enter a text from 4 characters like *.@@* (@ a letter, # a digit, * anything).");
  wizard.type("Domain", "shop.example.com");
  CHECK(wizard.ui.field("Domain")->description == "Such as shop.example.com");
  wizard.choose("With newsletter", "Yes");
  wizard.choose("With newsletter", "No answer");
  CHECK(wizard.answer(0, "newsletter").empty());
}

TEST_CASE("O5: the questions of every order are asked with the details") {
  TestWizard wizard;
  wizard.known.facts.organisation.settings.order_fields = {
      {"route", "Route", FieldKind::choice, true, "", {"North", "South"}, "", "", ""},
      {"dock", "Dock", FieldKind::text, false, "", {}, "", "", "@#"}};
  wizard.add("coffee");
  wizard.press("Next");
  REQUIRE(wizard.ui.field("Route") != nullptr);
  CHECK_FALSE(wizard.ui.field("Route")->invalid);

  wizard.press("Next");
  CHECK(wizard.draft.step == WizardStep::details);
  CHECK(wizard.ui.field("Route")->invalid);
  wizard.choose("Route", "South");
  wizard.type("Dock", "77");
  wizard.press("Next");
  CHECK(wizard.draft.step == WizardStep::details);
  CHECK(wizard.ui.field("Dock")->description ==
        "Enter a text like @# (@ a letter, # a digit, * anything).");
  wizard.type("Dock", "A7");
  wizard.press("Next");

  CHECK(wizard.draft.step == WizardStep::confirm);
  CHECK(wizard.draft.order.document.configuration ==
        std::vector<ConfigurationValue>{{"route", "South"}, {"dock", "A7"}});
}

TEST_CASE("P4: choosing another plan populates the charges and says when they are billed") {
  TestWizard wizard;
  wizard.add("hosting");
  CHECK(wizard.ui.shows("Once, per unit"));
  CHECK(wizard.ui.field("Unit price of Setup")->value == "19.00");
  CHECK(wizard.ui.field("Plan")->value == "Basic: 19.00 + 12.00 / month");

  wizard.type("Domain", "shop.example.com");
  wizard.choose("Plan", "Business: 29.00 / month");

  const OrderItem& item = wizard.items()[0];
  CHECK(item.plan_id == id_of<PlanId>(25));
  REQUIRE(item.charges.size() == 1);
  CHECK(item.charges[0].unit_price == dec("29.00"));
  CHECK(wizard.answer(0, "domain") == "shop.example.com");
  CHECK(wizard.ui.field("Unit price of Setup") == nullptr);
  CHECK(wizard.ui.shows("Every month in advance, per unit"));
  // 9 of 30 days of November, and December.
  CHECK(wizard.ui.shows("37.70 USD"));
}

TEST_CASE("P5: an item's charges are shown with their configuration and can be changed") {
  TestWizard wizard;
  wizard.add("meter");
  wizard.press("Configure Meter");
  CHECK(wizard.ui.shows("Every month in arrears, per unit"));

  wizard.type("Unit price of Usage", "11");
  wizard.press("Done");

  CHECK(wizard.items()[0].charges[1].unit_price == dec("11"));
  CHECK(wizard.items()[0].charges[1].list_price == dec("12.50"));
}

TEST_CASE("P3: choosing a bundle adds each of its members") {
  TestWizard wizard;
  wizard.type("Add a product", "starter");
  // 4 × 10.99 + 19.00
  CHECK(wizard.ui.shows("Starter package, 1 unit, 62.96 + 12.00 / month"));
  wizard.key("Enter");

  REQUIRE(wizard.items().size() == 2);
  CHECK(wizard.items()[0].product_id == coffee);
  CHECK(wizard.items()[0].quantity == 4);
  CHECK(wizard.items()[1].product_id == hosting);
  CHECK(wizard.ui.shows("Needs: Domain, Language"));
  wizard.add("starter");
  CHECK(wizard.items().size() == 4);
  CHECK(wizard.items()[2].id != wizard.items()[0].id);
}

TEST_CASE("P3: an add-on is offered with its base chosen, and leaves with it") {
  TestWizard wizard;
  wizard.type("Add a product", "backup");
  CHECK(wizard.ui.shows("Backup, Add-on, needs Hosting, 3.50 / month"));
  wizard.key("Enter");
  CHECK(wizard.items().empty());
  CHECK(wizard.ui.find(Role::alert, "Backup is an add-on. Add Hosting first.") != nullptr);

  wizard.add("hosting");
  wizard.press("Add Backup, 3.50 / month");
  REQUIRE(wizard.items().size() == 2);
  CHECK(wizard.items()[1].product_id == backup);
  CHECK(wizard.items()[1].base_item_id == wizard.items()[0].id);
  CHECK(wizard.ui.find(Role::button, "Add Backup, 3.50 / month")->disabled);
  wizard.key("Escape");
  CHECK(wizard.ui.shows("Add-on of Hosting"));

  wizard.press("Remove Hosting");
  CHECK(wizard.items().empty());
  wizard.press("Undo");
  CHECK(wizard.items().size() == 2);
}

TEST_CASE("P3: with two bases the add-on is offered for each of them") {
  TestWizard wizard;
  wizard.add("hosting");
  wizard.key("Escape");
  wizard.add("hosting");
  wizard.key("Escape");

  wizard.type("Add a product", "backup");
  wizard.press("Backup, Add-on of Hosting (2), 3.50 / month");

  REQUIRE(wizard.items().size() == 3);
  CHECK(wizard.items()[2].base_item_id == wizard.items()[1].id);
}

TEST_CASE("P7: a price and a quantity that are required start empty and have to be entered") {
  TestWizard wizard;
  wizard.add("fitting");
  CHECK(wizard.ui.field("Quantity of Fitting")->value.empty());
  CHECK(wizard.ui.field("Price of Fitting")->value.empty());
  CHECK(wizard.ui.field("Quantity of Fitting")->required);
  CHECK(wizard.ui.shows("Needs: Price, Quantity"));

  wizard.key("Ctrl+Enter");
  CHECK(wizard.draft.step == WizardStep::items);
  CHECK(wizard.focused() == "Price of Fitting");
  CHECK(wizard.ui.field("Price of Fitting")->invalid);
  wizard.type("Price of Fitting", "120");
  wizard.key("Ctrl+Enter");
  CHECK(wizard.focused() == "Quantity of Fitting");
  wizard.type("Quantity of Fitting", "3");
  wizard.key("Ctrl+Enter");

  CHECK(wizard.draft.step == WizardStep::details);
  CHECK(wizard.ui.shows("360.00 USD"));
}

TEST_CASE("P7: a price and a quantity that are fixed are texts, not fields") {
  TestWizard wizard;
  wizard.add("domain");
  wizard.frame();

  CHECK(wizard.ui.field("Quantity of Domain name") == nullptr);
  CHECK(wizard.ui.field("Price of Domain name") == nullptr);
  CHECK(wizard.ui.field("Discount of Domain name") == nullptr);
  CHECK(wizard.focused() == "Add a product");
  const Node* row = wizard.ui.find_containing(Role::row, "Domain name");
  REQUIRE(row != nullptr);
  CHECK(wizard.ui.text_of(*row).find("14.50") != std::string::npos);
}

TEST_CASE("O8: on a phone an item is configured, too") {
  TestWizard wizard(390, 844);
  wizard.add("hosting");
  wizard.key("Escape");
  CHECK(wizard.ui.shows("Needs: Domain, Language"));

  wizard.press("Configure Hosting");
  wizard.type("Domain", "shop.example.com");
  wizard.choose("Language", "English");
  wizard.press("Done");

  CHECK_FALSE(wizard.in_dialog("Configure Hosting"));
  CHECK_FALSE(wizard.ui.shows("Needs:"));
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::web::wizard_test
