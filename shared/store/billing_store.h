// The billing store: subscriptions, billable charges, charge slots and invoices.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/domain/billing/plan_bill.h"
#include "shared/domain/subscription/subscription.h"
#include "shared/store/database.h"

namespace satchel {

Result<std::optional<Subscription>> find_subscription(Transaction& tx, const SubscriptionId& id);
Result<void> save_subscription(Transaction& tx, const Subscription& subscription);
Result<void> erase_subscription(Transaction& tx, const SubscriptionId& id);
/// Returns subscriptions by start, newest first; of one account unless the id is empty.
Result<std::vector<Subscription>> list_subscriptions(Transaction& tx, const AccountId& account_id);
/// Returns the order's subscriptions, ended ones included, in id order.
Result<std::vector<Subscription>> load_order_subscriptions(Transaction& tx,
                                                           const OrderId& order_id);

/// Writes a charge; one that exists is left as it is.
Result<void> save_billable_charge(Transaction& tx, const BillableCharge& charge);

/// Returns the end of the last period that was billed for any charge of the subscription.
Result<std::optional<Date>> find_subscription_billed_to(Transaction& tx, const SubscriptionId& id);

/// Returns the end of the last period that was billed for the charge, which may be yet to be
/// written: an order is invoiced before it is completed.
Result<std::optional<Date>> find_charge_billed_to(Transaction& tx, const BillableChargeId& id);

/// Returns the account's charges that start before `before`, in the order of invoice lines.
Result<std::vector<BillableCharge>> load_account_charges(Transaction& tx,
                                                         const AccountId& account_id, Date before);

/// Returns the charges that a subscription has or had, by their start.
Result<std::vector<BillableCharge>> load_subscription_charges(Transaction& tx,
                                                              const SubscriptionId& id);

/// Writes the end of a charge, when a change brought it about, and what its periods keep to.
Result<void> end_billable_charge(Transaction& tx, const BillableCharge& charge);

/// Ends the order's recurring and usage charges on `end`, or on their start if that is later, and
/// removes its one-time charges that were not billed.
Result<void> end_billable_charges(Transaction& tx, const OrderId& order_id, Date end);

/// Returns the end of the last period that was billed for the charges at `position` of the order,
/// or nothing.
Result<std::optional<Date>> find_billed_through(Transaction& tx, const OrderId& order_id,
                                                std::int64_t position);

/// Returns the account's charges that start by `through`, the slots of live lines with what was
/// credited of them, and the usage that is not billed, with all of the periods it lies in. The
/// facts keep `taxes`, which outlive them; null for none.
Result<BillFacts> load_bill_facts(Transaction& tx, const Account& account, Date through,
                                  const TaxTable* taxes = nullptr);

/// Returns the ids, in id order, of accounts after `after` with a charge that starts before
/// `through`.
Result<std::vector<AccountId>> load_accounts_to_bill(Transaction& tx, Date through,
                                                     const AccountId& after,
                                                     std::int64_t count_max);

/// Writes a draft with its lines; an invoice claims their charge slots. ErrorCode::conflict when a
/// slot is taken or overlaps.
Result<void> save_draft_invoice(Transaction& tx, const Invoice& invoice);

/// Writes number, state, version and dates of a draft that is posted; lines never change.
Result<void> save_posting(Transaction& tx, const Invoice& invoice);

/// Writes what may still change once posted: version, state, hold, paid, credited, written off.
/// ErrorCode::conflict for a draft.
Result<void> save_invoice_status(Transaction& tx, const Invoice& invoice);

/// Returns whether another invoice corrects what this one billed: by credit, or by late usage.
Result<bool> is_adjusted(Transaction& tx, const InvoiceId& id);

/// Frees the slots of the invoice's lines, so that their periods may be billed again.
Result<void> free_slots(Transaction& tx, const InvoiceId& id);

/// Writes an invoice as truth from the server, with lines and without slots (devices).
Result<void> save_invoice_copy(Transaction& tx, const Invoice& invoice);

/// Removes a draft with lines and slots, or a device's copy. Requires that it is not posted here.
Result<void> erase_invoice(Transaction& tx, const InvoiceId& id);

Result<std::optional<Invoice>> find_invoice(Transaction& tx, const InvoiceId& id);

/// Returns the order's own invoices and their credit notes, drafts and void ones included.
Result<std::vector<Invoice>> load_order_invoices(Transaction& tx, const OrderId& order_id);

/// Returns the posted invoices with a line of the order: its own and the bill cycles'.
Result<std::vector<Invoice>> load_invoices_with(Transaction& tx, const OrderId& order_id);

/// Returns the account's posted invoices with something to pay that are not on hold, the oldest due
/// first, without lines.
Result<std::vector<Invoice>> load_open_invoices(Transaction& tx, const AccountId& account_id);

struct InvoiceQuery {
  AccountId account_id;   // Empty for all.
  OrderId order_id;       // Only invoices with a line of this order; empty for all.
  BillRunId bill_run_id;  // Empty for all.
  bool drafts = false;    // Whether drafts are listed too.
  std::string text;       // Words in number and party; empty for all.
  std::int64_t count_max = 200;
  std::string after;  // The `cursor_of` the last row before; empty for the first page.
  std::vector<TerritoryId> territories;  // Only accounts of these; empty for all.
};

/// Returns invoices without lines, newest first (by date, then number, then id).
Result<std::vector<Invoice>> list_invoices(Transaction& tx, const InvoiceQuery& query);

/// Returns the opaque position of an invoice in the list's order, for the next page.
std::string cursor_of(const Invoice& invoice);

/// Returns all draft invoices of a run in rank order (account number, id), with lines.
Result<std::vector<Invoice>> load_drafts(Transaction& tx, const BillRunId& run,
                                         std::int64_t count_max);

/// Returns how many invoices and credit notes were posted, void ones included.
Result<std::int64_t> count_invoices(Transaction& tx);

}  // namespace satchel
