// What each command is about.
#include "shared/domain/command.h"

namespace satchel {

bool is_online_only(CommandKind kind) {
  switch (kind) {
    case CommandKind::create_account:
    case CommandKind::edit_account:
    case CommandKind::save_draft:
    case CommandKind::cancel_draft:
    case CommandKind::place_order:
    case CommandKind::save_quote:
    case CommandKind::withdraw_order:
    case CommandKind::amend_order:
    case CommandKind::consent_order:
    case CommandKind::decline_order:
    case CommandKind::record_payment:
    case CommandKind::record_usage:
      return false;
    case CommandKind::accept_order:
    case CommandKind::deny_order:
    case CommandKind::approve_order:
    case CommandKind::reject_approval:
    case CommandKind::settle_order:
    case CommandKind::complete_order:
    case CommandKind::cancel_order:
    case CommandKind::mark_fraud:
    case CommandKind::reset_order:
    case CommandKind::delete_order:
    case CommandKind::edit_order:
    case CommandKind::follow_up_order:
    case CommandKind::activate_item:
    case CommandKind::fail_item:
    case CommandKind::retry_item:
    case CommandKind::screen_order:
    case CommandKind::verify_order:
    case CommandKind::record_fraud_check:
    case CommandKind::refund_payment:
    case CommandKind::use_credit:
    case CommandKind::change_subscription:
    case CommandKind::cancel_subscription:
    case CommandKind::pause_subscription:
    case CommandKind::resume_subscription:
    case CommandKind::allocate_payment:
    case CommandKind::undo_allocation:
    case CommandKind::write_off_invoice:
    case CommandKind::void_invoice:
      return true;
  }
  return true;
}

AggregateRef target_of(const Command& command) {
  return std::visit(
      [](const auto& each) -> AggregateRef {
        if constexpr (requires { each.account.id; }) {
          return {AggregateKind::account, each.account.id.text()};
        } else if constexpr (requires { each.usage.id; }) {
          return {AggregateKind::usage, each.usage.id.text()};
        } else if constexpr (requires { each.subscription_id; }) {
          return {AggregateKind::subscription, each.subscription_id.text()};
        } else if constexpr (requires { each.payment_id; }) {
          return {AggregateKind::payment, each.payment_id.text()};
        } else if constexpr (requires { each.invoice_id; }) {
          return {AggregateKind::invoice, each.invoice_id.text()};
        } else if constexpr (requires { each.account_id; }) {
          return {AggregateKind::account, each.account_id.text()};
        } else if constexpr (requires { each.payment.id; }) {
          return {AggregateKind::payment, each.payment.id.text()};
        } else {
          return {AggregateKind::order, each.order_id.text()};
        }
      },
      command);
}

AccountId account_of(const Command& command) {
  return std::visit(
      [](const auto& each) -> AccountId {
        if constexpr (requires { each.account.id; }) {
          return each.account.id;
        } else if constexpr (requires { each.account_id; }) {
          return each.account_id;
        } else if constexpr (requires { each.usage.account_id; }) {
          return each.usage.account_id;
        } else if constexpr (requires { each.payment.account_id; }) {
          return each.payment.account_id;
        } else if constexpr (requires { each.document; }) {
          return each.document.account_id;
        } else {
          return {};
        }
      },
      command);
}

}  // namespace satchel
