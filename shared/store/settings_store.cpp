// Reads and writes the organisation's settings.
#include "shared/store/settings_store.h"

#include "shared/store/text_lines.h"

namespace satchel {
namespace {

// The words of organisation_limit.kind.
constexpr std::string_view discount_limit = "discount";
constexpr std::string_view total_limit = "total";
constexpr std::string_view credit_limit = "credit";
constexpr std::string_view fraud_limit = "fraud";

Settings settings_of(const Row& row) {
  Settings settings;
  const auto optional = [&](std::size_t column) {
    return row.is_null(column) ? std::nullopt : std::optional(row.number(column));
  };
  settings.b2c = row.number(0) != 0;
  settings.one_plan_per_order = row.number(1) != 0;
  settings.approval.price_override = row.number(2) != 0;
  settings.approval.new_customer = row.number(3) != 0;
  settings.approval.backdated_days = optional(4);
  FraudRules& fraud = settings.fraud;
  fraud.threshold = optional(5);
  fraud.email_domain_weight = row.number(6);
  fraud.email_domains = split_lines(row.text(7));
  fraud.country_mismatch_weight = row.number(8);
  fraud.velocity_weight = row.number(9);
  fraud.velocity_orders = row.number(10);
  fraud.amount_weight = row.number(11);
  fraud.new_account_weight = row.number(12);
  fraud.new_account_days = row.number(13);
  settings.quote_validity_days = row.number(14);
  settings.promise_grace_days = row.number(15);
  settings.consent_follow_up_days = row.number(16);
  settings.cancel_policy = row.word<CancelPolicy>(17);
  settings.bill_change_percent = row.number(18);
  settings.payment_options.clear();
  return settings;
}

Result<void> load_limits(Transaction& tx, Settings& settings) {
  const Rows rows = SATCHEL_TRY(
      tx.query("SELECT kind, subject, amount FROM organisation_limit ORDER BY kind, position"));
  for (const Row& row : rows) {
    const std::string& kind = row.text(0);
    const Money amount{row.number(2), row.word<Currency>(1)};
    if (kind == discount_limit) {
      settings.approval.discount_limits.push_back({row.word<Role>(1), row.number(2)});
    } else if (kind == total_limit) {
      settings.approval.total_limits.push_back(amount);
    } else if (kind == credit_limit) {
      settings.approval.credit_limits.push_back(amount);
    } else {
      settings.fraud.amounts.push_back(amount);
    }
  }
  return {};
}

Result<void> load_payment_options(Transaction& tx, Settings& settings) {
  const Rows rows = SATCHEL_TRY(tx.query(
      "SELECT method, gateway, currencies FROM organisation_payment_option ORDER BY position"));
  for (const Row& row : rows) {
    PaymentOption option{row.word<PaymentMethod>(0), row.word<PaymentGateway>(1), {}};
    for (const std::string& code : split_lines(row.text(2))) {
      if (const auto currency = parse_enum<Currency>(code)) option.currencies.push_back(*currency);
    }
    settings.payment_options.push_back(std::move(option));
  }
  return {};
}

Result<void> save_row(Transaction& tx, const Settings& settings) {
  const FraudRules& fraud = settings.fraud;
  SATCHEL_TRY(tx.run("DELETE FROM organisation_settings"));
  return tx.run(
      R"sql(
    INSERT INTO organisation_settings (id, b2c, one_plan_per_order, price_override_approval,
      new_customer_approval, backdated_days, fraud_threshold, email_domain_weight, email_domains,
      country_mismatch_weight, velocity_weight, velocity_orders, amount_weight,
      new_account_weight, new_account_days, quote_validity_days, promise_grace_days,
      consent_follow_up_days, cancel_policy, bill_change_percent)
    VALUES ('-', $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
            $19)
  )sql",
      settings.b2c, settings.one_plan_per_order, settings.approval.price_override,
      settings.approval.new_customer, settings.approval.backdated_days, fraud.threshold,
      fraud.email_domain_weight, join_lines(fraud.email_domains), fraud.country_mismatch_weight,
      fraud.velocity_weight, fraud.velocity_orders, fraud.amount_weight, fraud.new_account_weight,
      fraud.new_account_days, settings.quote_validity_days, settings.promise_grace_days,
      settings.consent_follow_up_days, settings.cancel_policy, settings.bill_change_percent);
}

/// Who or what a limit is for, and how much.
struct Limit {
  std::string_view subject;
  std::int64_t amount;
};

Result<void> save_limits(Transaction& tx, std::string_view kind, const std::vector<Limit>& limits) {
  for (std::size_t index = 0; index < limits.size(); ++index) {
    SATCHEL_TRY(tx.run(R"sql(
      INSERT INTO organisation_limit (kind, position, subject, amount) VALUES ($1, $2, $3, $4)
    )sql",
                       kind, static_cast<std::int64_t>(index), limits[index].subject,
                       limits[index].amount));
  }
  return {};
}

