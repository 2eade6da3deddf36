// Draws the catalogue.
#include "web/screens/catalogue.h"

#include <algorithm>
#include <array>
#include <vector>

#include "shared/domain/billing/price_terms.h"
#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/kit.h"
#include "web/kit/layout.h"
#include "web/kit/shell.h"
#include "web/kit/text.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

constexpr auto product_columns =
    std::to_array<Column>({{.title = "Product"},
                           {.title = "Category", .width = 130, .hide_on_phone = true},
                           {.title = "Price", .width = 160, .align = Align::right},
                           {.title = "State", .width = 108, .hide_on_phone = true}});

/// Beside the form there is room for what finds a product.
constexpr auto narrow_product_columns = std::to_array<Column>(
    {{.title = "Product"}, {.title = "Price", .width = 100, .align = Align::right}});

const PriceBook* shown_book(const CatalogueModel& model) {
  if (model.draft) return &model.draft->book;
  return model.sold ? &*model.sold : nullptr;
}

void draw_products(const CatalogueModel& model, const PriceBook& book,
                   CatalogueScreenDraft& draft) {
  const Card card({.name = "Product list"});
  const auto products = find_products(book, draft.search);
  if (products.empty()) {
    empty_state({.title = "No products found", .text = "Search by code, name or category."});
    return;
  }
  draft.table.selected.reset();
  for (std::size_t index = 0; index < products.size(); ++index) {
    if (products[index]->id == draft.selected) draft.table.selected = index;
  }
  const bool narrow = draft.form.has_value();
  TableSpec spec{.name = "Products", .columns = product_columns, .row_count = products.size()};
  if (narrow) spec.columns = narrow_product_columns;
  const auto result = table(spec, draft.table, [&](std::size_t index, Cells& cells) {
    const Product& product = *products[index];
    cells.two_lines(product.name, product.code);
    if (!narrow) cells.text(product.category);
    cells.number(price_words(product));
    if (narrow) return;
    const bool available = is_available(product, model.today);
    cells.chip(available ? "Available" : "Not available", available ? Tone::green : Tone::grey);
  });
  if (result.selection_changed) {
    draft.selected = products[*draft.table.selected]->id;
    draft.form.reset();
  }
}

/// The price, or what stands for it: tiers and other terms.
std::string charge_price_words(const Charge& charge, const Price& price) {
  const std::string currency = " " + std::string(to_text(price.currency));
  const std::string terms = to_text(price.terms);
  if (has_tiers(charge.model)) return terms + currency;
  const bool percentage = charge.model == ChargeModel::percentage;
  std::string words = percentage ? to_text(price.amount) + " %"
                                 : price_text(price.amount, price.currency) + currency;
  if (!terms.empty()) words += "; " + terms;
  return words;
}

void draw_plan_details(const Plan& plan) {
  heading(plan.name, 3);
  if (!plan.phases.empty()) muted(to_text(plan.phases));
  for (const Charge& charge : plan.charges) {
    std::string amounts;
    for (const Price& price : charge.prices) {
      amounts += (amounts.empty() ? "" : ", ") + charge_price_words(charge, price);
    }
    std::string detail = charge.kind == ChargeKind::one_time ? "once" : words_of(charge.every);
    if (charge.kind == ChargeKind::usage) detail = "by usage, " + detail;
    detail += ", " + std::string(words_of(charge.model));
    if (charge.kind == ChargeKind::recurring) {
      detail += charge.timing == ChargeTiming::in_advance ? ", in advance" : ", in arrears";
    }
    money_row(charge.name, amounts, MoneyRow::normal, detail);
  }
}

void draw_configuration(const Product& product) {
  if (product.configuration.empty()) return;
  heading("Configuration", 3);
  for (const ConfigurationField& field : product.configuration) {
    key_value(field.label, field.required ? "required" : "optional");
  }
}

void draw_members_of(const PriceBook& book, const Product& product) {
  for (const BundleMember& member : product.members) {
    const Product* found = find_product(book, member.product_id);
    if (found != nullptr) key_value(found->name, std::to_string(member.quantity) + " x");
  }
}

void draw_details(const CatalogueModel& model, const PriceBook& book, CatalogueScreenDraft& draft) {
  const Card card({.name = "Product details"});
  const Product* product = find_product(book, draft.selected);
  if (product == nullptr) {
    heading("Details", 2);
    muted("Choose a product to see its plans, charges and configuration.");
    return;
  }
  heading(product->name, 2);
  muted(product->code + (product->detail.empty() ? "" : ", " + product->detail));
  divider();
  if (const Product* base = find_product(book, product->base_product_id)) {
    key_value("Add-on of", base->name);
  }
  if (product->tax_rate_ppm > 0) key_value("Tax", percent_of(product->tax_rate_ppm));
  if (!product->tax_category.empty()) key_value("Tax", product->tax_category);
  if (product->available_from) key_value("From", long_date(*product->available_from));
  if (product->available_until) key_value("Until", long_date(*product->available_until));
  for (const Plan& plan : product->plans) draw_plan_details(plan);
  draw_members_of(book, *product);
  draw_configuration(*product);
  if (!model.draft) return;
  gap(3);
  if (primary_button("Edit product", "E")) {
    draft.form.emplace();
    draft.form->product = *product;
  }
}

