// decide: the next state of an order for each command, or the reason why not.
#pragma once

#include <optional>
#include <string>

#include "shared/domain/access/actor.h"
#include "shared/domain/access/organisation.h"
#include "shared/domain/account/account.h"
#include "shared/domain/order/order.h"
#include "shared/domain/rejection.h"

namespace satchel {

/// Keeps a draft as it stands; `saved` says that the author wants to come back to it.
struct SaveDraft {
  OrderId order_id;
  std::string provisional_number;
  OrderDocument document;
  std::string notes;
  bool saved = false;

  bool operator==(const SaveDraft&) const = default;
};

/// Cancels a draft; it stays visible, read-only.
struct CancelDraft {
  OrderId order_id;

  bool operator==(const CancelDraft&) const = default;
};

/// Places the order as one signed document. It does not depend on any draft command.
struct PlaceOrder {
  OrderId order_id;
  std::string provisional_number;
  OrderDocument document;
  std::string notes;
  Money quoted_one_time;               // What the customer was shown.
  Money quoted_recurring;              // A full month.
  std::string document_digest;         // digest_of(document) at signing.
  std::optional<Date> closed_through;  // The bill cycles as the device knew them.

  bool operator==(const PlaceOrder&) const = default;
};

/// Back office, online only: takes a pending order on.
struct AcceptOrder {
  OrderId order_id;

  bool operator==(const AcceptOrder&) const = default;
};

/// Back office, online only: finishes an accepted order; its items become billable.
struct CompleteOrder {
  OrderId order_id;

  bool operator==(const CompleteOrder&) const = default;
};

/// Back office, online only: cancels a placed order that was not completed.
struct CancelOrder {
  OrderId order_id;
  std::string reason;

  bool operator==(const CancelOrder&) const = default;
};

/// What a decision on an order needs to know. Absent things do not exist.
struct OrderFacts {
  Actor actor;
  Timestamp at;                   // When the command was given, as far as it can be believed.
  Date today = date(1970, 1, 1);  // Civil date in the organisation's time zone.
  Organisation organisation;
  std::optional<Account> account;  // Of the command's document, else of the order.
  std::optional<Order> order;
  const PriceBook* price_book = nullptr;  // The version the document pins.
};

Decision<Order> decide(const OrderFacts& facts, const SaveDraft& command);
Decision<Order> decide(const OrderFacts& facts, const CancelDraft& command);

/// Returns the pending order. Refuses: an account out of scope, no items, products not sold or not
/// available on the order's date, charges that differ from the plan, quantities, prices and
/// discounts out of range, a date outside the backdate bound (O4), and totals or a digest that
/// differ.
Decision<Order> decide(const OrderFacts& facts, const PlaceOrder& command);

Decision<Order> decide(const OrderFacts& facts, const AcceptOrder& command);
Decision<Order> decide(const OrderFacts& facts, const CompleteOrder& command);
Decision<Order> decide(const OrderFacts& facts, const CancelOrder& command);

/// Returns what not even a draft may hold: too many items or charges, texts that are malformed, too
/// long or hold a card number, and amounts out of range.
std::vector<FieldProblem> draft_problems_of(const OrderDocument& document);

/// Returns every problem that keeps the document from being placed; empty when it may be. The
/// wizard shows these beside their fields.
std::vector<FieldProblem> problems_of(const OrderDocument& document, const OrderFacts& facts,
                                      std::optional<Date> closed_through);

}  // namespace satchel
