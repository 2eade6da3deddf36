// Permission: every kind of act that a role may or may not do, each for itself.
#pragma once

#include "shared/base/enum_words.h"
#include "shared/domain/access/actor.h"

namespace satchel {

enum class Permission {
  account_create,
  account_edit,
  account_standing,  // Fraud flag, hold of new orders, credit limit.
  order_draft,       // Draft, place, withdraw, amend, consent, quote.
  order_accept,
  order_deny,
  order_approve,  // Also to reject an approval.
  order_verify,
  order_complete,  // Also to activate or retry an item.
  order_settle,
  order_cancel,
  order_fraud,  // Also to run the external check again.
  order_reset,  // Set back to pending.
  order_delete,
  order_edit,  // Notes, and what else may change after placing.
  payment_record,
  payment_refund,
  payment_allocate,  // Also to take an allocation back.
  invoice_void,
  invoice_write_off,
  credit_note,
  subscription_change,  // Plan, quantity, cancel, pause, resume.
  usage_record,
  receipt_send,
  invoice_view,
  bill_run,
  ledger_view,   // Also the reports about money.
  ledger_close,  // Months of the ledger.
  catalogue_edit,
  settings_edit,
  users_manage,
  territories_manage,
  devices_manage,
  webhooks_manage,
  audit_view,
  reports_view,
  sites_manage,
};
SATCHEL_ENUM_WORDS(Permission, "account.create", "account.edit", "account.standing", "order.draft",
                   "order.accept", "order.deny", "order.approve", "order.verify", "order.complete",
                   "order.settle", "order.cancel", "order.fraud", "order.reset", "order.delete",
                   "order.edit", "payment.record", "payment.refund", "payment.allocate",
                   "invoice.void", "invoice.write_off", "credit.note", "subscription.change",
                   "usage.record", "receipt.send", "invoice.view", "bill.run", "ledger.view",
                   "ledger.close", "catalogue.edit", "settings.edit", "users.manage",
                   "territories.manage", "devices.manage", "webhooks.manage", "audit.view",
                   "reports.view", "sites.manage");

/// Returns whether the role has the permission; on what, `in_scope` says.
bool may(Role role, Permission permission);

}  // namespace satchel
