// Settings: how the organisation sells. Both sides decide by them, so devices hold them offline.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/enum_words.h"
#include "shared/base/money.h"
#include "shared/domain/access/actor.h"
#include "shared/domain/billing/payment_method.h"
#include "shared/domain/catalog/configuration.h"

namespace satchel {

/// A payment method that orders may choose.
struct PaymentOption {
  PaymentMethod method = PaymentMethod::on_account;
  PaymentGateway gateway = PaymentGateway::manual;
  std::vector<Currency> currencies;  // In which it is configured; empty means every currency.

  bool operator==(const PaymentOption&) const = default;
};

/// The discount that a role may give without an approval.
struct DiscountLimit {
  Role role = Role::rep;
  std::int64_t discount_ppm = 0;

  bool operator==(const DiscountLimit&) const = default;
};

/// Which orders need an approval before they can be accepted. Nothing is set by default.
struct ApprovalRules {
  std::vector<DiscountLimit> discount_limits;  // A role without one may give any discount.
  bool price_override = false;                 // A price that differs from the price book.
  std::vector<Money> total_limits;  // A greater one-time or monthly total; one per currency.
  bool new_customer = false;        // The account's first order.
  std::optional<std::int64_t> backdated_days;  // Dated more days back than this.
  std::vector<Money> credit_limits;  // The account would owe more than this; one per currency.

  bool operator==(const ApprovalRules&) const = default;
};

/// The own fraud score: the weights of the signs that an order shows are added, up to 100.
struct FraudRules {
  std::optional<std::int64_t> threshold;  // 0 to 100; a higher score is fraud. Without one: off.
  std::int64_t email_domain_weight = 30;
  std::vector<std::string> email_domains;  // Suspicious ones, such as disposable addresses.
  std::int64_t country_mismatch_weight = 20;
  std::int64_t velocity_weight = 30;
  std::int64_t velocity_orders = 5;  // More orders of the account within 24 hours than this.
  std::int64_t amount_weight = 20;
  std::vector<Money> amounts;  // A greater one-time total; one per currency.
  std::int64_t new_account_weight = 20;
  std::int64_t new_account_days = 7;  // An account created fewer days ago than this.

  bool operator==(const FraudRules&) const = default;
};

/// What becomes of money received for an order that is cancelled.
enum class CancelPolicy { credit, refund };
SATCHEL_ENUM_WORDS(CancelPolicy, "credit", "refund");

struct Settings {
  bool b2c = false;                 // A company account needs no company name.
  bool one_plan_per_order = false;  // An order with recurring charges holds exactly one plan.
  std::vector<ConfigurationField> order_fields;
  std::vector<PaymentOption> payment_options{PaymentOption{}};
  ApprovalRules approval;
  FraudRules fraud;
  std::int64_t quote_validity_days = 30;
  std::int64_t promise_grace_days = 14;     // How long a shown price is honoured after its version.
  std::int64_t consent_follow_up_days = 7;  // Until an unanswered consent joins the follow-up list.
  std::int64_t bill_change_percent = 50;    // A bill that changes by more is an anomaly of its run.
  CancelPolicy cancel_policy = CancelPolicy::credit;

  bool operator==(const Settings&) const = default;
};

/// Returns whether a payment method is configured for the currency.
bool is_offered(const Settings& settings, PaymentMethod method, Currency currency);

/// Returns the amount for the currency in a list of one per currency, or null.
const Money* find_amount(const std::vector<Money>& amounts, Currency currency);

/// Returns what is wrong with the settings, field by field: limits out of range or given twice, a
/// payment option given twice, a weight beyond 100, order fields that are malformed.
std::vector<FieldProblem> problems_of(const Settings& settings);

}  // namespace satchel
