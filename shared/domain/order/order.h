// Order: what a customer asked for, and how far that request has come.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/date.h"
#include "shared/base/decimal.h"
#include "shared/base/enum_words.h"
#include "shared/base/id.h"
#include "shared/base/money.h"
#include "shared/domain/billing/payment_method.h"
#include "shared/domain/catalog/price_book.h"

namespace satchel {

enum class OrderLifecycle { draft, pending, in_progress, completed, cancelled, denied, fraud };
SATCHEL_ENUM_WORDS(OrderLifecycle, "draft", "pending", "in_progress", "completed", "cancelled",
                   "denied", "fraud");

enum class Approval { none, required, approved, rejected };
SATCHEL_ENUM_WORDS(Approval, "none", "required", "approved", "rejected");

enum class Review { unreviewed, accepted, verified, denied };
SATCHEL_ENUM_WORDS(Review, "unreviewed", "accepted", "verified", "denied");

enum class PaymentState { none, unpaid, partial, paid, not_due, refunded };
SATCHEL_ENUM_WORDS(PaymentState, "none", "unpaid", "partial", "paid", "not_due", "refunded");

enum class ItemState {
  pending,
  activating,
  active,
  failed,
  suspended,
  cancelled,
  fraud,
  terminated
};
SATCHEL_ENUM_WORDS(ItemState, "pending", "activating", "active", "failed", "suspended", "cancelled",
                   "fraud", "terminated");

/// One charge of an item, as sold: the plan's charge with the price the customer was quoted.
struct ItemCharge {
  ChargeId charge_id;
  std::string name;
  ChargeKind kind = ChargeKind::one_time;
  ChargeModel model = ChargeModel::per_unit;
  ChargeTiming timing = ChargeTiming::in_advance;
  Decimal list_price;  // Of the price book version the order pins.
  Decimal unit_price;  // As agreed; differs from the list price when overridden.

  bool operator==(const ItemCharge&) const = default;
};

struct OrderItem {
  OrderItemId id;  // Derived from the order id and the item's position when it was added.
  ProductId product_id;
  PlanId plan_id;
  std::string name;
  std::string detail;
  std::int64_t quantity = 1;
  std::int64_t discount_ppm = 0;  // Millionths off every charge of the item: 5 % is 50,000.
  std::vector<ItemCharge> charges;

  bool operator==(const OrderItem&) const = default;
};

/// A one-time charge of the order itself, such as freight.
struct OrderCharge {
  OrderChargeId id;
  std::string name;
  Money amount;

  bool operator==(const OrderCharge&) const = default;
};

/// Everything the customer signs. It is decided alone: drafts never shape a placed order.
struct OrderDocument {
  AccountId account_id;
  Date ordered_on = date(1970, 1, 1);
  Currency currency = Currency::usd;
  std::int64_t price_book_version = 0;
  PaymentMethod payment_method = PaymentMethod::on_account;
  std::string purchase_order;  // The customer's own reference.
  std::string signed_by;
  std::vector<OrderItem> items;
  std::vector<OrderCharge> charges;

  bool operator==(const OrderDocument&) const = default;
};

enum class OrderAction { opened, saved, placed, accepted, completed, verified, cancelled };
SATCHEL_ENUM_WORDS(OrderAction, "opened", "saved", "placed", "accepted", "completed", "verified",
                   "cancelled");

/// One line of the order's history.
struct OrderEvent {
  Timestamp at;
  std::string by;
  OrderAction action = OrderAction::opened;
  std::string reason;

  bool operator==(const OrderEvent&) const = default;
};

/// An order, its items and its history are read, decided and saved as one.
struct Order {
  OrderId id;
  std::int64_t version = 0;  // The server's count of writes; 0 while only this device knows it.
  std::int64_t number = 0;   // Serial from 1001, given by the server at placing; 0 before.
  std::string provisional_number;  // Shown until the number is there: device label and counter.
  UserId taken_by;
  std::string taken_by_name;
  OrderLifecycle lifecycle = OrderLifecycle::draft;
  bool saved = false;  // A draft kept on purpose; otherwise it is incomplete.
  Approval approval = Approval::none;
  Review review = Review::unreviewed;
  PaymentState payment = PaymentState::none;
  Money due;   // Due now for this order; zero on account.
  Money paid;  // Of it.
  OrderDocument document;
  std::vector<ItemState> item_states;  // One per item of the document, in the same order.
  std::string document_digest;         // SHA-256 of the signed document; empty for a draft.
  std::string notes;
  std::vector<OrderEvent> history;

  bool operator==(const Order&) const = default;
};

struct OrderTotals {
  Money gross;      // One-time charges of the items before discount.
  Money goods;      // One-time charges of the items net of discount, rounded once per charge.
  Money charges;    // Charges of the order, such as freight.
  Money one_time;   // goods + charges.
  Money recurring;  // Recurring charges of one full month, net of discount.

  bool operator==(const OrderTotals&) const = default;
};

/// Returns the item's `unit_price` × quantity (once for a flat charge) net of discount, rounded
/// once; nothing when the amount, the quantity or the discount is out of range.
std::optional<Money> amount_of(const OrderItem& item, const ItemCharge& charge, Currency currency);

/// Returns the totals of the document, or nothing when an amount or a total is out of range or in
/// another currency.
std::optional<OrderTotals> totals_of(const OrderDocument& document);

/// Returns the SHA-256 of everything in the document, as 64 hex characters.
std::string digest_of(const OrderDocument& document);

/// Returns the item of `product` under its first plan, priced from `book` in `currency`, or nothing
/// when the product is not sold in it. `position` counts all items ever added to the order.
std::optional<OrderItem> make_item(const OrderId& order_id, std::size_t position,
                                   const Product& product, Currency currency);

/// Returns the order charge number `position` of the order.
OrderCharge make_order_charge(const OrderId& order_id, std::size_t position, std::string name,
                              Money amount);

}  // namespace satchel
