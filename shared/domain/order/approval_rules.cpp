// Holds a document against each approval rule of the organisation.
#include "shared/domain/order/approval_rules.h"

#include <algorithm>

namespace satchel {
namespace {

bool is_over_discount_limit(const OrderDocument& document, const OrderFacts& facts) {
  for (const DiscountLimit& limit : facts.organisation.settings.approval.discount_limits) {
    if (limit.role != facts.actor.role) continue;
    return std::any_of(document.items.begin(), document.items.end(), [&](const OrderItem& item) {
      return item.discount_ppm > limit.discount_ppm;
    });
  }
  return false;
}

bool has_price_override(const OrderDocument& document) {
  for (const OrderItem& item : document.items) {
    for (const ItemCharge& charge : item.charges) {
      if (charge.unit_price != charge.list_price) return true;
    }
  }
  return false;
}

bool is_over_total_limit(const OrderDocument& document, const ApprovalRules& rules) {
  const Money* limit = find_amount(rules.total_limits, document.currency);
  const auto totals = totals_of(document);
  if (limit == nullptr || !totals) return false;
  return totals->one_time.minor > limit->minor || totals->recurring.minor > limit->minor;
}

/// The customer's own limit, else the organisation's for the currency; nothing without one.
std::optional<std::int64_t> credit_limit_of(const OrderDocument& document,
                                            const OrderFacts& facts) {
  if (facts.account && facts.account->standing.credit_limit_minor > 0) {
    return facts.account->standing.credit_limit_minor;
  }
  const Money* limit =
      find_amount(facts.organisation.settings.approval.credit_limits, document.currency);
  return limit == nullptr ? std::nullopt : std::optional(limit->minor);
}

bool is_over_credit_limit(const OrderDocument& document, const OrderFacts& facts) {
  const auto limit = credit_limit_of(document, facts);
  const auto taxes =
      facts.account ? tax_terms_of(*facts.account, &facts.organisation.taxes) : TaxTerms{};
  const auto totals = totals_of(document, taxes);
  if (!limit || !totals) return false;
  const std::int64_t more = totals->one_time.minor + totals->tax.minor + totals->recurring.minor;
  return facts.outstanding.minor + more > *limit;
}

}  // namespace

std::vector<ApprovalRule> approval_rules_of(const OrderDocument& document,
                                            const OrderFacts& facts) {
  const ApprovalRules& rules = facts.organisation.settings.approval;
  std::vector<ApprovalRule> broken;
  const auto add = [&](bool is_broken, ApprovalRule rule) {
    if (is_broken) broken.push_back(rule);
  };
  add(is_over_discount_limit(document, facts), ApprovalRule::discount_over_limit);
  add(rules.price_override && has_price_override(document), ApprovalRule::price_override);
  add(is_over_total_limit(document, rules), ApprovalRule::total_over_limit);
  add(rules.new_customer && facts.orders_before == 0, ApprovalRule::new_customer);
  add(rules.backdated_days &&
          document.ordered_on < add_days(signed_on(facts), -*rules.backdated_days),
      ApprovalRule::backdated);
  add(is_over_credit_limit(document, facts), ApprovalRule::credit_limit);
  // Refusing it would tell a stranger how another customer stands.
  add(!facts.site_code.empty() && facts.email_barred, ApprovalRule::barred_email);
  return broken;
}

}  // namespace satchel
