// Order: what a customer asked for, and how far that request has come.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/date.h"
#include "shared/base/decimal.h"
#include "shared/base/enum_words.h"
#include "shared/base/id.h"
#include "shared/base/money.h"
#include "shared/domain/billing/coupon.h"
#include "shared/domain/billing/payment_method.h"
#include "shared/domain/billing/tax_table.h"
#include "shared/domain/catalog/configuration.h"
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

/// Whether something changed after signing that the customer has to agree to.
enum class Consent { none, required, given };
SATCHEL_ENUM_WORDS(Consent, "none", "required", "given");

/// Why an order needs an approval before it may be accepted.
enum class ApprovalRule {
  discount_over_limit,
  price_override,
  total_over_limit,
  new_customer,
  backdated,
  credit_limit,
  barred_email  // A site's customer has the e-mail of one on hold, or flagged for fraud.
};
SATCHEL_ENUM_WORDS(ApprovalRule, "discount_over_limit", "price_override", "total_over_limit",
                   "new_customer", "backdated", "credit_limit", "barred_email");

/// What a reseller owes for an order of one of its sites.
enum class Settlement { not_needed, due, settled };
SATCHEL_ENUM_WORDS(Settlement, "not_needed", "due", "settled");

/// One charge of an item, as sold: the plan's charge with the price the customer was quoted.
struct ItemCharge {
  ChargeId charge_id;
  std::string name;
  ChargeKind kind = ChargeKind::one_time;
  ChargeModel model = ChargeModel::per_unit;
  ChargeTiming timing = ChargeTiming::in_advance;
  Decimal list_price;  // Of the price book version the order pins.
  Decimal unit_price;  // As agreed; differs from the list price when overridden.
  Recurrence every;    // Of a recurring or usage charge.
  PriceTerms terms;    // Of the price book; never overridden.
  ChargeAlignment alignment = ChargeAlignment::bill_cycle_day;

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
  std::int64_t tax_ppm = 0;       // Millionths of tax on top, from the product.
  std::string tax_category = {};  // Or the product's category of the tax table.
  OrderItemId base_item_id;       // For an add-on, the item it belongs to.
  std::vector<ConfigurationValue> configuration;
  std::vector<ItemCharge> charges;
  std::vector<PlanPhase> phases;  // Of the plan.

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
  std::optional<Date> starts_on;  // First day of service; the order's date without one.
  std::optional<Date> ends_on;    // First day without service; open-ended without one.
  std::string purchase_order;     // The customer's own reference.
  std::string referral;           // Who brought the customer.
  std::string bill_to_email;      // Who is invoiced; the account's own address when empty.
  std::string contact_email;      // Who is told about progress; likewise.
  std::string signed_by;
  bool one_plan = false;  // Begun on the customer's page: it holds one plan (O3).
  std::vector<ConfigurationValue> configuration;  // The order's own fields.
  std::vector<OrderItem> items;
  std::vector<OrderCharge> charges;
  std::vector<CouponTerms> coupons = {};  // As promised, the first one first.

  bool operator==(const OrderDocument&) const = default;
};

enum class OrderAction {
  opened,
  saved,
  quoted,
  placed,
  withdrawn,
  amended,
  consented,
  declined,
  screening,
  screened,
  accepted,
  denied,
  approved,
  approval_rejected,
  activated,
  activation_failed,
  ending_failed,
  retried,
  paid,
  refunded,
  settled,
  completed,
  verified,
  cancelled,
  marked_fraud,
  set_back,
  edited,
  followed_up,
  receipt_sent
};
SATCHEL_ENUM_WORDS(OrderAction, "opened", "saved", "quoted", "placed", "withdrawn", "amended",
                   "consented", "declined", "screening", "screened", "accepted", "denied",
                   "approved", "approval_rejected", "activated", "activation_failed",
                   "ending_failed", "retried", "paid", "refunded", "settled", "completed",
                   "verified", "cancelled", "marked_fraud", "set_back", "edited", "followed_up",
                   "receipt_sent");

/// One line of the order's history.
struct OrderEvent {
  Timestamp at;
  std::string by;
  OrderAction action = OrderAction::opened;
  std::string reason;

  bool operator==(const OrderEvent&) const = default;
};

/// How far the fulfilment of an item is, and what it was given.
struct ItemFulfilment {
  ItemState state = ItemState::pending;
  std::string target;     // The server or registrar that was chosen; empty when none is needed.
  std::string username;   // Of the hosting account.
  std::string remote_id;  // What the other side calls it; kept before success is reported.
  std::string error;      // Why it failed.

  bool operator==(const ItemFulfilment&) const = default;
};

/// One finding of the fraud check.
struct FraudFinding {
  std::string rule;         // A short name: "email_domain".
  std::int64_t points = 0;  // What it added to the score.
  std::string detail;       // In words.

  bool operator==(const FraudFinding&) const = default;
};

/// What the fraud check said; `score` runs from 0 to 100.
struct FraudCheck {
  std::string source;  // "own rules" or the name of the checker; empty when none was made.
  std::int64_t score = 0;
  bool pending = false;  // The checker was asked and has not answered.
  std::vector<FraudFinding> findings;

