// What can be asked of an order: by its author on a device, by the back office, by the system.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/domain/order/order.h"

namespace satchel {

// The author's, on a device, with or without a network.

/// Keeps a draft as it stands; `saved` says that the author wants to come back to it.
struct SaveDraft {
  OrderId order_id;
  std::string provisional_number;
  OrderDocument document;
  std::string notes;
  bool saved = false;
  OrderId copied_from;  // The order it repeats; empty for a new one.

  bool operator==(const SaveDraft&) const = default;
};

/// Cancels a draft; it stays visible, read-only.
struct CancelDraft {
  OrderId order_id;

  bool operator==(const CancelDraft&) const = default;
};

/// A whole document with what the customer was shown of it. It does not depend on any draft.
struct OfferedDocument {
  OrderId order_id;
  std::string provisional_number;
  OrderDocument document;
  std::string notes;
  Money quoted_one_time;
  Money quoted_recurring;              // A full month.
  std::string document_digest;         // digest_of(document) when it was shown.
  std::optional<Date> closed_through;  // The bill cycles as the device knew them.

  bool operator==(const OfferedDocument&) const = default;
};

/// Places the order as one signed document.
struct PlaceOrder : OfferedDocument {
  std::string signature;    // An SVG path; empty without one.
  std::int64_t number = 0;  // One of the device's own, for an order without; or 0.

  bool operator==(const PlaceOrder&) const = default;
};

/// Keeps the document as a quote: a draft that binds its prices until `valid_until`.
struct SaveQuote : OfferedDocument {
  Date valid_until = date(1970, 1, 1);

  bool operator==(const SaveQuote&) const = default;
};

/// Takes a placed order back that nobody has looked at; it is a draft again.
struct WithdrawOrder {
  OrderId order_id;

  bool operator==(const WithdrawOrder&) const = default;
};

/// Takes an order back whose approval was refused; it is a draft again.
struct AmendOrder {
  OrderId order_id;

  bool operator==(const AmendOrder&) const = default;
};

/// The customer signs an order that the server had to change.
struct ConsentOrder {
  OrderId order_id;
  std::string document_digest;  // Of the document as changed.
  std::string signed_by;
  std::string signature;

  bool operator==(const ConsentOrder&) const = default;
};

/// The customer does not want an order that the server had to change.
struct DeclineOrder {
  OrderId order_id;
  std::string reason;

  bool operator==(const DeclineOrder&) const = default;
};

// The back office's, sent at once or not at all.

/// How one item is to be fulfilled when its order is accepted.
struct ItemAcceptance {
  OrderItemId item_id;
  std::string target;  // The server or registrar, one of those the product offers.
  std::string username;
  std::string password;  // For the other side only; never stored with the order.
  bool create = false;   // Run the module's create command, or send to the registrar.
  bool welcome = false;  // Send the welcome e-mail once it is active.

  bool operator==(const ItemAcceptance&) const = default;
};

struct AcceptOrder {
  OrderId order_id;
  std::vector<ItemAcceptance>
      items;  // Those not named are active at once, or wait if they need it.

  bool operator==(const AcceptOrder&) const = default;
};

struct DenyOrder {
  OrderId order_id;
  std::string reason;

  bool operator==(const DenyOrder&) const = default;
};

/// Lets an order pass that needed an approval. It does not complete it.
struct ApproveOrder {
  OrderId order_id;
  std::string reason;

  bool operator==(const ApproveOrder&) const = default;
};

struct RejectApproval {
  OrderId order_id;
  std::string reason;

  bool operator==(const RejectApproval&) const = default;
};

/// The reseller has paid for an order of one of its sites.
struct SettleOrder {
  OrderId order_id;
  Money amount;
  Date settled_on = date(1970, 1, 1);
  std::string reference;

  bool operator==(const SettleOrder&) const = default;
};

/// Finishes an accepted order; its items become billable.
struct CompleteOrder {
  OrderId order_id;

  bool operator==(const CompleteOrder&) const = default;
};

/// Cancels a placed order with all its items.
struct CancelOrder {
  OrderId order_id;
  std::string reason;

  bool operator==(const CancelOrder&) const = default;
};

struct MarkFraud {
  OrderId order_id;
  std::string reason;

  bool operator==(const MarkFraud&) const = default;
};

/// Overrides the fraud check: the order is pending again and can be paid.
struct ResetOrder {
  OrderId order_id;
  std::string reason;

  bool operator==(const ResetOrder&) const = default;
};

/// Removes the order for good; an audit tombstone stays.
struct DeleteOrder {
  OrderId order_id;
  std::string confirmation;  // The order's number, typed.
  std::string reason;

  bool operator==(const DeleteOrder&) const = default;
};

/// Changes what may change after placing. Absent fields stay as they are.
struct EditOrder {
  OrderId order_id;
  std::optional<std::string> notes;
  std::optional<std::string> purchase_order;
  std::optional<std::string> referral;
  std::optional<std::string> contact_email;

  bool operator==(const EditOrder&) const = default;
};

/// Notes why a customer did not finish an order.
struct FollowUpOrder {
  OrderId order_id;
  std::string reason;

  bool operator==(const FollowUpOrder&) const = default;
};

/// Makes an item active: by hand, or because the other side said so.
struct ActivateItem {
  OrderId order_id;
  OrderItemId item_id;
  std::string remote_id;

  bool operator==(const ActivateItem&) const = default;
};

/// The other side refused to make the item, or to end it once its order had stopped.
struct FailItem {
  OrderId order_id;
  OrderItemId item_id;
  std::string error;

  bool operator==(const FailItem&) const = default;
};

/// Tries to activate a pending or failed item, or to end one that could not be ended.
struct RetryItem {
  OrderId order_id;
  OrderItemId item_id;

  bool operator==(const RetryItem&) const = default;
};

/// Has a pending order checked for fraud again: by our own rules, and by the outside checker.
struct ScreenOrder {
  OrderId order_id;

  bool operator==(const ScreenOrder&) const = default;
};

// The system's.

/// The delay after acceptance is over.
struct VerifyOrder {
  OrderId order_id;

  bool operator==(const VerifyOrder&) const = default;
};

/// What a fraud checker answered. Over the threshold the order is marked as fraud.
struct RecordFraudCheck {
  OrderId order_id;
  FraudCheck check;

  bool operator==(const RecordFraudCheck&) const = default;
};

}  // namespace satchel
