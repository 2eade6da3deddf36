// Command: everything a device can ask for; the server answers each with one verdict.
#pragma once

#include <optional>
#include <variant>

#include "shared/base/clock.h"
#include "shared/base/enum_words.h"
#include "shared/domain/account/account.h"
#include "shared/domain/order/decide_office.h"
#include "shared/domain/payment/decide_invoice.h"
#include "shared/domain/payment/decide_payment.h"
#include "shared/domain/subscription/decide_subscription.h"

namespace satchel {

using Command =
    std::variant<CreateAccount, EditAccount, SaveDraft, CancelDraft, PlaceOrder, SaveQuote,
                 WithdrawOrder, AmendOrder, ConsentOrder, DeclineOrder, AcceptOrder, DenyOrder,
                 ApproveOrder, RejectApproval, SettleOrder, CompleteOrder, CancelOrder, MarkFraud,
                 ResetOrder, DeleteOrder, EditOrder, FollowUpOrder, ActivateItem, FailItem,
                 RetryItem, ScreenOrder, VerifyOrder, RecordFraudCheck, RecordPayment,
                 RefundPayment, UseCredit, RecordUsage, ChangeSubscription, CancelSubscription,
                 PauseSubscription, ResumeSubscription, AllocatePayment, UndoAllocation,
                 WriteOffInvoice, VoidInvoice>;

/// The words of the alternatives of Command, in their order.
enum class CommandKind {
  create_account,
  edit_account,
  save_draft,
  cancel_draft,
  place_order,
  save_quote,
  withdraw_order,
  amend_order,
  consent_order,
  decline_order,
  accept_order,
  deny_order,
  approve_order,
  reject_approval,
  settle_order,
  complete_order,
  cancel_order,
  mark_fraud,
  reset_order,
  delete_order,
  edit_order,
  follow_up_order,
  activate_item,
  fail_item,
  retry_item,
  screen_order,
  verify_order,
  record_fraud_check,
  record_payment,
  refund_payment,
  use_credit,
  record_usage,
  change_subscription,
  cancel_subscription,
  pause_subscription,
  resume_subscription,
  allocate_payment,
  undo_allocation,
  write_off_invoice,
  void_invoice
};
SATCHEL_ENUM_WORDS(CommandKind, "create_account", "edit_account", "save_draft", "cancel_draft",
                   "place_order", "save_quote", "withdraw_order", "amend_order", "consent_order",
                   "decline_order", "accept_order", "deny_order", "approve_order",
                   "reject_approval", "settle_order", "complete_order", "cancel_order",
                   "mark_fraud", "reset_order", "delete_order", "edit_order", "follow_up_order",
                   "activate_item", "fail_item", "retry_item", "screen_order", "verify_order",
                   "record_fraud_check", "record_payment", "refund_payment", "use_credit",
                   "record_usage", "change_subscription", "cancel_subscription",
                   "pause_subscription", "resume_subscription", "allocate_payment",
                   "undo_allocation", "write_off_invoice", "void_invoice");

/// Returns which alternative the command is.
inline CommandKind kind_of(const Command& command) {
  return static_cast<CommandKind>(command.index());
}

/// Acts of the back office are sent at once or not at all; they never wait in an outbox.
bool is_online_only(CommandKind kind);

inline bool is_online_only(const Command& command) { return is_online_only(kind_of(command)); }

enum class AggregateKind {
  organisation,
  price_book,
  account,
  order,
  subscription,
  invoice,
  payment,
  usage
};
SATCHEL_ENUM_WORDS(AggregateKind, "organisation", "price_book", "account", "order", "subscription",
                   "invoice", "payment", "usage");

/// Names one aggregate: what the feed lists and truth is sent for.
struct AggregateRef {
  AggregateKind kind = AggregateKind::account;
  std::string id;  // A UUID; the version number of a price book; "-" for the organisation.

  bool operator==(const AggregateRef&) const = default;
};

/// Returns the aggregate that the command creates or changes.
AggregateRef target_of(const Command& command);

/// Returns the account the command's document or payment is for; empty for commands that name only
/// an order or a payment.
AccountId account_of(const Command& command);

/// The server's final answer to a command.
enum class VerdictKind { accepted, amended, rejected, conflict, depends_on };
SATCHEL_ENUM_WORDS(VerdictKind, "accepted", "amended", "rejected", "conflict", "depends_on");

/// A field that the server decided otherwise than the command wished.
struct Amendment {
  std::string field;
  std::string wished;
  std::string given;

  bool operator==(const Amendment&) const = default;
};

struct Verdict {
  VerdictKind kind = VerdictKind::accepted;
  std::optional<Rejection> rejection;      // Present unless accepted or amended.
  CommandId cause;                         // For depends_on: the refused command.
  std::vector<Amendment> amendments = {};  // For amended: what is not as wished.

  bool operator==(const Verdict&) const = default;
};

}  // namespace satchel