  bool operator==(const FraudCheck&) const = default;
};

/// One difference between what was signed and what the server accepted.
struct OrderAmendment {
  std::string field;
  std::string signed_value;
  std::string amended_value;

  bool operator==(const OrderAmendment&) const = default;
};

/// An order, its items and its history are read, decided and saved as one.
struct Order {
  OrderId id;
  std::int64_t version = 0;  // The server's count of writes; 0 while only this device knows it.
  std::int64_t number = 0;   // Serial from 1001, given by the server at placing; 0 before.
  std::string provisional_number;  // Shown until the number is there: device label and counter.
  std::string site_code;           // The site it came from; empty for our own desk.
  std::int64_t site_number = 0;    // Its number; 0 for our own desk.
  UserId taken_by;
  std::string taken_by_name;
  std::vector<UserId> authors;  // Who else saved, placed or edited it, each once.
  OrderLifecycle lifecycle = OrderLifecycle::draft;
  bool saved = false;  // A draft kept on purpose; otherwise it is incomplete.
  Approval approval = Approval::none;
  std::vector<ApprovalRule> approval_rules;  // Which rules asked for it.
  Review review = Review::unreviewed;
  Consent consent = Consent::none;
  std::vector<OrderAmendment> amendments;
  PaymentState payment = PaymentState::none;
  Money due;   // Due now for this order; zero on account.
  Money paid;  // Of it.
  Settlement settlement = Settlement::not_needed;
  std::string settlement_note;       // Amount, date and reference in words.
  std::optional<Date> quoted_until;  // A quote's last day; none for other drafts.
  OrderId copied_from;
  Timestamp accepted_at;          // From then on the verification delay runs.
  std::string incomplete_reason;  // Why the customer did not finish, as staff found out.
  FraudCheck fraud_check;
  OrderDocument document;
  std::vector<ItemFulfilment> fulfilments;  // One per item of the document, in the same order.
  std::string document_digest;              // SHA-256 of the signed document; empty for a draft.
  std::string signature;                    // The strokes on the screen, as an SVG path.
  std::string notes;
  std::vector<OrderEvent> history;

  bool operator==(const Order&) const = default;
};

struct OrderTotals {
  Money gross;       // One-time charges of the items before discount.
  Money goods;       // One-time charges of the items net of discount, rounded once per charge.
  Money charges;     // Charges of the order, such as freight.
  Money one_time;    // goods + charges.
  Money recurring;   // Recurring charges of one full month, net of discount.
  Money tax;         // On top of the one-time charges, rounded once per charge.
  Money tax_within;  // Within their prices.

  bool operator==(const OrderTotals&) const = default;
};

/// Returns the first day of service.
inline Date start_of(const OrderDocument& document) {
  return document.starts_on.value_or(document.ordered_on);
}

/// Returns the item's `unit_price` × quantity (once for a flat charge) net of discount, rounded
/// once; by its tiers or packages where it has them, and 0 for usage, which an order does not know.
/// Nothing when the amount, the quantity or the discount is out of range.
std::optional<Money> amount_of(const OrderItem& item, const ItemCharge& charge, Currency currency);

/// Returns the totals of the document, or nothing when an amount or a total is out of range or in
/// another currency. Without a table, categories count as untaxed. Coupons are taken off by the
/// bills, not here.
std::optional<OrderTotals> totals_of(const OrderDocument& document, const TaxTerms& taxes = {});

/// Returns the SHA-256 of what the customer signs, as 64 hex characters: everything in the document
/// but references and addresses, which may be corrected later.
std::string digest_of(const OrderDocument& document);

/// Where a new item comes: `position` counts all items ever added to the order.
struct NewItem {
  const OrderId& order_id;
  std::size_t position = 0;
  Currency currency = Currency::usd;
};

/// Returns the item of `product` under `plan`, or nothing when it is not sold in the currency. A
/// price or quantity that has to be entered is 0 until it is.
std::optional<OrderItem> make_item(const NewItem& place, const Product& product, const Plan& plan);

/// Returns the item under another plan of its product: the plan's charges come in, all else stays.
/// Nothing when the plan is not sold in the currency.
std::optional<OrderItem> with_plan(const OrderItem& item, const Product& product, const Plan& plan,
                                   Currency currency);

/// Returns the items that choosing the product adds: one under its first plan, or for a bundle one
/// for each member, at positions from `place` on. None when one of them is not sold.
std::vector<OrderItem> make_items(NewItem place, const PriceBook& book, const Product& product);

/// Returns the item of `product` under its first plan, priced from `book` in `currency`, or nothing
/// when the product is not sold in it. `position` counts all items ever added to the order.
std::optional<OrderItem> make_item(const OrderId& order_id, std::size_t position,
                                   const Product& product, Currency currency);

/// Returns the order charge number `position` of the order.
OrderCharge make_order_charge(const OrderId& order_id, std::size_t position, std::string name,
                              Money amount);

}  // namespace satchel