/// A file that was refused has a line for each of its own that is wrong.
void draw_catalogue_error(std::string_view error) {
  if (error.empty()) return;
  const std::size_t first = std::min(error.find('\n'), error.size());
  banner({.text = error.substr(0, first), .tone = Tone::red, .urgent = true});
  for (std::size_t at = first; at < error.size();) {
    const std::size_t end = std::min(error.find('\n', at + 1), error.size());
    const IdScope scope{at};
    toned(error.substr(at + 1, end - at - 1), Tone::red);
    at = end;
  }
  gap(2);
}

void draw_file_bar(const CatalogueModel& model, Commands& out) {
  const std::string& why = model.why_off.empty() ? model.doing : model.why_off;
  std::vector<float> shares{1, 1, 1};
  if (!Kit::current().viewport().phone) shares.push_back(3);
  Columns columns(shares, true);
  if (model.may_edit) {
    if (button({.label = "Import a file", .why_disabled = why, .width = -1})) {
      out.push_back(CatalogueWish{PickCatalogueFile{}});
    }
    columns.next();
  }
  if (!model.draft && !model.sold) return;
  draw_catalogue_exports({model.draft ? 0 : model.sold->version, why}, columns, out);
}

void draw_draft_bar(const CatalogueModel& model, CatalogueScreenDraft& draft, Commands& out) {
  if (!model.may_edit) return;
  const std::string& why = model.why_off.empty() ? model.doing : model.why_off;
  if (!model.draft) {
    if (button({.label = "Edit the catalogue", .why_disabled = why})) {
      out.push_back(CatalogueWish{OpenCatalogueDraft{}});
    }
    gap(2);
    return;
  }
  banner({.text = "Draft of version " + std::to_string(model.draft->book.version) +
                  ", changed last by " + model.draft->changed_by +
                  ". Orders are sold under it once it is published."});
  gap(2);
  if (button({.label = "New product", .why_disabled = why})) {
    draft.selected = {};
    draft.form = new_product_form(Currency::usd);
  }
  same_line();
  if (button({.label = "Publish", .kind = ButtonKind::primary, .why_disabled = why})) {
    draft.publishing = true;
    draft.name = model.draft->book.name;
    draft.valid_from = to_text(model.today);
    draft.valid_until.clear();
  }
  same_line();
  if (button({.label = "Discard draft", .kind = ButtonKind::danger, .why_disabled = why})) {
    out.push_back(CatalogueWish{DiscardCatalogueDraft{}});
  }
  gap(2);
}

void draw_catalogue_tabs(const CatalogueModel& model, CatalogueScreenDraft& draft, Commands& out) {
  if (!model.may_edit) return;
  static const std::array<std::string, 2> labels{"Products", "Versions"};
  if (tabs("Parts of the catalogue", labels, draft.tab) && draft.tab == 1) {
    out.push_back(CatalogueWish{LoadVersions{}});
  }
  gap(2);
}

void draw_publish_dialog(CatalogueScreenDraft& draft, Commands& out) {
  Dialog dialog("Publish the catalogue", draft.publishing);
  if (!dialog.shown()) return;
  body("A published version never changes. Orders are sold under it from its first day on.");
  gap(3);
  text_field({.label = "Name of the version", .required = true}, draft.name);
  const auto from = parse_date(draft.valid_from);
  date_field({.label = "First day", .error = from ? "" : "Choose a date.", .required = true},
             draft.valid_from);
  date_field({.label = "Last day", .help = "Empty: until the next version"}, draft.valid_until);
  gap(3);
  if (!button({.label = "Publish version", .kind = ButtonKind::primary, .width = -1})) return;
  if (!from) return;
  draft.publishing = false;
  out.push_back(CatalogueWish{PublishCatalogue{draft.name, *from, parse_date(draft.valid_until)}});
}

}  // namespace

void draw_catalogue(const CatalogueModel& model, CatalogueScreenDraft& draft, Commands& out) {
  const bool versions = draft.tab == 1;
  const PriceBook* book = shown_book(model);
  const std::string subtitle =
      book == nullptr
          ? "Nothing is sold yet"
          : book->name + ", " +
                count_of(static_cast<std::int64_t>(book->products.size()), "product", "products");
  const bool chosen = !versions && (draft.form.has_value() || !draft.selected.empty());
  const auto header = page_header({.title = "Catalogue",
                                   .subtitle = subtitle,
                                   .search = versions ? nullptr : &draft.search,
                                   .search_label = "Search products",
                                   .back = chosen && !Kit::current().viewport().wide});
  if (header.back) {
    draft.form.reset();
    draft.selected = {};
  }
  draw_catalogue_tabs(model, draft, out);
  if (!draft.form) draw_catalogue_error(model.error);
  if (!model.doing.empty()) busy_text(model.doing);
  if (versions) return draw_versions(model, draft.versions, out);
  draw_draft_bar(model, draft, out);
  if (!chosen) {
    draw_file_bar(model, out);
    gap(2);
  }
  draw_publish_dialog(draft, out);
  if (book == nullptr) {
    empty_state({.title = "No catalogue on this device",
                 .text = "It comes with the next synchronization, once a version is published."});
    return;
  }
  if (!model.draft) draft.form.reset();
  TwoPane panes({.side_width = draft.form ? 640.0F : 360.0F,
                 .side_wanted = draft.form.has_value() || !draft.selected.empty()});
  if (panes.main()) draw_products(model, *book, draft);
  if (!panes.side()) return;
  if (!draft.form) return draw_details(model, *book, draft);
  if (!draw_product_form(model, *draft.form, out)) draft.form.reset();
}

}  // namespace satchel::web
