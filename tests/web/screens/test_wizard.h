// TestWizard: the order wizard on a draft, with a price book in which everything is configured.
#pragma once

#include <memory>
#include <string>

#include "tests/support/builders.h"
#include "tests/web/ui.h"
#include "web/screens/wizard.h"

namespace satchel::web {

inline const ProductId hosting = id_of<ProductId>(14);      // Two plans, four questions, always 1.
inline const ProductId backup = id_of<ProductId>(15);       // An add-on of hosting.
inline const ProductId fitting = id_of<ProductId>(16);      // Price and quantity are entered.
inline const ProductId starter = id_of<ProductId>(17);      // A bundle: four coffees, one hosting.
inline const ProductId domain_name = id_of<ProductId>(18);  // Price and quantity are fixed.

inline const ProductId copier = id_of<ProductId>(19);  // By usage, in tiers.

inline Product a_copier() {
  Product product = a_product(copier, 31, "Copier",
                              {a_charge(47, "Rent", ChargeKind::recurring, "20.00"),
                               a_charge(48, "Pages", ChargeKind::usage, "0.00")});
  Charge& pages = product.plans[0].charges[1];
  pages.timing = ChargeTiming::in_arrears;
  pages.model = ChargeModel::tiered;
  for (Price& price : pages.prices) {
    price.terms.tiers = {{dec("100"), dec("0.10"), {}, {1, 0}}, {{}, dec("0.05"), {}, {1, 0}}};
  }
  return product;
}

inline Product a_hosting() {
  const auto monthly = ChargeKind::recurring;
  Product product = a_product(hosting, 24, "Hosting",
                              {a_charge(41, "Setup", ChargeKind::one_time, "19.00"),
                               a_charge(42, "Fee", monthly, "12.00")});
  product.plans[0].name = "Basic";
  product.plans.push_back({id_of<PlanId>(25), "Business", {a_charge(43, "Fee", monthly, "29.00")}});
  product.kind = ProductKind::service;
  product.quantity_editable = false;
  product.configuration = {
      {"domain", "Domain", FieldKind::text, true, "Such as shop.example.com", {}, "4", "", "*.@@*"},
      {"language", "Language", FieldKind::choice, true, "", {"English", "French"}, "", "", ""},
      {"years", "Years", FieldKind::number, false, "", {}, "1", "10", ""},
      {"go_live", "Go live on", FieldKind::date, false, "", {}, "", "", ""},
      {"newsletter", "With newsletter", FieldKind::yes_no, false, "", {}, "", "", ""}};
  return product;
}

/// The book of the builders with a product of every kind beside it.
inline PriceBook a_full_price_book() {
  PriceBook book = a_price_book();
  const auto once = ChargeKind::one_time;
  book.products.push_back(a_hosting());
  book.products.push_back(
      a_product(backup, 26, "Backup", {a_charge(44, "Backup", ChargeKind::recurring, "3.50")}));
  book.products.back().kind = ProductKind::add_on;
  book.products.back().base_product_id = hosting;
  book.products.push_back(
      a_product(fitting, 27, "Fitting", {a_charge(45, "Fitting", once, "95.00")}));
  book.products.back().price_required = true;
  book.products.back().quantity_required = true;
  book.products.push_back(a_product(starter, 28, "Starter package", {}));
  book.products.back().kind = ProductKind::bundle;
  book.products.back().plans.clear();
  book.products.back().members = {{coffee, id_of<PlanId>(21), 4}, {hosting, id_of<PlanId>(24), 1}};
  book.products.push_back(
      a_product(domain_name, 30, "Domain name", {a_charge(46, "Registration", once, "14.50")}));
  book.products.back().price_editable = false;
  book.products.back().quantity_editable = false;
  book.products.push_back(a_copier());
  return book;
}

/// Acts by the names on the screen; what was asked for is in `out`.
struct TestWizard {
  explicit TestWizard(float width = 1280, float height = 800) : ui(width, height) {
    known.found = true;
    known.price_book = std::make_shared<const PriceBook>(a_full_price_book());
    known.facts.actor = a_rep();
    known.facts.today = test_today;
    known.facts.organisation = an_organisation();
    known.facts.account = a_company_account();
    draft.order = a_draft_order();
    draft.order.document.items.clear();
    draft.order.document.signed_by.clear();
    draft.fields = "purchase_order notes";
    frame();
  }

  Ui::Draw draw() {
    return [this] { draw_wizard(plan_wizard(known, query_of(draft)), draft, out); };
  }
  void frame() { ui.frame(draw()); }
  void press(std::string_view name) { ui.press(name, draw()); }
  void type(std::string_view label, std::string_view text) { ui.type(label, text, draw()); }
  void choose(std::string_view label, std::string_view option) { ui.choose(label, option, draw()); }
  void key(std::string_view keys) { ui.key(keys, draw()); }
  void focus(std::string_view name) { ui.focus(name, draw()); }
  /// Adds the product that the text finds first.
  void add(std::string_view text) {
    type("Add a product", text);
    key("Enter");
  }
  std::string focused() {
    const Node* node = ui.kit().mirror().find(ui.kit().focused_id());
    return node == nullptr ? "" : node->name;
  }
  void check(std::string_view label, bool on) { ui.check(label, on, draw()); }
  /// Draws one stroke on the pad, its points in pixels from the pad's corner.
  void stroke(const std::vector<std::pair<float, float>>& points) {
    frame();
    const Node* pad = ui.find_containing(Role::image, "Signature pad");
    SATCHEL_CHECK(pad != nullptr);
    const Rect at = pad->rect;
    for (const auto& [x, y] : points) {
      ui.kit().push({.kind = EventKind::pointer, .x = at.x + x, .y = at.y + y, .flag = true});
    }
    ui.kit().push({.kind = EventKind::pointer, .x = at.x, .y = at.y, .flag = false});
    frame();
  }
  /// Answers everything of a plain order with three coffees, up to the step.
  void go_to(WizardStep step) {
    add("coffee");
    type("Quantity of Coffee", "3");
    while (draft.step != step) press("Next");
  }
  bool in_dialog(std::string_view title) { return ui.find(Role::dialog, title) != nullptr; }
  std::vector<OrderItem>& items() { return draft.order.document.items; }
  std::string answer(std::size_t item, std::string_view key) {
    return value_of(items()[item].configuration, key);
  }

  Ui ui;
  WizardFacts known;
  WizardDraft draft;
  Commands out;
};

}  // namespace satchel::web
