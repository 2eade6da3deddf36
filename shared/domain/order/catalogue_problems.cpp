// Holds an order to the catalogue's flags and questions, and to the settings.
#include "shared/domain/order/catalogue_problems.h"

#include <algorithm>
#include <optional>

#include "shared/domain/limits.h"

namespace satchel {
namespace {

using CatalogueProblems = std::vector<FieldProblem>;

void append(CatalogueProblems& problems, CatalogueProblems more) {
  for (FieldProblem& each : more) problems.push_back(std::move(each));
}

void add_price_problems(CatalogueProblems& problems, const std::string& path, const OrderItem& item,
                        const Product& product) {
  const bool changed = std::any_of(
      item.charges.begin(), item.charges.end(),
      [](const ItemCharge& charge) { return !(charge.unit_price == charge.list_price); });
  if (!product.price_editable && (changed || item.discount_ppm != 0)) {
    problems.push_back({path + ".unit_price", Reason::price_fixed});
  }
  // An item is made without a price where one has to be entered.
  const bool missing =
      std::any_of(item.charges.begin(), item.charges.end(), [](const ItemCharge& charge) {
        return !has_tiers(charge.model) && charge.unit_price.coefficient == 0;
      });
  if (product.price_required && missing) {
    problems.push_back({path + ".unit_price", Reason::field_required});
  }
}

/// Whether the item an add-on names is one of its base product in the same order.
bool has_base(const OrderDocument& document, const OrderItem& item, const Product& product) {
  return std::any_of(document.items.begin(), document.items.end(), [&](const OrderItem& other) {
    return other.id == item.base_item_id && other.product_id == product.base_product_id;
  });
}

std::optional<Reason> problem_of_base(const OrderDocument& document, const OrderItem& item,
                                      const Product& product) {
  if (product.kind != ProductKind::add_on) {
    return item.base_item_id.empty() ? std::nullopt : std::optional(Reason::field_invalid);
  }
  return has_base(document, item, product) ? std::nullopt : std::optional(Reason::base_missing);
}

void add_item_rules(CatalogueProblems& problems, const std::string& path, const OrderItem& item,
                    const Product& product) {
  add_price_problems(problems, path, item, product);
  if (!product.quantity_editable && item.quantity != 1) {
    problems.push_back({path + ".quantity", Reason::quantity_fixed});
  }
  if (product.quantity_required && item.quantity == 0) {
    problems.push_back({path + ".quantity", Reason::field_required});
  }
  append(problems, problems_of(item.configuration, product.configuration, path + ".configuration"));
}

bool has_plan(const OrderItem& item) {
  return std::any_of(item.charges.begin(), item.charges.end(),
                     [](const ItemCharge& charge) { return charge.kind != ChargeKind::one_time; });
}

}  // namespace

std::vector<FieldProblem> catalogue_problems_of(const OrderDocument& document,
                                                const PriceBook& book, const Settings& settings) {
  CatalogueProblems problems;
  if (!is_offered(settings, document.payment_method, document.currency)) {
    problems.push_back({"payment_method", Reason::payment_method_unavailable});
  }
  for (std::size_t index = 0; index < document.items.size(); ++index) {
    const OrderItem& item = document.items[index];
    const Product* product = find_product(book, item.product_id);
    if (product == nullptr) continue;
    const std::string path = "items[" + std::to_string(index) + "]";
    if (const auto reason = problem_of_base(document, item, *product)) {
      problems.push_back({path + ".base_item_id", *reason});
    }
    add_item_rules(problems, path, item, *product);
  }
  append(problems, problems_of(document.configuration, settings.order_fields, "configuration"));
  const auto plans = std::count_if(document.items.begin(), document.items.end(), has_plan);
  if ((settings.one_plan_per_order || document.one_plan) && plans > 1) {
    problems.push_back({"items", Reason::one_plan_only});
  }
  return problems;
}

}  // namespace satchel
