// Rejection: the business answer "no", with its reason and the fields it is about.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "shared/base/enum_words.h"

namespace satchel {

enum class Reason {
  account_not_found,
  account_exists,
  account_on_hold,
  field_required,
  field_too_long,
  field_invalid,
  card_number_refused,
  territory_not_yours,
  field_conflict,
  order_not_found,
  order_exists,
  order_not_draft,
  order_not_pending,
  order_not_in_progress,
  order_final,
  order_not_yours,
  approval_missing,
  items_not_active,
  no_items,
  too_many_items,
  product_not_sold,
  product_not_available,
  charges_differ,
  quantity_out_of_range,
  price_out_of_range,
  discount_out_of_range,
  amount_out_of_range,
  currency_differs,
  payment_not_found,
  payment_exists,
  payment_refunded,
  credit_used,
  invoice_not_found,
  credit_missing,
  allocation_out_of_range,
  allocation_missing,
  refund_out_of_range,
  nothing_open,
  invoice_in_use,
  reissue_needed,
  month_not_over,
  month_closed,
  bill_run_open,
  price_book_unknown,
  date_before_account,
  date_in_closed_cycle,
  date_in_future,
  configuration_required,
  payment_method_unavailable,
  price_fixed,
  quantity_fixed,
  one_plan_only,
  base_missing,
  end_before_start,
  totals_differ,
  document_differs,
  quote_expired,
  order_reviewed,
  order_paid,
  approval_not_required,
  approval_not_rejected,
  approver_is_author,
  consent_missing,
  consent_not_required,
  fraud_check_running,
  settlement_not_due,
  settlement_missing,
  payment_missing,
  verification_waits,
  item_not_found,
  item_not_open,
  order_not_fraud,
  order_not_deletable,
  invoice_has_payment,
  confirmation_differs,
  subscription_not_found,
  subscription_ended,
  subscription_paused,
  subscription_not_paused,
  date_before_start,
  usage_exists,
  usage_not_charged,
  coupon_unknown,
  coupon_not_valid,
  coupon_used_up,
  cause_refused,
  role_not_allowed,
  password_weak,
  passwords_differ,
  login_taken,
  command_unknown,
  not_carried_out,
};
SATCHEL_ENUM_WORDS(Reason, "account_not_found", "account_exists", "account_on_hold",
                   "field_required", "field_too_long", "field_invalid", "card_number_refused",
                   "territory_not_yours", "field_conflict", "order_not_found", "order_exists",
                   "order_not_draft", "order_not_pending", "order_not_in_progress", "order_final",
                   "order_not_yours", "approval_missing", "items_not_active", "no_items",
                   "too_many_items", "product_not_sold", "product_not_available", "charges_differ",
                   "quantity_out_of_range", "price_out_of_range", "discount_out_of_range",
                   "amount_out_of_range", "currency_differs", "payment_not_found", "payment_exists",
                   "payment_refunded", "credit_used", "invoice_not_found", "credit_missing",
                   "allocation_out_of_range", "allocation_missing", "refund_out_of_range",
                   "nothing_open", "invoice_in_use", "reissue_needed", "month_not_over",
                   "month_closed", "bill_run_open", "price_book_unknown", "date_before_account",
                   "date_in_closed_cycle", "date_in_future", "configuration_required",
                   "payment_method_unavailable", "price_fixed", "quantity_fixed", "one_plan_only",
                   "base_missing", "end_before_start", "totals_differ", "document_differs",
                   "quote_expired", "order_reviewed", "order_paid", "approval_not_required",
                   "approval_not_rejected", "approver_is_author", "consent_missing",
                   "consent_not_required", "fraud_check_running", "settlement_not_due",
                   "settlement_missing", "payment_missing", "verification_waits", "item_not_found",
                   "item_not_open", "order_not_fraud", "order_not_deletable", "invoice_has_payment",
                   "confirmation_differs", "subscription_not_found", "subscription_ended",
                   "subscription_paused", "subscription_not_paused", "date_before_start",
                   "usage_exists", "usage_not_charged", "coupon_unknown", "coupon_not_valid",
                   "coupon_used_up", "cause_refused", "role_not_allowed", "password_weak",
                   "passwords_differ", "login_taken", "command_unknown", "not_carried_out");

/// One field that is wrong: a path as in `items[2].quantity`, and why.
struct FieldProblem {
  std::string field;
  Reason reason;

  bool operator==(const FieldProblem&) const = default;
};

struct Rejection {
  Reason reason;
  std::vector<FieldProblem> fields;

  bool operator==(const Rejection&) const = default;
};

/// The next state, or the reason why not.
template <class T>
using Decision = tl::expected<T, Rejection>;

/// Returns a rejection without fields, ready to be returned from any decision.
inline tl::unexpected<Rejection> reject(Reason reason) {
  return tl::unexpected<Rejection>(Rejection{reason, {}});
}

/// Returns a rejection about one field.
inline tl::unexpected<Rejection> reject(Reason reason, std::string field) {
  return tl::unexpected<Rejection>(Rejection{reason, {{std::move(field), reason}}});
}

/// Returns one English sentence for people: what is wrong and what to do about it.
std::string_view describe(Reason reason);

}  // namespace satchel
