// The organisation and its settings in JSON.
#include "shared/domain/limits.h"
#include "shared/wire/aggregate_wire.h"
#include "shared/wire/configuration_wire.h"
#include "shared/wire/coupon_wire.h"
#include "shared/wire/tax_wire.h"

namespace satchel {
namespace {

constexpr std::int64_t terms_days_max = 36'500;
constexpr std::size_t rules_max = 1000;

void encode_amounts(JsonWriter& out, std::string_view name, const std::vector<Money>& amounts) {
  out.key(name);
  out.begin_array();
  for (const Money& amount : amounts) out.money(amount);
  out.end_array();
}

std::vector<Money> read_amounts(ObjectReader& in, std::string_view name) {
  std::vector<Money> amounts;
  in.each_object(name, rules_max, [&](ObjectReader& each) {
    amounts.push_back(
        {each.bounded_number("minor", total_minor_max), each.word<Currency>("currency")});
  });
  return amounts;
}

void encode_payment_options(JsonWriter& out, const std::vector<PaymentOption>& options) {
  out.key("payment_options");
  out.begin_array();
  for (const PaymentOption& option : options) {
    out.begin_object();
    out.field("method", option.method);
    out.field("gateway", option.gateway);
    std::vector<std::string> currencies;
    for (const Currency currency : option.currencies) currencies.emplace_back(to_text(currency));
    encode_texts(out, "currencies", currencies);
    out.end_object();
  }
  out.end_array();
}

PaymentOption read_payment_option(ObjectReader& in) {
  PaymentOption option{in.word<PaymentMethod>("method"), in.word<PaymentGateway>("gateway"), {}};
  for (const std::string& text : in.texts("currencies", rules_max)) {
    if (const auto currency = parse_enum<Currency>(text)) {
      option.currencies.push_back(*currency);
    } else {
      in.report("currencies", "must hold currency codes");
    }
  }
  return option;
}

void encode_approval(JsonWriter& out, const ApprovalRules& rules) {
  out.key("approval");
  out.begin_object();
  out.key("discount_limits");
  out.begin_array();
  for (const DiscountLimit& limit : rules.discount_limits) {
    out.begin_object();
    out.field("role", limit.role);
    out.field("discount_ppm", limit.discount_ppm);
    out.end_object();
  }
  out.end_array();
  out.field("price_override", rules.price_override);
  encode_amounts(out, "total_limits", rules.total_limits);
  out.field("new_customer", rules.new_customer);
  out.field("backdated_days", rules.backdated_days);
  encode_amounts(out, "credit_limits", rules.credit_limits);
  out.end_object();
}

std::optional<std::int64_t> read_optional_number(ObjectReader& in, std::string_view name) {
  if (in.has(name)) return in.number(name);
  in.optional_number(name, 0);
  return std::nullopt;
}

ApprovalRules read_approval(ObjectReader& in) {
  ApprovalRules rules;
  in.each_object("discount_limits", rules_max, [&](ObjectReader& each) {
    rules.discount_limits.push_back({each.word<Role>("role"), each.number("discount_ppm")});
  });
  rules.price_override = in.flag("price_override");
  rules.total_limits = read_amounts(in, "total_limits");
  rules.new_customer = in.flag("new_customer");
  rules.backdated_days = read_optional_number(in, "backdated_days");
  rules.credit_limits = read_amounts(in, "credit_limits");
  return rules;
}

void encode_fraud(JsonWriter& out, const FraudRules& rules) {
  out.key("fraud");
  out.begin_object();
  out.field("threshold", rules.threshold);
  out.field("email_domain_weight", rules.email_domain_weight);
  encode_texts(out, "email_domains", rules.email_domains);
  out.field("country_mismatch_weight", rules.country_mismatch_weight);
  out.field("velocity_weight", rules.velocity_weight);
  out.field("velocity_orders", rules.velocity_orders);
  out.field("amount_weight", rules.amount_weight);
  encode_amounts(out, "amounts", rules.amounts);
  out.field("new_account_weight", rules.new_account_weight);
  out.field("new_account_days", rules.new_account_days);
  out.end_object();
}

FraudRules read_fraud(ObjectReader& in) {
  FraudRules rules;
  rules.threshold = read_optional_number(in, "threshold");
  rules.email_domain_weight = in.number("email_domain_weight");
  rules.email_domains = in.texts("email_domains", rules_max);
  rules.country_mismatch_weight = in.number("country_mismatch_weight");
  rules.velocity_weight = in.number("velocity_weight");
  rules.velocity_orders = in.number("velocity_orders");
  rules.amount_weight = in.number("amount_weight");
  rules.amounts = read_amounts(in, "amounts");
  rules.new_account_weight = in.number("new_account_weight");
  rules.new_account_days = in.number("new_account_days");
  return rules;
}

unsigned read_bill_cycle_day(ObjectReader& in) {
  const std::int64_t day = in.number("bill_cycle_day");
  if (day >= 1 && day <= 31) return static_cast<unsigned>(day);
  in.report("bill_cycle_day", "must lie between 1 and 31");
  return 1;
}

}  // namespace

void encode_settings(JsonWriter& out, const Settings& settings) {
  out.key("settings");
  out.begin_object();
  out.field("b2c", settings.b2c);
  out.field("one_plan_per_order", settings.one_plan_per_order);
  encode_fields(out, "order_fields", settings.order_fields);
  encode_payment_options(out, settings.payment_options);
  encode_approval(out, settings.approval);
  encode_fraud(out, settings.fraud);
  out.field("quote_validity_days", settings.quote_validity_days);
  out.field("promise_grace_days", settings.promise_grace_days);
  out.field("consent_follow_up_days", settings.consent_follow_up_days);
  out.field("bill_change_percent", settings.bill_change_percent);
  out.field("cancel_policy", settings.cancel_policy);
  out.end_object();
}

Settings read_settings(ObjectReader& in) {
  Settings settings;
  settings.b2c = in.flag("b2c");
  settings.one_plan_per_order = in.flag("one_plan_per_order");
  settings.order_fields = read_fields(in, "order_fields");
  settings.payment_options.clear();
  in.each_object("payment_options", rules_max, [&](ObjectReader& each) {
    settings.payment_options.push_back(read_payment_option(each));
  });
  in.object("approval", [&](ObjectReader& each) { settings.approval = read_approval(each); });
  in.object("fraud", [&](ObjectReader& each) { settings.fraud = read_fraud(each); });
  settings.quote_validity_days = in.number("quote_validity_days");
  settings.promise_grace_days = in.number("promise_grace_days");
  settings.consent_follow_up_days = in.number("consent_follow_up_days");
  settings.bill_change_percent =
      in.optional_number("bill_change_percent", settings.bill_change_percent);
  settings.cancel_policy = in.word<CancelPolicy>("cancel_policy");
  return settings;
}

void encode(JsonWriter& out, const Organisation& organisation) {
  out.begin_object();
  out.field("version", organisation.version);
  out.field("legal_name", organisation.legal_name);
  out.field("address", organisation.address);
  out.field("tax_id", organisation.tax_id);
  out.field("currency", organisation.currency);
  out.field("time_zone", organisation.time_zone);
  out.field("bill_cycle_day", organisation.bill_cycle_day);
  out.field("payment_terms_days", organisation.payment_terms_days);
  out.field("verification_delay_minutes", organisation.verification_delay_minutes);
  out.field("closed_through", organisation.closed_through);
  encode_settings(out, organisation.settings);
  if (organisation.taxes != TaxTable{}) {
    out.key("taxes");
    encode(out, organisation.taxes);
  }
  encode_offered_coupons(out, organisation.coupons);
  out.field("seal_key", organisation.seal_key);
  out.field("demo", organisation.demo);
  out.field("demo_today", organisation.demo_today);
  out.end_object();
}

Organisation read_organisation(ObjectReader& in) {
  Organisation organisation;
  organisation.version = in.number("version");
  organisation.legal_name = in.text("legal_name");
  organisation.address = in.text("address");
  organisation.tax_id = in.text("tax_id");
  organisation.currency = in.word<Currency>("currency");
  organisation.time_zone = in.text("time_zone");
  organisation.bill_cycle_day = read_bill_cycle_day(in);
  organisation.payment_terms_days = in.bounded_number("payment_terms_days", terms_days_max);
  organisation.verification_delay_minutes = in.number("verification_delay_minutes");
  organisation.closed_through = in.optional_day("closed_through");
  in.object("settings", [&](ObjectReader& each) { organisation.settings = read_settings(each); });
  if (in.has("taxes")) {
    in.object("taxes", [&](ObjectReader& each) { organisation.taxes = read_tax_table(each); });
  }
  organisation.coupons = read_offered_coupons(in);
  organisation.seal_key = in.text("seal_key");
  organisation.demo = in.flag("demo");
  organisation.demo_today = in.optional_day("demo_today");
  return organisation;
}

}  // namespace satchel
