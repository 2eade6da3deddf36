// The catalogue's and the settings' screens: what they show, and exactly what they ask for.
#include <doctest/doctest.h>

#include "tests/support/builders.h"
#include "tests/web/ui.h"
#include "web/screens/catalogue.h"
#include "web/screens/settings.h"

namespace satchel::web::catalogue_screens_test {
namespace {

/// The catalogue's screen with the usual book sold today.
struct Catalogue {
  Catalogue() {
    model.sold = a_price_book();
    model.sold->products[1].configuration = {
        {"seats", "Seats", FieldKind::number, true, "", {}, "1", "", ""}};
    model.today = test_today;
  }
  Ui::Draw draw() {
    return [this] { draw_catalogue(model, draft, out); };
  }
  void edit() {
    model.may_edit = true;
    model.draft = CatalogueDraftView{4, "Ada Admin", *model.sold};
    model.draft->book.version = 2;
  }
  template <class Wish>
  const Wish& asked() {
    REQUIRE(out.size() == 1);
    const auto* wish = std::get_if<CatalogueWish>(&out[0]);
    REQUIRE(wish != nullptr);
    REQUIRE(std::holds_alternative<Wish>(*wish));
    return std::get<Wish>(*wish);
  }

  Ui ui{1280, 2400};
  CatalogueModel model;
  CatalogueScreenDraft draft;
  Commands out;
};

struct SettingsScreen {
  SettingsScreen() {
    model.organisation = an_organisation();
    model.organisation.settings.payment_options = {PaymentOption{}};
  }
  Ui::Draw draw() {
    return [this] { draw_settings(model, draft, out); };
  }
  const Organisation& saved() {
    REQUIRE(out.size() == 1);
    return std::get<SaveSettings>(std::get<CatalogueWish>(out[0])).organisation;
  }

