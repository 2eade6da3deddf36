// Rules on allocations, write-offs and void invoices.
#include "shared/domain/payment/decide_invoice.h"

#include "shared/base/text.h"
#include "shared/domain/access/permission.h"
#include "shared/domain/limits.h"

namespace satchel {
namespace {

bool is_in_reach(const InvoiceFacts& facts) {
  return facts.account && in_scope(facts.actor, facts.account->territories);
}

std::optional<Reason> problem_of_invoice_reason(const std::string& reason) {
  if (trim(reason).empty()) return Reason::field_required;
  if (!is_clean_utf8(reason)) return Reason::field_invalid;
  if (length_of(reason) > notes_length_max) return Reason::field_too_long;
  if (!card_number_in(reason).empty()) return Reason::card_number_refused;
  return std::nullopt;
}

/// The posted invoice of this account, or why it cannot be worked on.
Decision<Invoice> posted_invoice(const InvoiceFacts& facts, Permission permission,
                                 const std::string& reason) {
  if (!may(facts.actor.role, permission)) return reject(Reason::role_not_allowed);
  const auto& invoice = facts.invoice;
  const bool posted = invoice && facts.account && invoice->account_id == facts.account->id &&
                      invoice->state == InvoiceState::posted &&
                      invoice->kind == InvoiceKind::invoice;
  if (!is_in_reach(facts) || !posted) return reject(Reason::invoice_not_found, "invoice_id");
  if (const auto problem = problem_of_invoice_reason(reason)) return reject(*problem, "reason");
  return *invoice;
}

}  // namespace

Decision<std::vector<Allocation>> decide(const InvoiceFacts& facts,
                                         const AllocatePayment& command) {
  if (!may(facts.actor.role, Permission::payment_allocate)) {
    return reject(Reason::role_not_allowed);
  }
  if (!facts.payment || !is_in_reach(facts)) return reject(Reason::payment_not_found);
  auto planned = plan_allocations(facts.free, facts.open, command.allocations);
  if (planned && planned->empty()) return reject(Reason::credit_missing);
  return planned;
}

Decision<Money> decide(const InvoiceFacts& facts, const UndoAllocation& command) {
  if (!may(facts.actor.role, Permission::payment_allocate)) {
    return reject(Reason::role_not_allowed);
  }
  if (!facts.payment || !is_in_reach(facts)) return reject(Reason::payment_not_found);
  if (const auto problem = problem_of_invoice_reason(command.reason))
    return reject(*problem, "reason");
  const bool direct = facts.payment->allocated_to == command.invoice_id;
  const Money paid = direct ? facts.payment->allocated + facts.used : facts.used;
  if (paid.minor <= 0) return reject(Reason::allocation_missing, "invoice_id");
  return paid;
}

Decision<Invoice> decide(const InvoiceFacts& facts, const WriteOffInvoice& command) {
  auto invoice = posted_invoice(facts, Permission::invoice_write_off, command.reason);
  if (!invoice) return invoice;
  const Money open = balance_of(*invoice);
  if (open.minor <= 0) return reject(Reason::nothing_open, "invoice_id");
  invoice->written_off = open;
  return invoice;
}

Decision<Invoice> decide(const InvoiceFacts& facts, const VoidInvoice& command) {
  auto invoice = posted_invoice(facts, Permission::invoice_void, command.reason);
  if (!invoice) return invoice;
  // Held for a fraud order it stays on hold; adjusted by a later invoice it is part of that one.
  const bool used = balance_of(*invoice) != invoice->total || invoice->on_hold || facts.adjusted;
  if (used) return reject(Reason::invoice_in_use, "invoice_id");
  if (!invoice->order_id.empty() && !command.reissue) {
    return reject(Reason::reissue_needed, "reissue");
  }
  invoice->state = InvoiceState::voided;
  invoice->on_hold = false;
  return invoice;
}

}  // namespace satchel
