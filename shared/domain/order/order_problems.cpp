// What keeps a document from being placed, field by field.
#include <cstddef>

#include "shared/base/text.h"
#include "shared/domain/limits.h"
#include "shared/domain/order/catalogue_problems.h"
#include "shared/domain/order/decide_order.h"

namespace satchel {
namespace {

using Problems = std::vector<FieldProblem>;

bool is_price_in_range(const Decimal& price, Currency currency) {
  if (price.coefficient < 0) return false;
  const auto amount = extend(price, 1, 1, currency);
  return amount && amount->minor <= extend({price_major_max, 0}, 1, 1, currency)->minor;
}

std::optional<Reason> problem_of_charges(const OrderItem& item, const Plan& plan,
                                         Currency currency) {
  if (item.charges.size() != plan.charges.size()) return Reason::charges_differ;
  for (std::size_t index = 0; index < plan.charges.size(); ++index) {
    const Charge& planned = plan.charges[index];
    const ItemCharge& sold = item.charges[index];
    const Price* list = find_price(planned, currency);
    if (list == nullptr) return Reason::product_not_sold;
    const bool same = sold.charge_id == planned.id && sold.name == planned.name &&
                      sold.kind == planned.kind && sold.model == planned.model &&
                      sold.timing == planned.timing && sold.every == planned.every &&
                      sold.alignment == planned.alignment && sold.terms == list->terms &&
                      sold.list_price == list->amount;
    if (!same) return Reason::charges_differ;
    if (has_tiers(sold.model) && sold.unit_price != sold.list_price) return Reason::price_fixed;
    if (!is_price_in_range(sold.unit_price, currency)) return Reason::price_out_of_range;
    if (!amount_of(item, sold, currency)) return Reason::amount_out_of_range;
  }
  return std::nullopt;
}

std::optional<Reason> problem_of_item(const OrderItem& item, const OrderDocument& document,
                                      const PriceBook& book) {
  const Product* product = find_product(book, item.product_id);
  const Plan* plan = product == nullptr ? nullptr : find_plan(*product, item.plan_id);
  if (plan == nullptr) return Reason::product_not_sold;
  if (!is_available(*product, document.ordered_on)) return Reason::product_not_available;
  // Not entered yet where it has to be: the catalogue's rules say so at the quantity.
  const bool open = product->quantity_required && item.quantity == 0;
  if (!open && (item.quantity < 1 || item.quantity > quantity_max)) {
    return Reason::quantity_out_of_range;
  }
  if (item.discount_ppm < 0 || item.discount_ppm > discount_ppm_max) {
    return Reason::discount_out_of_range;
  }
  // What is printed and taxed is the catalogue's, never the device's word.
  if (item.name != product->name || item.tax_ppm != product->tax_rate_ppm ||
      item.tax_category != product->tax_category) {
    return Reason::charges_differ;
  }
  if (item.phases != plan->phases) return Reason::charges_differ;
  return problem_of_charges(item, *plan, document.currency);
}

void add_item_problems(const OrderDocument& document, const PriceBook& book, Problems& problems) {
  for (std::size_t index = 0; index < document.items.size(); ++index) {
    if (const auto reason = problem_of_item(document.items[index], document, book)) {
      problems.push_back({"items[" + std::to_string(index) + "]", *reason});
    }
    for (std::size_t other = 0; other < index; ++other) {
      if (document.items[other].id == document.items[index].id) {
        problems.push_back({"items[" + std::to_string(index) + "].id", Reason::field_invalid});
        break;
      }
    }
  }
}

void add_charge_problems(const OrderDocument& document, Problems& problems) {
  for (std::size_t index = 0; index < document.charges.size(); ++index) {
    const OrderCharge& charge = document.charges[index];
    const std::string field = "charges[" + std::to_string(index) + "]";
    for (std::size_t other = 0; other < index; ++other) {
      if (document.charges[other].id == charge.id) {
        problems.push_back({field + ".id", Reason::field_invalid});
        break;
      }
    }
    const bool ranged = charge.amount.minor >= 0 && charge.amount.minor <= amount_minor_max;
    if (!ranged) problems.push_back({field, Reason::price_out_of_range});
    if (charge.amount.currency != document.currency) {
      problems.push_back({field, Reason::currency_differs});
    }
    if (trim(charge.name).empty()) problems.push_back({field, Reason::field_required});
  }
}

/// What keeps anything from beginning on `on`: the account did not exist, or the cycle is billed.
std::optional<Reason> problem_of_start(Date on, const Account& account,
                                       std::optional<Date> closed_through) {
  if (on < account.created_on) return Reason::date_before_account;
  if (closed_through && on < *closed_through) return Reason::date_in_closed_cycle;
  return std::nullopt;
}

void add_date_problems(const OrderDocument& document, const OrderFacts& facts,
                       std::optional<Date> closed_through, Problems& problems) {
  const Date on = document.ordered_on;
  const auto check = [&](const char* field, Date day) {
    const auto reason = problem_of_start(day, *facts.account, closed_through);
    if (reason) problems.push_back({field, *reason});
  };
  check("ordered_on", on);
  // A device's calendar may be a day ahead of the organisation's.
  if (on > add_days(facts.today, 1)) problems.push_back({"ordered_on", Reason::date_in_future});
  if (document.starts_on) check("starts_on", *document.starts_on);
  if (document.ends_on && *document.ends_on <= start_of(document)) {
    problems.push_back({"ends_on", Reason::end_before_start});
  }
}

/// Addresses of this order alone; empty means those of the account.
void add_address_problems(const OrderDocument& document, Problems& problems) {
  const auto check = [&](const char* field, const std::string& address) {
    if (!address.empty() && !is_email(address)) problems.push_back({field, Reason::field_invalid});
  };
  check("bill_to_email", document.bill_to_email);
  check("contact_email", document.contact_email);
}

std::optional<Reason> problem_of_text(const std::string& text, std::size_t length_max) {
  if (!is_clean_utf8(text)) return Reason::field_invalid;
  if (length_of(text) > length_max) return Reason::field_too_long;
  if (!card_number_in(text).empty()) return Reason::card_number_refused;
  return std::nullopt;
}

std::optional<Reason> problem_of_texts(const OrderItem& item) {
  if (item.charges.size() > item_charges_max) return Reason::too_many_items;
  if (const auto reason = problem_of_text(item.name, name_length_max)) return reason;
  if (const auto reason = problem_of_text(item.detail, name_length_max)) return reason;
  for (const ItemCharge& charge : item.charges) {
    if (const auto reason = problem_of_text(charge.name, name_length_max)) return reason;
  }
  return std::nullopt;
}

bool is_too_large(const OrderDocument& document) {
  return document.items.size() > order_items_max || document.charges.size() > order_charges_max ||
         document.coupons.size() > order_coupons_max;
}

void add_text_problems(const OrderDocument& document, Problems& problems) {
  const auto check = [&](const std::string& field, std::optional<Reason> reason) {
    if (reason) problems.push_back({field, *reason});
  };
  check("purchase_order", problem_of_text(document.purchase_order, short_text_length_max));
  check("referral", problem_of_text(document.referral, name_length_max));
  check("bill_to_email", problem_of_text(document.bill_to_email, email_length_max));
  check("contact_email", problem_of_text(document.contact_email, email_length_max));
  check("signed_by", problem_of_text(document.signed_by, name_length_max));
  const auto check_answers = [&](const std::vector<ConfigurationValue>& values,
                                 const std::string& path) {
    for (FieldProblem& each : draft_problems_of(values, path)) problems.push_back(std::move(each));
  };
  check_answers(document.configuration, "configuration");
  for (std::size_t index = 0; index < document.items.size(); ++index) {
    const std::string path = "items[" + std::to_string(index) + "]";
    check(path, problem_of_texts(document.items[index]));
    check_answers(document.items[index].configuration, path + ".configuration");
  }
  for (std::size_t index = 0; index < document.charges.size(); ++index) {
    check("charges[" + std::to_string(index) + "]",
          problem_of_text(document.charges[index].name, name_length_max));
  }
}

/// What was promised has to be what the organisation offers on the order's day.
std::optional<Reason> problem_of_coupon(const CouponTerms& terms, const OrderDocument& document,
                                        const Organisation& organisation) {
  const Coupon* offered = find_coupon(organisation.coupons, terms.code);
  if (offered == nullptr) return Reason::coupon_unknown;
  const auto promised = terms_of(*offered, document.currency);
  if (!promised || *promised != terms) return Reason::coupon_not_valid;
  if (!is_valid(*offered, document.ordered_on)) return Reason::coupon_not_valid;
  return std::nullopt;
}

void add_coupon_problems(const OrderDocument& document, const OrderFacts& facts,
                         Problems& problems) {
  for (std::size_t index = 0; index < document.coupons.size(); ++index) {
    const CouponTerms& terms = document.coupons[index];
    const std::string field = "coupons[" + std::to_string(index) + "]";
    if (const auto reason = problem_of_coupon(terms, document, facts.organisation)) {
      problems.push_back({field, *reason});
      continue;
    }
    const auto& most = find_coupon(facts.organisation.coupons, terms.code)->redemptions_max;
    const bool counted = index < facts.coupon_uses.size();
    if (most && counted && facts.coupon_uses[index] >= *most) {
      problems.push_back({field, Reason::coupon_used_up});
    }
    for (std::size_t other = 0; other < index; ++other) {
      if (document.coupons[other].code == terms.code) {
        problems.push_back({field, Reason::field_invalid});
      }
    }
  }
}

void add_total_problem(const OrderDocument& document, Problems& problems) {
  if (problems.empty() && !totals_of(document)) {
    problems.push_back({"items", Reason::amount_out_of_range});
  }
}

}  // namespace

std::vector<FieldProblem> draft_problems_of(const OrderDocument& document) {
  if (document.items.size() > order_items_max) return {{"items", Reason::too_many_items}};
  if (document.charges.size() > order_charges_max) return {{"charges", Reason::too_many_items}};
  if (document.coupons.size() > order_coupons_max) return {{"coupons", Reason::too_many_items}};
  Problems problems;
  add_text_problems(document, problems);
  add_total_problem(document, problems);
  return problems;
}

std::vector<FieldProblem> problems_of(const OrderDocument& document, const OrderFacts& facts,
                                      std::optional<Date> closed_through) {
  Problems problems;
  if (!facts.account || !in_scope(facts.actor, facts.account->territories)) {
    return {{"account_id", Reason::account_not_found}};
  }
  if (facts.price_book == nullptr) return {{"price_book_version", Reason::price_book_unknown}};
  if (document.currency != facts.account->currency) {
    problems.push_back({"currency", Reason::currency_differs});
  }
  if (document.items.empty()) problems.push_back({"items", Reason::no_items});
  if (is_too_large(document)) return draft_problems_of(document);
  add_date_problems(document, facts, closed_through, problems);
  add_item_problems(document, *facts.price_book, problems);
  add_charge_problems(document, problems);
  add_coupon_problems(document, facts, problems);
  add_address_problems(document, problems);
  add_text_problems(document, problems);
  for (FieldProblem& each :
       catalogue_problems_of(document, *facts.price_book, facts.organisation.settings)) {
    problems.push_back(std::move(each));
  }
  add_total_problem(document, problems);
  return problems;
}

}  // namespace satchel