  Ui ui{1280, 2400};
  SettingsModel model;
  SettingsDraft draft;
  Commands out;
};

TEST_SUITE_BEGIN("catalogue screens");

TEST_CASE("P1: everyone browses and searches what is sold, with its state") {
  Catalogue screen;
  screen.model.sold->products[2].available = false;
  screen.ui.frame(screen.draw());
  CHECK(screen.ui.shows("Coffee"));
  CHECK(screen.ui.shows("49.00 / month"));
  CHECK(screen.ui.shows("Not available"));
  CHECK_FALSE(screen.ui.shows("Edit the catalogue"));

  screen.ui.type("Search products", "meter", screen.draw());
  screen.ui.frame(screen.draw());
  CHECK(screen.ui.shows("Meter"));
  CHECK_FALSE(screen.ui.shows("Coffee"));
  CHECK(screen.out.empty());
}

TEST_CASE("P4: a product's plans and charges show, and P8: what has to be configured") {
  Catalogue screen;
  screen.draft.selected = support;
  screen.ui.frame(screen.draw());
  CHECK(screen.ui.shows("Standard"));
  CHECK(screen.ui.shows("every month, per unit, in advance"));
  CHECK(screen.ui.shows("Seats"));
  CHECK(screen.ui.shows("required"));
}

TEST_CASE("P7: an administrator opens the draft, and sets what orders may enter") {
  Catalogue screen;
  screen.model.may_edit = true;
  screen.ui.press("Edit the catalogue", screen.draw());
  screen.asked<OpenCatalogueDraft>();
  screen.out.clear();

  screen.edit();
  screen.draft.selected = coffee;
  screen.ui.press("Edit product", screen.draw());
  screen.ui.type("Name", "Dark coffee", screen.draw());
  screen.ui.type("Tax in %", "5.5", screen.draw());
  screen.ui.check("Price has to be entered", true, screen.draw());
  screen.ui.check("Quantity can be changed", false, screen.draw());
  screen.ui.check("Available", false, screen.draw());
  screen.ui.press("Save product", screen.draw());

  Product expected = screen.model.draft->book.products[0];
  expected.name = "Dark coffee";
  expected.tax_rate_ppm = 55'000;
  expected.price_required = true;
  expected.quantity_editable = false;
  expected.available = false;
  CHECK(screen.asked<SaveProduct>().product == expected);
}

TEST_CASE("P3: a product may name a category of the tax table instead of a rate") {
  Catalogue screen;
  screen.edit();
  screen.draft.selected = coffee;
  screen.ui.press("Edit product", screen.draw());
  screen.ui.type("Tax category", "standard", screen.draw());
  screen.ui.press("Save product", screen.draw());
  CHECK(screen.asked<SaveProduct>().product.tax_category == "standard");
}

TEST_CASE("P4: how often a charge recurs is a count and a unit") {
  Catalogue screen;
  screen.edit();
  screen.draft.selected = support;
  screen.ui.press("Edit product", screen.draw());
  screen.ui.type("Every", "3", screen.draw());
  screen.ui.choose("Of", "Years", screen.draw());
  screen.ui.press("Save product", screen.draw());
  CHECK(screen.asked<SaveProduct>().product.plans[0].charges[0].every ==
        Recurrence{3, PeriodUnit::year});
}

TEST_CASE("P3: fulfilment, and a tax that cannot be read keeps the product from being saved") {
  Catalogue screen;
  screen.edit();
  screen.draft.selected = support;
  screen.ui.press("Edit product", screen.draw());
  screen.ui.choose("Activated by", "A provisioning module", screen.draw());
  screen.ui.type("Module", "panel", screen.draw());
  screen.ui.type("Servers", "web-1, web-2", screen.draw());
  screen.ui.choose("Activation", "When paid", screen.draw());
  screen.ui.type("Tax in %", "much", screen.draw());
  screen.ui.press("Save product", screen.draw());
  CHECK(screen.out.empty());
  CHECK(screen.ui.shows("Something above cannot be read"));

  screen.ui.type("Tax in %", "7", screen.draw());
  screen.ui.press("Save product", screen.draw());
  const Product& saved = screen.asked<SaveProduct>().product;
  CHECK(
      saved.fulfilment ==
      Fulfilment{FulfilmentKind::provisioning, "panel", {"web-1", "web-2"}, AutoSetup::on_payment});
  CHECK(saved.tax_rate_ppm == 70'000);
}

TEST_CASE("P1: the draft is published with its first day") {
  Catalogue screen;
  screen.edit();
  screen.ui.press("Publish", screen.draw());
  screen.ui.type("Name of the version", "Winter", screen.draw());
  screen.ui.press("Publish version", screen.draw());
  const auto& wish = screen.asked<PublishCatalogue>();
  CHECK(wish.name == "Winter");
  CHECK(wish.valid_from == test_today);
  CHECK_FALSE(wish.valid_until);
}

TEST_CASE("offline the catalogue can be read and not changed") {
  Catalogue screen;
  screen.edit();
  screen.model.why_off = "You are offline. This is changed on the server.";
  screen.ui.frame(screen.draw());
  const Node* publish = screen.ui.find(Role::button, "Publish");
  REQUIRE(publish != nullptr);
  CHECK(publish->disabled);
}

TEST_CASE("C12: B2C is set on the customers' tab and saved with everything else") {
  SettingsScreen screen;
  screen.ui.press("Customers", screen.draw());
  screen.ui.check("Sell to consumers (B2C): the company name is not mandatory", true,
                  screen.draw());
  screen.ui.press("Save settings", screen.draw());

  Organisation expected = screen.model.organisation;
  expected.settings.b2c = true;
  CHECK(screen.saved() == expected);
}

TEST_CASE("A9: approval rules, and P2: the payment methods offered") {
  SettingsScreen screen;
  screen.ui.press("Payment", screen.draw());
  screen.ui.check("Bank transfer", true, screen.draw());
  screen.ui.check("Card, by the card gateway", true, screen.draw());
  screen.ui.press("Approval", screen.draw());
  screen.ui.check("A price differs from the catalogue", true, screen.draw());
  screen.ui.type("Backdated more than days", "3", screen.draw());
  screen.ui.check("Limit the discounts of the role rep", true, screen.draw());
  screen.ui.type("Up to %", "10", screen.draw());
  screen.ui.press("Fraud", screen.draw());
  screen.ui.type("Fraud over the score", "70", screen.draw());
  screen.ui.press("Save settings", screen.draw());

  Organisation expected = screen.model.organisation;
  Settings& settings = expected.settings;
  settings.payment_options.push_back({PaymentMethod::bank_transfer, PaymentGateway::manual, {}});
  settings.payment_options.push_back({PaymentMethod::card, PaymentGateway::card, {}});
  settings.approval.price_override = true;
  settings.approval.backdated_days = 3;
  settings.approval.discount_limits = {{satchel::Role::rep, 100'000}};
  settings.fraud.threshold = 70;
  CHECK(screen.saved() == expected);
}

TEST_CASE("O5: a question for every order is added with its choices") {
  SettingsScreen screen;
  screen.ui.press("Orders", screen.draw());
  screen.ui.press("Add a question", screen.draw());
  screen.ui.type("Question", "Route", screen.draw());
  screen.ui.type("Key", "route", screen.draw());
  screen.ui.choose("Answer", "Choice", screen.draw());
  screen.ui.type("Choices", "North, South", screen.draw());
  screen.ui.check("Required", true, screen.draw());
  screen.ui.press("Save settings", screen.draw());

  const std::vector<ConfigurationField> expected{
      {"route", "Route", FieldKind::choice, true, "", {"North", "South"}, "", "", ""}};
  CHECK(screen.saved().settings.order_fields == expected);
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::web::catalogue_screens_test
