// Looks up settings and checks what the administrator entered.
#include "shared/domain/access/settings.h"

#include <algorithm>

#include "shared/base/text.h"
#include "shared/domain/limits.h"

namespace satchel {
namespace {

constexpr std::int64_t settings_days_max = 3'650;
constexpr std::int64_t bill_change_percent_max = 10'000;
constexpr std::int64_t settings_count_max = 1'000;
constexpr std::int64_t weight_max = 100;

using Problems = std::vector<FieldProblem>;

void check_range(Problems& problems, const char* field, std::int64_t value, std::int64_t most) {
  if (value < 0 || value > most) problems.push_back({field, Reason::field_invalid});
}

void check_amounts(Problems& problems, const std::string& field,
                   const std::vector<Money>& amounts) {
  for (std::size_t index = 0; index < amounts.size(); ++index) {
    const Money& amount = amounts[index];
    const std::string at = field + "[" + std::to_string(index) + "]";
    if (amount.minor < 0 || amount.minor > total_minor_max) {
      problems.push_back({at, Reason::amount_out_of_range});
    }
    if (find_amount(amounts, amount.currency) != &amount) {
      problems.push_back({at, Reason::field_invalid});
    }
  }
}

void check_discounts(Problems& problems, const std::vector<DiscountLimit>& limits) {
  for (std::size_t index = 0; index < limits.size(); ++index) {
    const DiscountLimit& limit = limits[index];
    const std::string at = "approval.discount_limits[" + std::to_string(index) + "]";
    if (limit.discount_ppm < 0 || limit.discount_ppm > discount_ppm_max) {
      problems.push_back({at, Reason::discount_out_of_range});
    }
    const auto first = std::find_if(limits.begin(), limits.end(), [&](const DiscountLimit& each) {
      return each.role == limit.role;
    });
    if (&*first != &limit) problems.push_back({at, Reason::field_invalid});
  }
}

/// On account and by hand go with people; only cards go through the card gateway.
bool is_pair(const PaymentOption& option) {
  return (option.method == PaymentMethod::card) == (option.gateway == PaymentGateway::card);
}

void check_payment(Problems& problems, const std::vector<PaymentOption>& options) {
  for (std::size_t index = 0; index < options.size(); ++index) {
    const PaymentOption& option = options[index];
    const std::string at = "payment_options[" + std::to_string(index) + "]";
    if (!is_pair(option)) problems.push_back({at + ".gateway", Reason::field_invalid});
    const auto first = std::find_if(options.begin(), options.end(), [&](const PaymentOption& each) {
      return each.method == option.method;
    });
    if (&*first != &option) problems.push_back({at + ".method", Reason::field_invalid});
  }
}

void check_fraud(Problems& problems, const FraudRules& fraud) {
  check_range(problems, "fraud.threshold", fraud.threshold.value_or(0), weight_max);
  check_range(problems, "fraud.email_domain_weight", fraud.email_domain_weight, weight_max);
  check_range(problems, "fraud.country_mismatch_weight", fraud.country_mismatch_weight, weight_max);
  check_range(problems, "fraud.velocity_weight", fraud.velocity_weight, weight_max);
  check_range(problems, "fraud.velocity_orders", fraud.velocity_orders, settings_count_max);
  check_range(problems, "fraud.amount_weight", fraud.amount_weight, weight_max);
  check_range(problems, "fraud.new_account_weight", fraud.new_account_weight, weight_max);
  check_range(problems, "fraud.new_account_days", fraud.new_account_days, settings_days_max);
  check_amounts(problems, "fraud.amounts", fraud.amounts);
  const bool domains = std::all_of(fraud.email_domains.begin(), fraud.email_domains.end(),
                                   [](const std::string& domain) {
                                     return is_clean_utf8(domain) && is_email("anyone@" + domain) &&
                                            length_of(domain) <= email_length_max;
                                   });
  if (!domains || fraud.email_domains.size() > static_cast<std::size_t>(settings_count_max)) {
    problems.push_back({"fraud.email_domains", Reason::field_invalid});
  }
}

}  // namespace

bool is_offered(const Settings& settings, PaymentMethod method, Currency currency) {
  return std::any_of(settings.payment_options.begin(), settings.payment_options.end(),
                     [&](const PaymentOption& option) {
                       if (option.method != method) return false;
                       const auto& currencies = option.currencies;
                       return currencies.empty() || std::find(currencies.begin(), currencies.end(),
                                                              currency) != currencies.end();
                     });
}

const Money* find_amount(const std::vector<Money>& amounts, Currency currency) {
  const auto found = std::find_if(amounts.begin(), amounts.end(),
                                  [&](const Money& amount) { return amount.currency == currency; });
  return found == amounts.end() ? nullptr : &*found;
}

std::vector<FieldProblem> problems_of(const Settings& settings) {
  Problems problems = problems_of_fields(settings.order_fields, "order_fields");
  check_payment(problems, settings.payment_options);
  check_discounts(problems, settings.approval.discount_limits);
  check_amounts(problems, "approval.total_limits", settings.approval.total_limits);
  check_amounts(problems, "approval.credit_limits", settings.approval.credit_limits);
  check_range(problems, "approval.backdated_days", settings.approval.backdated_days.value_or(0),
              settings_days_max);
  check_fraud(problems, settings.fraud);
  check_range(problems, "quote_validity_days", settings.quote_validity_days, settings_days_max);
  check_range(problems, "promise_grace_days", settings.promise_grace_days, settings_days_max);
  check_range(problems, "consent_follow_up_days", settings.consent_follow_up_days,
              settings_days_max);
  check_range(problems, "bill_change_percent", settings.bill_change_percent,
              bill_change_percent_max);
  return problems;
}

}  // namespace satchel
