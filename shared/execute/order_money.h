// The money around an order on the server: its own invoice, its payments, its billing's end.
//
// Each function returns the aggregates whose feed rows follow; a draft invoice has none.
#pragma once

#include "shared/domain/access/settings.h"
#include "shared/domain/billing/invoice.h"
#include "shared/domain/payment/payment.h"
#include "shared/execute/execute.h"

namespace satchel {

/// Returns the order's own invoice that counts: neither void nor taken back; or nothing.
Result<std::optional<Invoice>> find_order_invoice(Transaction& tx, const OrderId& order_id);

/// Writes the draft of what is due now for the order, once; nothing for an order on account or
/// without anything due. Its lines claim their charge slots, so no bill cycle bills them again.
Result<Touched> open_order_invoice(Transaction& tx, const Account& account, const Order& order);

/// Posts the order's draft invoice, dated and due `today`; the account's credit pays of it what it
/// can. Nothing when there is none.
Result<Touched> post_order_invoice(Transaction& tx, const Order& order, Date today);

/// Takes the order's invoice back. A draft is removed and a posted unpaid one voided; one with
/// payments gets a credit note: credit that paid it is credit again, and the payments go to the
/// account's credit or are marked as refunded (what is used meanwhile stays credit). `order` is
/// brought in line. The periods of a posted invoice stay used, so that what was stopped is never
/// billed again, unless they are freed.
Result<Touched> withdraw_order_invoice(Transaction& tx, Order& order, CancelPolicy policy,
                                       Date today);

/// Frees the periods of invoices that were taken back: the order is a draft again, and what is
/// placed next is billed anew.
Result<void> free_order_slots(Transaction& tx, const OrderId& order_id);

/// Puts the posted invoices with something of the order that are not paid on hold: its own and the
/// bill cycles'. Or takes them off again, unless another fraud order is on them.
Result<Touched> hold_order_invoices(Transaction& tx, const Order& order, bool on_hold);

/// A fraud order is deleted for good: what only it is invoiced for is void, and what others are on,
/// too, is asked for again, unless another fraud order is on it.
Result<Touched> release_order_invoices(Transaction& tx, const Order& order, Date today);

/// Writes what a completed order leaves behind: subscriptions, and charges for the bill cycles. For
/// an order that was completed and stopped before, recurring charges begin again today, or where
/// they were billed to, whichever is later; the subscriptions that ended stay ended.
Result<Touched> begin_order_billing(Transaction& tx, const Order& order, Date today);

/// Ends what the completed order goes on receiving: subscriptions and recurring charges end today,
/// one-time charges that were not billed are removed. The account's version grows, so that an open
/// bill run plans it again.
Result<Touched> end_order_billing(Transaction& tx, const Order& order, Date today);

}  // namespace satchel
