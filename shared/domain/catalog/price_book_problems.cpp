// What keeps a price book from being published, field by field.
#include <algorithm>
#include <optional>
#include <set>

#include "shared/base/text.h"
#include "shared/domain/billing/price_terms.h"
#include "shared/domain/billing/tax_table.h"
#include "shared/domain/catalog/price_book.h"
#include "shared/domain/limits.h"

namespace satchel {
namespace {

constexpr std::size_t offered_length_max = 200;

using BookProblems = std::vector<FieldProblem>;

std::string at(const std::string& list, std::size_t index) {
  return list + "[" + std::to_string(index) + "]";
}

std::optional<Reason> problem_of_name(const std::string& text, bool required) {
  if (!is_clean_utf8(text)) return Reason::field_invalid;
  if (length_of(text) > name_length_max) return Reason::field_too_long;
  if (required && trim(text).empty()) return Reason::field_required;
  return std::nullopt;
}

void check_name(BookProblems& problems, const std::string& field, const std::string& text,
                bool required = true) {
  if (const auto reason = problem_of_name(text, required)) problems.push_back({field, *reason});
}

bool is_list_price(const Price& price) {
  if (price.amount.coefficient < 0) return false;
  const auto amount = extend(price.amount, 1, 1, price.currency);
  return amount && amount->minor <= extend({price_major_max, 0}, 1, 1, price.currency)->minor;
}

void check_charge(BookProblems& problems, const std::string& path, const Charge& charge) {
  check_name(problems, path + ".name", charge.name);
  if (charge.id.empty()) problems.push_back({path + ".id", Reason::field_required});
  if (charge.every.count < 1 || charge.every.count > recurrence_count_max) {
    problems.push_back({path + ".every", Reason::field_invalid});
  }
  const bool usage = charge.kind == ChargeKind::usage;
  if (usage && charge.timing == ChargeTiming::in_advance) {
    problems.push_back({path + ".timing", Reason::field_invalid});
  }
  // A percentage is of what events are worth; only usage has events.
  const bool percentage =
      charge.model == ChargeModel::percentage || charge.model == ChargeModel::tiered_percentage;
  if (percentage && !usage) problems.push_back({path + ".model", Reason::field_invalid});
  if (charge.prices.empty()) problems.push_back({path + ".prices", Reason::field_required});
  for (std::size_t index = 0; index < charge.prices.size(); ++index) {
    const Price& price = charge.prices[index];
    const std::string field = at(path + ".prices", index);
    if (!is_list_price(price)) problems.push_back({field, Reason::price_out_of_range});
    if (find_price(charge, price.currency) != &price) {
      problems.push_back({field + ".currency", Reason::field_invalid});
    }
    if (!fits(price.terms, charge.model)) {
      problems.push_back({field + ".terms", Reason::field_invalid});
    }
  }
}

void check_plans(BookProblems& problems, const std::string& path, const Product& product) {
  const bool bundle = product.kind == ProductKind::bundle;
  if (product.plans.empty() != bundle) {
    problems.push_back({path + ".plans", bundle ? Reason::field_invalid : Reason::field_required});
  }
  for (std::size_t index = 0; index < product.plans.size(); ++index) {
    const Plan& plan = product.plans[index];
    const std::string field = at(path + ".plans", index);
    check_name(problems, field + ".name", plan.name);
    if (plan.id.empty() || find_plan(product, plan.id) != &plan) {
      problems.push_back({field + ".id", Reason::field_invalid});
    }
    if (!are_in_order(plan.phases)) {
      problems.push_back({field + ".phases", Reason::field_invalid});
    }
    if (plan.charges.empty()) problems.push_back({field + ".charges", Reason::field_required});
    if (plan.charges.size() > item_charges_max) {
      problems.push_back({field + ".charges", Reason::too_many_items});
    }
    for (std::size_t charge = 0; charge < plan.charges.size(); ++charge) {
      check_charge(problems, at(field + ".charges", charge), plan.charges[charge]);
    }
  }
}

void check_members(BookProblems& problems, const std::string& path, const PriceBook& book,
                   const Product& product) {
  const bool bundle = product.kind == ProductKind::bundle;
  if (product.members.empty() == bundle) {
    problems.push_back(
        {path + ".members", bundle ? Reason::field_required : Reason::field_invalid});
  }
  for (std::size_t index = 0; index < product.members.size(); ++index) {
    const BundleMember& member = product.members[index];
    const std::string field = at(path + ".members", index);
    const Product* found = find_product(book, member.product_id);
    const bool sold = found != nullptr && find_plan(*found, member.plan_id) != nullptr;
    if (!sold) problems.push_back({field, Reason::product_not_sold});
    if (member.quantity < 1 || member.quantity > quantity_max) {
      problems.push_back({field + ".quantity", Reason::quantity_out_of_range});
    }
  }
}

void check_fulfilment(BookProblems& problems, const std::string& path,
                      const Fulfilment& fulfilment) {
  const bool provisioned = fulfilment.kind == FulfilmentKind::provisioning;
  if (provisioned == trim(fulfilment.module).empty()) {
    problems.push_back({path + ".fulfilment.module",
                        provisioned ? Reason::field_required : Reason::field_invalid});
  }
  const bool offers = fulfilment.kind != FulfilmentKind::none;
  if (offers == fulfilment.offered.empty()) {
    problems.push_back(
        {path + ".fulfilment.offered", offers ? Reason::field_required : Reason::field_invalid});
  }
  const bool clean = std::all_of(
      fulfilment.offered.begin(), fulfilment.offered.end(), [](const std::string& each) {
        return !trim(each).empty() && is_clean_utf8(each) &&
               length_of(each) <= offered_length_max && each.find('\n') == std::string::npos;
      });
  if (!clean) problems.push_back({path + ".fulfilment.offered", Reason::field_invalid});
  if (!offers && fulfilment.auto_setup != AutoSetup::never) {
    problems.push_back({path + ".fulfilment.auto_setup", Reason::field_invalid});
  }
}

void check_product(BookProblems& problems, const std::string& path, const PriceBook& book,
                   const Product& product) {
  check_name(problems, path + ".code", product.code);
  check_name(problems, path + ".name", product.name);
  check_name(problems, path + ".category", product.category, false);
  check_name(problems, path + ".detail", product.detail, false);
  if (product.tax_rate_ppm < 0 || product.tax_rate_ppm > discount_ppm_max) {
    problems.push_back({path + ".tax_rate_ppm", Reason::field_invalid});
  }
  const bool two_taxes = !product.tax_category.empty() && product.tax_rate_ppm != 0;
  if (two_taxes || !is_tax_category(product.tax_category)) {
    problems.push_back({path + ".tax_category", Reason::field_invalid});
  }
  const bool add_on = product.kind == ProductKind::add_on;
  const Product* base = find_product(book, product.base_product_id);
  const bool bound = base != nullptr && base != &product && base->kind != ProductKind::bundle;
  if (add_on ? !bound : !product.base_product_id.empty()) {
    problems.push_back(
        {path + ".base_product_id", add_on ? Reason::field_required : Reason::field_invalid});
  }
  if (product.available_from && product.available_until &&
      *product.available_until < *product.available_from) {
    problems.push_back({path + ".available_until", Reason::field_invalid});
  }
  if (product.price_required && !product.price_editable) {
    problems.push_back({path + ".price_required", Reason::field_invalid});
  }
  if (product.quantity_required && !product.quantity_editable) {
    problems.push_back({path + ".quantity_required", Reason::field_invalid});
  }
  check_fulfilment(problems, path, product.fulfilment);
  check_plans(problems, path, product);
  check_members(problems, path, book, product);
  for (FieldProblem& each : problems_of_fields(product.configuration, path + ".configuration")) {
    problems.push_back(std::move(each));
  }
}

}  // namespace

std::vector<FieldProblem> problems_of(const PriceBook& book) {
  BookProblems problems;
  check_name(problems, "name", book.name);
  if (book.valid_until && *book.valid_until < book.valid_from) {
    problems.push_back({"valid_until", Reason::field_invalid});
  }
  if (book.products.empty()) problems.push_back({"products", Reason::no_items});
  std::set<std::string> ids;
  std::set<std::string> codes;
  for (std::size_t index = 0; index < book.products.size(); ++index) {
    const Product& product = book.products[index];
    const std::string path = at("products", index);
    if (product.id.empty() || !ids.insert(product.id.text()).second) {
      problems.push_back({path + ".id", Reason::field_invalid});
    }
    if (!codes.insert(fold(product.code)).second) {
      problems.push_back({path + ".code", Reason::field_invalid});
    }
    check_product(problems, path, book, product);
  }
  return problems;
}

}  // namespace satchel
