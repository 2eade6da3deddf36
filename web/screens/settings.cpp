// Draws the settings; everything is saved together.
#include "web/screens/settings.h"

#include <algorithm>
#include <array>
#include <optional>

#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/kit.h"
#include "web/kit/layout.h"
#include "web/kit/shell.h"
#include "web/kit/text.h"
#include "web/screens/question_editor.h"

namespace satchel::web {
namespace {

constexpr std::int64_t settings_days_most = 3'650;
constexpr std::int64_t change_percent_most = 10'000;
constexpr std::int64_t delay_minutes_most = 525'600;

void draw_organisation(Organisation& organisation) {
  text_field({.label = "Legal name", .required = true}, organisation.legal_name);
  text_field({.label = "Address", .required = true}, organisation.address);
  text_field({.label = "Tax id"}, organisation.tax_id);
  Columns columns({1, 1, 1});
  std::int64_t day = organisation.bill_cycle_day;
  if (number_field({.label = "Bill cycle day", .help = "For new customers"}, day,
                   {.min = 1, .max = 31})
          .changed) {
    organisation.bill_cycle_day = static_cast<unsigned>(day);
  }
  columns.next();
  number_field({.label = "Payment terms in days", .help = "For new customers"},
               organisation.payment_terms_days, {.max = settings_days_most});
  columns.next();
  number_field({.label = "Verification delay in minutes", .help = "From acceptance on"},
               organisation.verification_delay_minutes, {.max = delay_minutes_most});
}

void draw_customers_tab(Settings& settings) {
  heading("Customer settings", 2);
  checkbox("Sell to consumers (B2C): the company name is not mandatory", settings.b2c);
}

void draw_orders_tab(SettingsDraft& draft) {
  static const std::vector<std::string> policies{"Give account credit", "Refund"};
  Settings& settings = draft.edited.settings;
  checkbox("One plan per order", settings.one_plan_per_order);
  {
    Columns columns({1, 1, 1});
    number_field({.label = "Quotes stand for days"}, settings.quote_validity_days,
                 {.max = settings_days_most});
    columns.next();
    number_field(
        {.label = "Shown prices are honoured for days", .help = "After their version has ended"},
        settings.promise_grace_days, {.max = settings_days_most});
    columns.next();
    number_field({.label = "Open consents are followed up after days"},
                 settings.consent_follow_up_days, {.max = settings_days_most});
  }
  number_field({.label = "Bills that change by more than so many percent are shown",
                .help = "Before a bill run is posted"},
               settings.bill_change_percent, {.max = change_percent_most});
  std::size_t policy = static_cast<std::size_t>(settings.cancel_policy);
  if (select({.label = "Money of cancelled orders"}, policies, policy)) {
    settings.cancel_policy = static_cast<CancelPolicy>(policy);
  }
  heading("Order fields", 3);
  muted("Every order asks for these besides its own fields.");
  edit_questions(settings.order_fields, draft.typed);
}

constexpr std::array<std::string_view, 5> method_names{"On account", "Bank transfer", "Check",
                                                       "Cash", "Card, by the card gateway"};

void draw_option(PaymentOption& option) {
  for (std::size_t index = 0; index < EnumWords<Currency>::words.size(); ++index) {
    const auto currency = static_cast<Currency>(index);
    auto& chosen = option.currencies;
    bool on = std::find(chosen.begin(), chosen.end(), currency) != chosen.end();
    if (checkbox(EnumWords<Currency>::words[index], on)) {
      std::erase(chosen, currency);
      if (on) chosen.push_back(currency);
    }
    if (index % 5 != 4) same_line();
  }
  muted(option.currencies.empty() ? "Every currency" : "Only the currencies chosen");
}

void draw_payment_tab(Settings& settings) {
  muted("An order needs a payment method that is configured for its currency.");
  auto& options = settings.payment_options;
  for (std::size_t index = 0; index < method_names.size(); ++index) {
    const IdScope scope{index};
    const auto method = static_cast<PaymentMethod>(index);
    const auto has = [&](const PaymentOption& each) { return each.method == method; };
    bool offered = std::any_of(options.begin(), options.end(), has);
    if (checkbox(method_names[index], offered)) {
      std::erase_if(options, has);
      const bool card = method == PaymentMethod::card;
      if (offered) {
        options.push_back({method, card ? PaymentGateway::card : PaymentGateway::manual, {}});
      }
    }
    const auto found = std::find_if(options.begin(), options.end(), has);
    if (found != options.end()) draw_option(*found);
    divider();
  }
}

/// A limit for each currency that has one, with a button for another.
void draw_limits(SettingsDraft& draft, const std::string& key, std::vector<Money>& limits) {
  std::vector<std::string> codes;
  for (const std::string_view word : EnumWords<Currency>::words) codes.emplace_back(word);
  std::optional<std::size_t> removed;
  for (std::size_t index = 0; index < limits.size(); ++index) {
    const IdScope scope{key + std::to_string(index)};
    Columns columns({1, 1, 1}, true);
    draft.typed.amount({.label = "Amount"}, key + std::to_string(index), limits[index]);
    columns.next();
    std::size_t currency = static_cast<std::size_t>(limits[index].currency);
    if (select({.label = "Currency"}, codes, currency)) {
      limits[index].currency = static_cast<Currency>(currency);
    }
    columns.next();
    if (button({.label = "Remove limit", .kind = ButtonKind::link})) removed = index;
  }
  if (removed) {
    limits.erase(limits.begin() + static_cast<std::ptrdiff_t>(*removed));
    draft.typed.clear();
  }
  const IdScope scope{key};
  if (button({.label = "Add a limit", .kind = ButtonKind::link})) {
    limits.push_back({0, draft.edited.currency});
  }
}

void draw_discounts(SettingsDraft& draft) {
  auto& limits = draft.edited.settings.approval.discount_limits;
  heading("Discounts that need no approval", 3);
  for (const std::string_view word : EnumWords<satchel::Role>::words) {
    const auto role = *parse_enum<satchel::Role>(word);
    const IdScope scope{word};
    const auto has = [&](const DiscountLimit& each) { return each.role == role; };
    bool limited = std::any_of(limits.begin(), limits.end(), has);
    const std::string label = "Limit the discounts of the role " + std::string(word);
    if (checkbox(label, limited)) {
      std::erase_if(limits, has);
      if (limited) limits.push_back({role, 0});
    }
    const auto found = std::find_if(limits.begin(), limits.end(), has);
    if (found == limits.end()) continue;
    draft.typed.percent({.label = "Up to %"}, "discount." + std::string(word), found->discount_ppm);
  }
}

void draw_approval_tab(SettingsDraft& draft) {
  ApprovalRules& rules = draft.edited.settings.approval;
  muted("An order that any of these holds for waits until somebody else approves it.");
  checkbox("A price differs from the catalogue", rules.price_override);
  checkbox("The customer is new", rules.new_customer);
  draft.typed.whole({.label = "Backdated more than days", .help = "Empty: never"}, "backdated",
                    rules.backdated_days, settings_days_most);
  draw_discounts(draft);
  heading("The total is over", 3);
  draw_limits(draft, "total", rules.total_limits);
  heading("The customer would owe more than", 3);
  draw_limits(draft, "credit", rules.credit_limits);
}

void draw_fraud_tab(SettingsDraft& draft) {
  FraudRules& rules = draft.edited.settings.fraud;
  muted("The weights of what an order shows add up to its score, at most 100.");
  draft.typed.whole({.label = "Fraud over the score", .help = "Empty: nothing is checked"},
                    "threshold", rules.threshold, 100);
  const auto weight = [](std::string_view label, std::int64_t& value) {
    number_field({.label = label}, value, {.max = 100});
  };
  weight("Weight of a suspicious e-mail domain", rules.email_domain_weight);
  draft.typed.list({.label = "Suspicious domains", .help = "With commas between"}, "domains",
                   rules.email_domains);
  weight("Weight of differing countries", rules.country_mismatch_weight);
  {
    Columns columns({1, 1});
    weight("Weight of many orders", rules.velocity_weight);
    columns.next();
    number_field({.label = "Many within a day are more than"}, rules.velocity_orders,
                 {.max = 1000});
  }
  {
    Columns columns({1, 1});
    weight("Weight of a new account", rules.new_account_weight);
    columns.next();
    number_field({.label = "New for days"}, rules.new_account_days, {.max = settings_days_most});
  }
  weight("Weight of a large amount", rules.amount_weight);
  heading("Large is over", 3);
  draw_limits(draft, "fraud", rules.amounts);
}

void draw_tab(SettingsDraft& draft) {
  switch (draft.tab) {
    case 0:
      return draw_organisation(draft.edited);
    case 1:
      return draw_customers_tab(draft.edited.settings);
    case 2:
      return draw_orders_tab(draft);
    case 3:
      return draw_payment_tab(draft.edited.settings);
    case 4:
      return draw_approval_tab(draft);
    case 5:
      return draw_fraud_tab(draft);
  }
}

}  // namespace

void draw_settings(const SettingsModel& model, SettingsDraft& draft, Commands& out) {
  static const std::vector<std::string> names{"Organisation", "Customers", "Orders",
                                              "Payment",      "Approval",  "Fraud"};
  page_header({.title = "Settings", .subtitle = model.organisation.legal_name});
  if (draft.edited.version == 0) draft.edited = model.organisation;
  if (!model.why_off.empty()) banner({.text = model.why_off});
  if (!model.error.empty()) {
    banner({.text = model.error, .tone = Tone::red, .urgent = true});
    gap(2);
  }
  if (draft.edited.version != model.organisation.version &&
      banner({.text = "Somebody changed the settings meanwhile.", .action = "Load them again"})) {
    draft.edited = model.organisation;
    draft.typed.clear();
  }
  tabs("Settings", names, draft.tab);
  gap(2);
  const Card card({.name = "Settings form"});
  draw_tab(draft);
  if (draft.tried && !draft.typed.ok()) {
    error_text("Something here cannot be read. Correct it, then save.");
  }
  gap(3);
  if (!model.doing.empty()) busy_text(model.doing);
  const std::string& why = model.why_off.empty() ? model.doing : model.why_off;
  if (!button({.label = "Save settings",
               .kind = ButtonKind::primary,
               .key = "Ctrl+Enter",
               .why_disabled = why})) {
    return;
  }
  draft.tried = true;
  if (draft.typed.ok()) out.push_back(CatalogueWish{SaveSettings{draft.edited}});
}

}  // namespace satchel::web
