// decide: what the back office and the system may do with a placed order.
#pragma once

#include "shared/domain/order/decide_order.h"

namespace satchel {

/// Needs: pending, approval none or approved, consent not open, no fraud check under way, a
/// customer who is not on hold, required configurations complete. Items are active, activating, or
/// wait for somebody to activate them.
Decision<Order> decide(const OrderFacts& facts, const AcceptOrder& command);

Decision<Order> decide(const OrderFacts& facts, const DenyOrder& command);

/// The approver is nobody who wrote on the order.
Decision<Order> decide(const OrderFacts& facts, const ApproveOrder& command);
Decision<Order> decide(const OrderFacts& facts, const RejectApproval& command);

Decision<Order> decide(const OrderFacts& facts, const SettleOrder& command);

/// Needs: in progress, approval none or approved, every item active.
Decision<Order> decide(const OrderFacts& facts, const CompleteOrder& command);

Decision<Order> decide(const OrderFacts& facts, const CancelOrder& command);
Decision<Order> decide(const OrderFacts& facts, const MarkFraud& command);
Decision<Order> decide(const OrderFacts& facts, const ResetOrder& command);

/// Returns the order that is to be removed. Needs: cancelled, denied or fraud, its number typed,
/// and no posted invoice with a payment.
Decision<Order> decide(const OrderFacts& facts, const DeleteOrder& command);

Decision<Order> decide(const OrderFacts& facts, const EditOrder& command);
Decision<Order> decide(const OrderFacts& facts, const FollowUpOrder& command);
Decision<Order> decide(const OrderFacts& facts, const ActivateItem& command);
Decision<Order> decide(const OrderFacts& facts, const FailItem& command);
Decision<Order> decide(const OrderFacts& facts, const RetryItem& command);
Decision<Order> decide(const OrderFacts& facts, const VerifyOrder& command);
Decision<Order> decide(const OrderFacts& facts, const RecordFraudCheck& command);
/// Returns the pending order checked again by our own rules; over the threshold it is fraud.
Decision<Order> decide(const OrderFacts& facts, const ScreenOrder& command);

/// Returns what keeps an accepted order from being verified, or nothing: payment, settlement, an
/// item that is not active, the delay.
std::optional<Reason> verification_obstacle(const Order& order, const OrderFacts& facts);

/// Verifies the order if nothing is in the way. Every decision that may remove the last obstacle
/// ends with this.
void verify_if_due(Order& order, const OrderFacts& facts);

/// Brings the order's payment in line with what is due and paid, starts items that are set up on
/// payment, and verifies the order if that was the last obstacle.
void note_payment(Order& order, const OrderFacts& facts, std::string detail);

}  // namespace satchel
