// Draws the product form.
#include "web/screens/product_form.h"

#include <optional>

#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/kit.h"
#include "web/kit/layout.h"
#include "web/kit/text.h"
#include "web/screens/question_editor.h"

namespace satchel::web {
namespace {

template <class E>
void choose_word(std::string_view label, const std::vector<std::string>& words, E& value) {
  std::size_t index = static_cast<std::size_t>(value);
  if (select({.label = label}, words, index)) value = static_cast<E>(index);
}

void draw_basics(ProductForm& form) {
  static const std::vector<std::string> kinds{"Product", "Service", "Add-on", "Bundle"};
  Product& product = form.product;
  {
    Columns columns({1, 2, 1});
    text_field({.label = "Code", .required = true}, product.code);
    columns.next();
    text_field({.label = "Name", .required = true}, product.name);
    columns.next();
    choose_word("Kind", kinds, product.kind);
  }
  {
    Columns columns({1, 2, 1, 1});
    text_field({.label = "Category"}, product.category);
    columns.next();
    text_field({.label = "Detail", .hint = "Packaging or scope"}, product.detail);
    columns.next();
    form.typed.percent({.label = "Tax in %", .help = "Added to the price"}, "tax",
                       product.tax_rate_ppm);
    columns.next();
    text_field({.label = "Tax category", .help = "Instead of a rate"}, product.tax_category);
  }
}

/// The add-on's base product, from those that can have one.
void draw_base(const PriceBook& book, Product& product) {
  if (product.kind != ProductKind::add_on) {
    product.base_product_id = {};
    return;
  }
  std::vector<std::string> names;
  std::vector<ProductId> ids;
  std::size_t index = book.products.size();
  for (const Product& each : book.products) {
    if (each.kind == ProductKind::bundle || each.id == product.id) continue;
    if (each.id == product.base_product_id) index = ids.size();
    ids.push_back(each.id);
    names.push_back(each.code + " " + each.name);
  }
  if (select({.label = "Belongs to", .required = true}, names, index)) {
    product.base_product_id = ids[index];
  }
}

void draw_availability(ProductForm& form) {
  Product& product = form.product;
  heading("Availability", 3);
  checkbox("Available", product.available);
  Columns columns({1, 1});
  form.typed.day({.label = "From", .help = "Empty: at once"}, "from", product.available_from);
  columns.next();
  form.typed.day({.label = "Until", .help = "Empty: without an end"}, "until",
                 product.available_until);
}

void draw_flags(Product& product) {
  heading("What orders may enter", 3);
  checkbox("Price can be changed", product.price_editable);
  checkbox("Price has to be entered", product.price_required);
  checkbox("Quantity can be changed", product.quantity_editable);
  checkbox("Quantity has to be entered", product.quantity_required);
}

void draw_fulfilment(ProductForm& form) {
  static const std::vector<std::string> kinds{"Nothing", "A provisioning module", "A registrar"};
  static const std::vector<std::string> setups{"By hand", "When ordered", "When paid"};
  Fulfilment& fulfilment = form.product.fulfilment;
  heading("Fulfilment", 3);
  Columns columns({1, 1, 1});
  std::size_t kind = static_cast<std::size_t>(fulfilment.kind);
  if (select({.label = "Activated by"}, kinds, kind)) {
    fulfilment = {static_cast<FulfilmentKind>(kind), "", {}, AutoSetup::never};
    form.typed.clear();
  }
  if (fulfilment.kind == FulfilmentKind::none) return;
  if (fulfilment.kind == FulfilmentKind::provisioning) {
    text_field({.label = "Module", .required = true}, fulfilment.module);
  }
  columns.next();
  const bool servers = fulfilment.kind == FulfilmentKind::provisioning;
  form.typed.list({.label = servers ? "Servers" : "Registrars",
                   .help = "With commas between",
                   .required = true},
                  "offered", fulfilment.offered);
  columns.next();
  choose_word("Activation", setups, fulfilment.auto_setup);
}

/// What the model asks for beside the price, as text.
void draw_terms(ProductForm& form, const std::string& key, const Charge& charge, Price& price) {
  const bool plain = charge.model == ChargeModel::flat || charge.model == ChargeModel::per_unit;
  if (plain && charge.kind != ChargeKind::usage && price.terms == PriceTerms{}) return;
  std::string_view help = "free 50; minimum spend 20";
  if (has_tiers(charge.model)) help = "to 100: 1.50; to 500: 1.20 + 10; beyond: 0.90";
  if (charge.model == ChargeModel::tiered_package) help = "to 10: 5 per 100; beyond: 4 per 100";
  if (charge.model == ChargeModel::package) help = "package 1000; free 50";
  if (charge.model == ChargeModel::percentage) {
    help = "fixed 0.30; free events 3; event minimum 1; minimum spend 20";
  }
  const std::string words = "Such as: " + std::string(help);
  const std::string_view label = has_tiers(charge.model) ? "Tiers" : "Further terms";
  form.typed.terms({.label = label, .help = words, .required = has_tiers(charge.model)},
                   key + ".terms", price.terms);
}

/// Currency and price in one row; returns whether the price is to go.
bool draw_price(ProductForm& form, const std::string& key, const Charge& charge, Price& price) {
  Columns columns({1, 1, 1}, true);
  std::vector<std::string> codes;
  for (const std::string_view word : EnumWords<Currency>::words) codes.emplace_back(word);
  choose_word("Currency", codes, price.currency);
  columns.next();
  if (has_tiers(charge.model)) {
    muted("The price stands in the tiers.");
  } else {
    form.typed.price({.label = "Price", .required = true}, key, price.amount);
  }
  columns.next();
  return button({.label = "Remove price", .kind = ButtonKind::link});
}

void draw_prices(ProductForm& form, const std::string& key, Charge& charge) {
  std::optional<std::size_t> removed;
  for (std::size_t index = 0; index < charge.prices.size(); ++index) {
    const IdScope scope{index};
    Price& price = charge.prices[index];
    const std::string price_key = key + "." + std::to_string(index);
    if (draw_price(form, price_key, charge, price)) removed = index;
    draw_terms(form, price_key, charge, price);
  }
  if (removed) {
    charge.prices.erase(charge.prices.begin() + static_cast<std::ptrdiff_t>(*removed));
    form.typed.clear();
  }
  if (button({.label = "Add a price", .kind = ButtonKind::link})) charge.prices.emplace_back();
}

void draw_charge(ProductForm& form, const std::string& key, Charge& charge) {
  static const std::vector<std::string> kinds{"Once", "Recurring", "By usage"};
  static const std::vector<std::string> units{"Days", "Weeks", "Months", "Years"};
  static const std::vector<std::string> models{"Flat",
                                               "Per unit",
                                               "In tiers",
                                               "By volume",
                                               "Per package",
                                               "Percentage",
                                               "Percentage in tiers",
                                               "Packages in tiers"};
  static const std::vector<std::string> alignments{"The bill cycle day", "The start of service"};
  static const std::vector<std::string> timings{"In advance", "In arrears"};
  {
    Columns columns({5, 4, 4, 5});
    text_field({.label = "Charge", .required = true}, charge.name);
    columns.next();
    choose_word("Charged", kinds, charge.kind);
    columns.next();
    choose_word("Counted", models, charge.model);
    columns.next();
    choose_word("Billed", timings, charge.timing);
    // What was used is known when the period is over.
    if (charge.kind == ChargeKind::usage) charge.timing = ChargeTiming::in_arrears;
  }
  if (charge.kind != ChargeKind::one_time) {
    Columns columns({1, 1, 2});
    number_field({.label = "Every", .required = true}, charge.every.count,
                 {1, recurrence_count_max});
    columns.next();
    choose_word("Of", units, charge.every.unit);
    columns.next();
    choose_word("Periods begin on", alignments, charge.alignment);
  }
  draw_prices(form, key, charge);
}

void draw_plan(ProductForm& form, const std::string& key, Plan& plan) {
  {
    Columns columns({2, 3});
    text_field({.label = "Plan", .required = true}, plan.name);
    columns.next();
    form.typed.phases({.label = "Phases",
                       .hint = "None: it goes on as it is",
                       .help = "Such as: trial 14 day; discounted 3 month 50 %; evergreen"},
                      key + ".phases", plan.phases);
  }
  std::optional<std::size_t> removed;
  for (std::size_t index = 0; index < plan.charges.size(); ++index) {
    const IdScope scope{"charge" + std::to_string(index)};
    draw_charge(form, key + "." + std::to_string(index), plan.charges[index]);
    if (button({.label = "Remove charge", .kind = ButtonKind::link})) removed = index;
  }
  if (removed) {
    plan.charges.erase(plan.charges.begin() + static_cast<std::ptrdiff_t>(*removed));
    form.typed.clear();
  }
  if (button({.label = "Add a charge", .kind = ButtonKind::link})) plan.charges.emplace_back();
}

void draw_plans(ProductForm& form) {
  heading("Plans and charges", 3);
  std::vector<Plan>& plans = form.product.plans;
  std::optional<std::size_t> removed;
  for (std::size_t index = 0; index < plans.size(); ++index) {
    const IdScope scope{"plan" + std::to_string(index)};
    draw_plan(form, "plan." + std::to_string(index), plans[index]);
    if (plans.size() > 1 && button({.label = "Remove plan", .kind = ButtonKind::link})) {
      removed = index;
    }
    divider();
  }
  if (removed) {
    plans.erase(plans.begin() + static_cast<std::ptrdiff_t>(*removed));
    form.typed.clear();
  }
  if (secondary_button("Add a plan")) plans.emplace_back();
}

/// What can be in a bundle: every plan of everything that is no bundle.
struct MemberChoice {
  std::vector<std::string> names;
  std::vector<BundleMember> members;
};

MemberChoice member_choice(const PriceBook& book) {
  MemberChoice choice;
  for (const Product& product : book.products) {
    for (const Plan& plan : product.plans) {
      choice.names.push_back(product.code + " " + product.name + ", " + plan.name);
      choice.members.push_back({product.id, plan.id, 1});
    }
  }
  return choice;
}

void draw_members(const PriceBook& book, Product& product) {
  heading("What it holds", 3);
  const MemberChoice choice = member_choice(book);
  std::optional<std::size_t> removed;
  for (std::size_t index = 0; index < product.members.size(); ++index) {
    const IdScope scope{"member" + std::to_string(index)};
    BundleMember& member = product.members[index];
    std::size_t chosen = choice.members.size();
    for (std::size_t each = 0; each < choice.members.size(); ++each) {
      if (choice.members[each].plan_id == member.plan_id) chosen = each;
    }
    Columns columns({3, 1, 1}, true);
    if (select({.label = "Product and plan"}, choice.names, chosen)) {
      member.product_id = choice.members[chosen].product_id;
      member.plan_id = choice.members[chosen].plan_id;
    }
    columns.next();
    number_field({.label = "Quantity"}, member.quantity, {.min = 1});
    columns.next();
    if (button({.label = "Remove member", .kind = ButtonKind::link})) removed = index;
  }
  if (removed) {
    product.members.erase(product.members.begin() + static_cast<std::ptrdiff_t>(*removed));
  }
  if (secondary_button("Add a product")) product.members.emplace_back();
}

bool draw_form_buttons(const CatalogueModel& model, ProductForm& form, Commands& out) {
  const std::string& why = model.why_off.empty() ? model.doing : model.why_off;
  if (form.tried && !form.typed.ok()) {
    error_text("Something above cannot be read. Correct it, then save.");
  }
  gap(2);
  if (button({.label = "Save product",
              .kind = ButtonKind::primary,
              .key = "Ctrl+Enter",
              .why_disabled = why})) {
    form.tried = true;
    if (form.typed.ok()) out.push_back(CatalogueWish{SaveProduct{form.product}});
  }
  same_line();
  const bool closed = secondary_button("Close without saving");
  if (!form.fresh) {
    same_line();
    if (button({.label = "Remove product", .kind = ButtonKind::danger, .why_disabled = why})) {
      out.push_back(CatalogueWish{RemoveProduct{form.product.id}});
    }
  }
  return !closed;
}

}  // namespace

ProductForm new_product_form(Currency currency) {
  ProductForm form;
  form.fresh = true;
  Price price;
  price.currency = currency;
  price.amount = {0, 2};
  Charge charge;
  charge.name = "Price";
  charge.prices.push_back(price);
  Plan plan;
  plan.name = "Standard";
  plan.charges.push_back(std::move(charge));
  form.product.plans.push_back(std::move(plan));
  return form;
}

bool draw_product_form(const CatalogueModel& model, ProductForm& form, Commands& out) {
  const Card card({.name = "Product"});
  heading(form.fresh ? "New product" : form.product.name, 2);
  if (!model.error.empty()) banner({.text = model.error, .tone = Tone::red, .urgent = true});
  if (!model.doing.empty()) busy_text(model.doing);
  const PriceBook& book = model.draft->book;
  draw_basics(form);
  draw_base(book, form.product);
  draw_availability(form);
  draw_flags(form.product);
  draw_fulfilment(form);
  if (form.product.kind == ProductKind::bundle) {
    form.product.plans.clear();
    draw_members(book, form.product);
  } else {
    form.product.members.clear();
    draw_plans(form);
  }
  heading("Configuration", 3);
  edit_questions(form.product.configuration, form.typed);
  return draw_form_buttons(model, form, out);
}

}  // namespace satchel::web