std::vector<Limit> limits_of(const std::vector<Money>& amounts) {
  std::vector<Limit> limits;
  for (const Money& amount : amounts) limits.push_back({to_text(amount.currency), amount.minor});
  return limits;
}

std::vector<Limit> limits_of(const std::vector<DiscountLimit>& discounts) {
  std::vector<Limit> limits;
  for (const DiscountLimit& each : discounts) {
    limits.push_back({to_text(each.role), each.discount_ppm});
  }
  return limits;
}

Result<void> save_payment_options(Transaction& tx, const std::vector<PaymentOption>& options) {
  SATCHEL_TRY(tx.run("DELETE FROM organisation_payment_option"));
  for (std::size_t index = 0; index < options.size(); ++index) {
    std::vector<std::string> codes;
    for (const Currency currency : options[index].currencies) codes.emplace_back(to_text(currency));
    SATCHEL_TRY(tx.run(R"sql(
      INSERT INTO organisation_payment_option (position, method, gateway, currencies)
      VALUES ($1, $2, $3, $4)
    )sql",
                       static_cast<std::int64_t>(index), options[index].method,
                       options[index].gateway, join_lines(codes)));
  }
  return {};
}

Result<void> save_order_fields(Transaction& tx, const std::vector<ConfigurationField>& fields) {
  SATCHEL_TRY(tx.run("DELETE FROM organisation_field"));
  for (std::size_t index = 0; index < fields.size(); ++index) {
    const ConfigurationField& field = fields[index];
    SATCHEL_TRY(tx.run(R"sql(
      INSERT INTO organisation_field (position, key, label, kind, required, help, choices, minimum,
        maximum, pattern)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    )sql",
                       static_cast<std::int64_t>(index), field.key, field.label, field.kind,
                       field.required, field.help, join_lines(field.choices), field.minimum,
                       field.maximum, field.pattern));
  }
  return {};
}

}  // namespace

Result<Settings> load_settings(Transaction& tx) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT b2c, one_plan_per_order, price_override_approval, new_customer_approval,
           backdated_days, fraud_threshold, email_domain_weight, email_domains,
           country_mismatch_weight, velocity_weight, velocity_orders, amount_weight,
           new_account_weight, new_account_days, quote_validity_days, promise_grace_days,
           consent_follow_up_days, cancel_policy, bill_change_percent
    FROM organisation_settings
  )sql"));
  if (rows.empty()) return Settings{};
  Settings settings = settings_of(rows.front());
  SATCHEL_TRY(load_limits(tx, settings));
  SATCHEL_TRY(load_payment_options(tx, settings));
  const Rows fields = SATCHEL_TRY(tx.query(R"sql(
    SELECT key, label, kind, required, help, choices, minimum, maximum, pattern
    FROM organisation_field ORDER BY position
  )sql"));
  for (const Row& row : fields) settings.order_fields.push_back(field_of(row, 0));
  return settings;
}

Result<void> save_settings(Transaction& tx, const Settings& settings) {
  SATCHEL_TRY(save_row(tx, settings));
  SATCHEL_TRY(tx.run("DELETE FROM organisation_limit"));
  const ApprovalRules& approval = settings.approval;
  SATCHEL_TRY(save_limits(tx, discount_limit, limits_of(approval.discount_limits)));
  SATCHEL_TRY(save_limits(tx, total_limit, limits_of(approval.total_limits)));
  SATCHEL_TRY(save_limits(tx, credit_limit, limits_of(approval.credit_limits)));
  SATCHEL_TRY(save_limits(tx, fraud_limit, limits_of(settings.fraud.amounts)));
  SATCHEL_TRY(save_payment_options(tx, settings.payment_options));
  return save_order_fields(tx, settings.order_fields);
}

ConfigurationField field_of(const Row& row, std::size_t first) {
  return {row.text(first),
          row.text(first + 1),
          row.word<FieldKind>(first + 2),
          row.number(first + 3) != 0,
          row.text(first + 4),
          split_lines(row.text(first + 5)),
          row.text(first + 6),
          row.text(first + 7),
          row.text(first + 8)};
}

}  // namespace satchel
