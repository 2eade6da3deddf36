// Turns dates, ages, rates and derivations into words.
#include "web/model/words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "shared/base/text.h"
#include "shared/domain/billing/price_terms.h"
#include "shared/domain/document/describe_document.h"
#include "shared/domain/limits.h"

namespace satchel::web {
namespace {

constexpr std::int64_t ppm_per_percent = 10'000;

/// The sum of the item's charges of one kind; nothing when there is none or it is out of range.
std::optional<Money> sum_of(const OrderItem& item, ChargeKind kind, Currency currency) {
  std::optional<Money> sum;
  for (const ItemCharge& charge : item.charges) {
    if (charge.kind != kind) continue;
    const auto amount = amount_of(item, charge, currency);
    if (!amount) return std::nullopt;
    sum = sum ? *sum + *amount : *amount;
  }
  return sum;
}

/// Returns " from 1 to 10", " from 1", " up to 10" or nothing.
std::string range_words(const std::string& least, const std::string& most) {
  if (least.empty()) return most.empty() ? "" : " up to " + most;
  return " from " + least + (most.empty() ? "" : " to " + most);
}

std::string day_words(const std::string& text) {
  const auto day = parse_date(text);
  return day ? long_date(*day) : text;
}

std::string joined(const std::optional<Money>& once, const std::optional<Money>& monthly) {
  std::string words;
  if (once && (once->minor != 0 || !monthly)) words = grouped_amount(*once);
  if (monthly) words += (words.empty() ? "" : " + ") + grouped_amount(*monthly) + " / month";
  return words;
}

}  // namespace

std::string month_and_year(Date date) {
  return month_name(date).substr(0, 3) + " " + std::to_string(int{date.year()});
}

std::string month_letter(Date date) { return month_name(date).substr(0, 1); }

std::string month_name(Date date) {
  constexpr auto full = std::to_array<std::string_view>(
      {"January", "February", "March", "April", "May", "June", "July", "August", "September",
       "October", "November", "December"});
  return std::string(full[unsigned{date.month()} - 1]);
}

std::string age_of(Timestamp then, Timestamp now) {
  if (then.ms == 0) return "never";
  const std::int64_t minutes = (now.ms - then.ms) / 60'000;
  if (minutes < 1) return "just now";
  if (minutes < 60) return std::to_string(minutes) + " min ago";
  if (minutes < 48 * 60) return std::to_string(minutes / 60) + " h ago";
  return std::to_string(minutes / (24 * 60)) + " days ago";
}

std::optional<std::int64_t> parse_percent(std::string_view text) {
  if (trim(text).empty()) return 0;
  const auto percent = parse_price(text);
  if (!percent || percent->scale > 4 || percent->coefficient < 0) return std::nullopt;
  if (percent->coefficient > discount_ppm_max) return std::nullopt;
  std::int64_t ppm = percent->coefficient * ppm_per_percent;
  for (int digit = 0; digit < percent->scale; ++digit) ppm /= 10;
  return ppm <= discount_ppm_max ? std::optional(ppm) : std::nullopt;
}

std::optional<Decimal> parse_price(std::string_view text) {
  std::string plain = trim(text);
  for (char& character : plain) {
    if (character == ',') character = '.';
  }
  return parse_decimal(plain);
}

std::string count_of(std::int64_t count, std::string_view one, std::string_view many) {
  return grouped(count) + " " + std::string(count == 1 ? one : many);
}

namespace {

/// What is counted, before days and discount: "2 × 24.50", "120.5 in tiers".
std::string counted_words(const InvoiceLine& line) {
  if (line.kind == LineKind::true_up) return "up to the minimum spend";
  const std::string units = line.usage ? to_text(*line.usage) : grouped(line.quantity);
  const bool priced = line.model == ChargeModel::flat || line.model == ChargeModel::per_unit;
  std::string words = priced ? units + " × " + price_text(line.unit_price, line.amount.currency)
                             : units + " " + std::string(words_of(line.model));
  if (line.kind == LineKind::credit) words += ", given back";
  if (line.kind == LineKind::late_usage) words += ", less what was billed";
  return words;
}

}  // namespace

std::string derivation_of(const InvoiceLine& line) {
  std::string words = counted_words(line);
  if (line.discount_ppm != 0) words += ", " + percent_of(line.discount_ppm) + " off";
  if (line.days_billed != line.days_in_period) {
    words += ", " + std::to_string(line.days_billed) + " of " +
             std::to_string(line.days_in_period) + " days";
  }
  return words;
}

std::string days_of(const InvoiceLine& line) {
  if (line.days_in_period <= 1) return {};
  const std::string days =
      short_date(line.period.start) + " to " + short_date(add_days(line.period.end, -1));
  if (line.days_billed == line.days_in_period) return days;
  return days + " (" + std::to_string(line.days_billed) + "/" +
         std::to_string(line.days_in_period) + ")";
}

std::string price_words(const OrderItem& item, Currency currency) {
  OrderItem one = item;
  one.quantity = 1;
  one.discount_ppm = 0;
  return item_amount(one, currency);
}

std::string item_derivation(const OrderItem& item, Currency currency) {
  OrderItem one = item;
  one.discount_ppm = 0;
  one.quantity = 1;
  std::string words = grouped(item.quantity) + " × " + item_amount(one, currency);
  if (item.discount_ppm != 0) words += ", " + percent_of(item.discount_ppm) + " off";
  return words;
}

std::string item_amount(const OrderItem& item, Currency currency) {
  const auto once = sum_of(item, ChargeKind::one_time, currency);
  const auto monthly = sum_of(item, ChargeKind::recurring, currency);
  if (!sum_of(item, ChargeKind::usage, currency)) return joined(once, monthly);
  return once || monthly ? joined(once, monthly) + " + usage" : "by usage";
}

std::string price_words(const std::vector<OrderItem>& items, Currency currency) {
  OrderDocument document;
  document.currency = currency;
  document.items = items;
  const auto totals = totals_of(document);
  if (!totals) return "too large";
  const bool monthly = totals->recurring.minor != 0;
  return joined(totals->one_time, monthly ? std::optional(totals->recurring) : std::nullopt);
}

std::string timing_words(const ItemCharge& charge) {
  std::string words = "Once";
  if (charge.kind == ChargeKind::recurring) {
    words = capitalised(words_of(charge.every));
    words += charge.timing == ChargeTiming::in_advance ? " in advance" : " in arrears";
  }
  if (charge.kind == ChargeKind::usage) words = "By usage, " + words_of(charge.every);
  if (charge.model == ChargeModel::flat) return words + ", whatever the quantity";
  words += ", " + std::string(words_of(charge.model));
  const std::string terms = to_text(charge.terms);
  return terms.empty() ? words : words + ": " + terms;
}

std::string answer_words(const ConfigurationField& field) {
  switch (field.kind) {
    case FieldKind::text: {
      std::string words = "Enter a text";
      const std::string length = range_words(field.minimum, field.maximum);
      if (!length.empty()) words += length + " characters";
      if (!field.pattern.empty()) {
        words += " like " + field.pattern + " (@ a letter, # a digit, * anything)";
      }
      return words + ".";
    }
    case FieldKind::number:
      return "Enter a number" + range_words(field.minimum, field.maximum) + ".";
    case FieldKind::date:
      return "Enter a date" + range_words(day_words(field.minimum), day_words(field.maximum)) + ".";
    case FieldKind::choice:
    case FieldKind::yes_no:
      return "Choose one of the answers.";
  }
  return {};
}

std::vector<AnswerWords> answers_of(const std::vector<ConfigurationField>& fields,
                                    const std::vector<ConfigurationValue>& values) {
  std::vector<AnswerWords> answers;
  for (const ConfigurationField& field : fields) {
    std::string value = value_of(values, field.key);
    if (value.empty()) continue;
    if (field.kind == FieldKind::date) value = day_words(value);
    if (field.kind == FieldKind::yes_no) value = value == "yes" ? "Yes" : "No";
    answers.push_back({field.label, std::move(value)});
  }
  for (const ConfigurationValue& value : values) {
    const bool asked =
        std::any_of(fields.begin(), fields.end(),
                    [&](const ConfigurationField& field) { return field.key == value.key; });
    if (!asked) answers.push_back({value.key, value.value});
  }
  return answers;
}

std::string method_choice(PaymentMethod method, const Account& account) {
  std::string words(name_of(method));
  if (method != PaymentMethod::on_account) return words;
  return words + ", net " + std::to_string(account.payment_terms_days) + " days";
}

std::string number_of(const Order& order) {
  if (order.number != 0) return std::to_string(order.number);
  return order.provisional_number.empty() ? "New" : order.provisional_number;
}

std::string validity_words(const Order& order, Date today) {
  if (!order.quoted_until || order.lifecycle != OrderLifecycle::draft) return {};
  const std::string day = long_date(*order.quoted_until);
  return (*order.quoted_until < today ? "ended " : "valid until ") + day;
}

std::string_view words_of(ItemState state) {
  switch (state) {
    case ItemState::pending:
      return "Pending";
    case ItemState::activating:
      return "Being set up";
    case ItemState::active:
      return "Active";
    case ItemState::failed:
      return "Failed";
    case ItemState::suspended:
      return "Suspended";
    case ItemState::cancelled:
      return "Canceled";
    case ItemState::fraud:
      return "Fraud";
    case ItemState::terminated:
      return "Terminated";
  }
  return {};
}

std::string number_of(const Account& account) {
  return account.number == 0 ? "new" : std::to_string(account.number);
}

std::string one_line(const Address& address) {
  std::string line;
  for (const std::string* part :
       {&address.street, &address.postal_code, &address.city, &address.region, &address.country}) {
    if (part->empty()) continue;
    if (!line.empty()) line += part == &address.city && !address.postal_code.empty() ? " " : ", ";
    line += *part;
  }
  return line;
}

std::string_view method_words(PaymentMethod method) {
  switch (method) {
    case PaymentMethod::on_account:
      return "on account";
    case PaymentMethod::bank_transfer:
      return "bank transfer";
    case PaymentMethod::check:
      return "check";
    case PaymentMethod::cash:
      return "cash";
    case PaymentMethod::card:
      return "card";
  }
  return {};
}

std::string_view rule_words(ApprovalRule rule) {
  switch (rule) {
    case ApprovalRule::discount_over_limit:
      return "A discount is over the limit of the role.";
    case ApprovalRule::price_override:
      return "A price differs from the price book.";
    case ApprovalRule::total_over_limit:
      return "The total is over the limit.";
    case ApprovalRule::new_customer:
      return "It is the customer's first order.";
    case ApprovalRule::backdated:
      return "The order is dated back further than allowed.";
    case ApprovalRule::credit_limit:
      return "The customer would owe more than the credit limit.";
    case ApprovalRule::barred_email:
      return "Another customer with this e-mail is on hold or flagged for fraud.";
  }
  return {};
}

std::string words_of(const std::vector<OpenAction>& actions) {
  std::string words;
  for (const OpenAction action : actions) {
    if (!words.empty()) words += ", ";
    words += words_of(action);
  }
  return words;
}

std::string_view done_words_of(CommandKind kind) {
  constexpr auto done = std::to_array<std::pair<CommandKind, std::string_view>>({
      {CommandKind::accept_order, "Order accepted"},
      {CommandKind::deny_order, "Order denied"},
      {CommandKind::approve_order, "Order approved"},
      {CommandKind::reject_approval, "Approval refused"},
      {CommandKind::settle_order, "Reseller's payment recorded"},
      {CommandKind::complete_order, "Order completed"},
      {CommandKind::cancel_order, "Order cancelled"},
      {CommandKind::mark_fraud, "Order marked as fraud"},
      {CommandKind::reset_order, "Order set back to pending"},
      {CommandKind::delete_order, "Order deleted"},
      {CommandKind::edit_order, "Changes saved"},
      {CommandKind::follow_up_order, "Reason noted"},
      {CommandKind::activate_item, "Item activated"},
      {CommandKind::retry_item, "Item is tried again"},
      {CommandKind::screen_order, "Order checked for fraud"},
      {CommandKind::verify_order, "Order verified"},
  });
  for (const auto& [known, words] : done) {
    if (known == kind) return words;
  }
  return "Done";
}

}  // namespace satchel::web
