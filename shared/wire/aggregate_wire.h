// Aggregates in JSON: the whole of each, as truth travels from the server to the devices.
#pragma once

#include <variant>

#include "shared/domain/access/organisation.h"
#include "shared/domain/account/account.h"
#include "shared/domain/billing/invoice.h"
#include "shared/domain/catalog/price_book.h"
#include "shared/domain/command.h"
#include "shared/domain/order/order.h"
#include "shared/domain/payment/payment.h"
#include "shared/domain/subscription/subscription.h"
#include "shared/domain/subscription/usage.h"
#include "shared/wire/reader.h"
#include "shared/wire/writer.h"

namespace satchel {

/// One aggregate of any kind, in the order of AggregateKind.
using Aggregate = std::variant<Organisation, PriceBook, Account, Order, Subscription, Invoice,
                               Payment, UsageRecord>;

/// Writes the aggregate as one object value.
void encode(JsonWriter& out, const Organisation& organisation);
void encode(JsonWriter& out, const PriceBook& book);
void encode(JsonWriter& out, const Account& account);
void encode(JsonWriter& out, const OrderDocument& document);
void encode(JsonWriter& out, const FraudCheck& check);
void encode(JsonWriter& out, const Order& order);
void encode(JsonWriter& out, const Subscription& subscription);
void encode(JsonWriter& out, const Invoice& invoice);
void encode(JsonWriter& out, const TakenPayment& taken);
void encode(JsonWriter& out, const Payment& payment);
void encode(JsonWriter& out, const TakenUsage& taken);
void encode(JsonWriter& out, const UsageRecord& record);
void encode(JsonWriter& out, const Aggregate& aggregate);

/// Writes field `settings` of an organisation.
void encode_settings(JsonWriter& out, const Settings& settings);
Settings read_settings(ObjectReader& in);

/// Writes and reads one product of a price book.
void encode(JsonWriter& out, const Product& product);
Product read_product(ObjectReader& in);
/// Writes a list of contacts as the field `name`.
void encode_contacts(JsonWriter& out, std::string_view name, const std::vector<Contact>& contacts);

/// Reads what `encode_contacts` wrote; an absent field gives none.
std::vector<Contact> read_contacts(ObjectReader& in, std::string_view name);

/// Writes and reads the list `allocations`; absent means none.
void encode_allocations(JsonWriter& out, const std::vector<Allocation>& allocations);
std::vector<Allocation> read_allocations(ObjectReader& in);

/// Reads the fields of a standing.
AccountStanding read_standing(ObjectReader& in);

/// Reads the aggregate that `encode` wrote.
Organisation read_organisation(ObjectReader& in);
PriceBook read_price_book(ObjectReader& in);
Account read_account(ObjectReader& in);
OrderDocument read_document(ObjectReader& in);
FraudCheck read_fraud_check(ObjectReader& in);
Order read_order(ObjectReader& in);
Subscription read_subscription(ObjectReader& in);
Invoice read_invoice(ObjectReader& in);
TakenUsage read_taken_usage(ObjectReader& in);
UsageRecord read_usage(ObjectReader& in);
TakenPayment read_taken_payment(ObjectReader& in);
Payment read_payment(ObjectReader& in);
Aggregate read_aggregate(ObjectReader& in, AggregateKind kind);

/// Returns what names the aggregate in the feed.
AggregateRef ref_of(const Aggregate& aggregate);

/// Returns the text of one aggregate as a document of its own.
std::string to_json(const Aggregate& aggregate);

/// Returns the price book in a file written by `to_json`, or what is wrong with it.
Result<PriceBook> parse_price_book(std::string_view text);

}  // namespace satchel
