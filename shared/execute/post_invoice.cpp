// Numbers and freezes draft invoices.
#include "shared/execute/post_invoice.h"

#include <map>

#include "shared/execute/account_credit.h"
#include "shared/store/billing_store.h"
#include "shared/store/ledger_store.h"
#include "shared/store/organisation_store.h"

namespace satchel {
namespace {

/// Whether it is a bill that gives back, and not one that takes an invoice back.
bool is_bill_credit(const Invoice& invoice) {
  return invoice.kind == InvoiceKind::credit_note && invoice.credits_invoice_id.empty();
}

/// The credit note stands where otherwise the payment does from which a credit comes.
Result<void> book_bill_credit(Transaction& tx, const Invoice& note, Date today) {
  const auto source = PaymentId::parse(note.id.text()).value_or(PaymentId());
  SATCHEL_TRY(book_credit(tx, {note.account_id,
                               source,
                               CreditKind::given_back,
                               {-note.total.minor, note.total.currency},
                               today}));
  return {};
}

}  // namespace

Result<std::vector<Invoice>> post_invoices(Transaction& tx, std::vector<Invoice> drafts,
                                           Date today) {
  std::map<InvoiceKind, std::int64_t> next;
  for (const Invoice& draft : drafts) ++next[draft.kind];
  for (auto& [kind, number] : next) number = SATCHEL_TRY(take_numbers(tx, to_text(kind), number));
  for (Invoice& invoice : drafts) {
    invoice.number = next[invoice.kind]++;
    invoice.state = InvoiceState::posted;
    ++invoice.version;
    SATCHEL_TRY(save_posting(tx, invoice));
    SATCHEL_TRY(add_ledger_entries(tx, entries_of(InvoicePosted{invoice})));
    if (invoice.kind == InvoiceKind::invoice) SATCHEL_TRY(pay_by_credit(tx, invoice, today));
    if (is_bill_credit(invoice)) SATCHEL_TRY(book_bill_credit(tx, invoice, today));
  }
  return drafts;
}

Touched touched_by(const Invoice& posted) {
  Touched touched{{AggregateKind::invoice, posted.id.text()}};
  if (posted.paid.minor > 0 || is_bill_credit(posted)) {
    touched.push_back({AggregateKind::account, posted.account_id.text()});
  }
  return touched;
}

}  // namespace satchel
