// Numbers and freezes draft invoices.
#include "shared/execute/post_invoice.h"

#include "shared/execute/account_credit.h"
#include "shared/store/billing_store.h"
#include "shared/store/ledger_store.h"
#include "shared/store/organisation_store.h"

namespace satchel {

Result<std::vector<Invoice>> post_invoices(Transaction& tx, std::vector<Invoice> drafts,
                                           Date today) {
  if (drafts.empty()) return drafts;
  const std::string_view series = to_text(drafts.front().kind);
  std::int64_t number =
      SATCHEL_TRY(take_numbers(tx, series, static_cast<std::int64_t>(drafts.size())));
  for (Invoice& invoice : drafts) {
    invoice.number = number++;
    invoice.state = InvoiceState::posted;
    ++invoice.version;
    SATCHEL_TRY(save_posting(tx, invoice));
    SATCHEL_TRY(add_ledger_entries(tx, entries_of(InvoicePosted{invoice})));
    if (invoice.kind == InvoiceKind::invoice) SATCHEL_TRY(pay_by_credit(tx, invoice, today));
  }
  return drafts;
}

Touched touched_by(const Invoice& posted) {
  Touched touched{{AggregateKind::invoice, posted.id.text()}};
  if (posted.paid.minor > 0) {
    touched.push_back({AggregateKind::account, posted.account_id.text()});
  }
  return touched;
}

}  // namespace satchel
