// Words: ages, rates and derivations as people read them, beside those of shared/base/words.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/base/date.h"
#include "shared/base/money.h"
#include "shared/base/words.h"
#include "shared/domain/account/account.h"
#include "shared/domain/billing/invoice.h"
#include "shared/domain/command.h"
#include "shared/domain/order/order.h"
#include "shared/domain/order/order_state.h"

namespace satchel::web {

/// Returns "May 1998".
std::string month_and_year(Date date);

/// Returns the letter of the month: "M".
std::string month_letter(Date date);

/// Returns the name of the month: "May".
std::string month_name(Date date);

/// Returns how long ago `then` was: "just now", "42 min ago", "3 h ago", "5 days ago"; "never" for
/// instant 0.
std::string age_of(Timestamp then, Timestamp now);

/// Returns the millionths of a percentage from 0 to 100 as typed, "5" or "1.25"; nothing for any
/// other text.
std::optional<std::int64_t> parse_percent(std::string_view text);

/// Returns a unit price as typed, at most 12 decimals, a comma or a point between; else nothing.
std::optional<Decimal> parse_price(std::string_view text);

/// Returns a count with its noun: "1 order", "3 orders".
std::string count_of(std::int64_t count, std::string_view one, std::string_view many);

/// Returns how an invoice line's amount comes about: "2 × 24.50, 5 % off, 9 of 30 days".
std::string derivation_of(const InvoiceLine& line);

/// Returns the days of the line for its title, "22 Nov to 30 Nov (9/30)"; empty for a one-time
/// charge.
std::string days_of(const InvoiceLine& line);

/// Returns what an item costs, before quantity: "18.00", "49.00 / month" or "20.00 + 49.00 /
/// month".
std::string price_words(const OrderItem& item, Currency currency);

/// Returns "24 × 19.00, 20 % off": how an item's amount comes about.
std::string item_derivation(const OrderItem& item, Currency currency);

/// Returns the amount of the item's one-time charges and that of its recurring ones:
/// "684.00", "49.00 / month" or "20.00 + 49.00 / month". Zero parts are left out.
std::string item_amount(const OrderItem& item, Currency currency);

/// Returns what choosing the items costs: "1,938.00 + 29.90 / month"; "too large" out of range.
std::string price_words(const std::vector<OrderItem>& items, Currency currency);

/// Returns when and how often the charge is billed: "Every month in advance, per unit".
std::string timing_words(const ItemCharge& charge);

/// Returns what a question takes, as a sentence: "Enter a number from 1 to 10."
std::string answer_words(const ConfigurationField& field);

/// An answer to a question, as people read it.
struct AnswerWords {
  std::string label;
  std::string value;
};

/// Returns the answers in the order of their questions; those without a question come last, by key.
std::vector<AnswerWords> answers_of(const std::vector<ConfigurationField>& fields,
                                    const std::vector<ConfigurationValue>& values);

/// Returns "On account, net 30 days", "Bank transfer", ...
std::string method_choice(PaymentMethod method, const Account& account);

/// Returns the number people use for the order: "1012", or the provisional one.
std::string number_of(const Order& order);

/// Returns "valid until 22 Dec 2026", or "ended 22 Dec 2026" after that day; empty for no quote.
std::string validity_words(const Order& order, Date today);

/// Returns the state of an order's item: "Pending", "Being set up", ...
std::string_view words_of(ItemState state);

/// Returns the account's number, or "new" while the server has not given one.
std::string number_of(const Account& account);

/// Returns the address in one line, its empty parts left out.
std::string one_line(const Address& address);

/// Returns "on account", "bank transfer", ...
std::string_view method_words(PaymentMethod method);

/// Returns why an order needs an approval, in a few words.
std::string_view rule_words(ApprovalRule rule);

/// Returns the actions in one line: "Acceptance, Payment".
std::string words_of(const std::vector<OpenAction>& actions);

/// Returns what was done by an act of the back office on an order: "Order accepted".
std::string_view done_words_of(CommandKind kind);

}  // namespace satchel::web
