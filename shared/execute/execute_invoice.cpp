// Writes invoices off, voids them and issues them again.
#include "shared/execute/execute_invoice.h"

#include <utility>

#include "shared/domain/order/decide_office.h"
#include "shared/execute/order_facts.h"
#include "shared/execute/payment_booking.h"
#include "shared/execute/post_invoice.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/ledger_store.h"
#include "shared/store/order_store.h"
#include "shared/store/tax_store.h"

namespace satchel {
namespace {

using Acted = Decision<Touched>;

template <class InvoiceCommand>
Result<InvoiceFacts> load_invoice_facts(Transaction& tx, const ExecuteContext& context,
                                        const InvoiceCommand& command) {
  InvoiceFacts facts;
  facts.actor = context.actor;
  facts.account = SATCHEL_TRY(find_account(tx, command.account_id));
  facts.invoice = SATCHEL_TRY(find_invoice(tx, command.invoice_id));
  facts.adjusted = SATCHEL_TRY(is_adjusted(tx, command.invoice_id));
  return facts;
}

Result<void> save_decided(Transaction& tx, Invoice& invoice, Touched& touched) {
  invoice.version += 1;
  SATCHEL_TRY(save_invoice_status(tx, invoice));
  touched.push_back({AggregateKind::invoice, invoice.id.text()});
  return {};
}

/// What the void invoice's periods come to now; nothing when there is nothing to bill any more.
Result<Decision<std::optional<Invoice>>> plan_again(Transaction& tx, const Account& account,
                                                    const Invoice& before) {
  const auto id = InvoiceId::derive(before.id.text(), "reissue");
  const TaxTable taxes = SATCHEL_TRY(load_tax_table(tx));
  if (before.order_id.empty()) {
    const auto facts = SATCHEL_TRY(load_bill_facts(tx, account, before.through, &taxes));
    return plan_bill(facts, before.through, id);
  }
  const auto order = SATCHEL_TRY(find_order(tx, before.order_id));
  if (!order) return fail(ErrorCode::corrupt, "an invoice has lost its order");
  return plan_order_invoice({account, taxes}, *order, id);
}

/// Posts the invoice anew; credit that pays of it is paid of its order.
Result<Decision<Touched>> reissue(Transaction& tx, const ExecuteContext& context,
                                  const Account& account, const Invoice& before) {
  Booking booking{tx, context, {}};
  const auto planned = SATCHEL_TRY(plan_again(tx, account, before));
  if (!planned) return Acted(tl::unexpected<Rejection>(planned.error()));
  if (!*planned) return Acted(Touched());
  Invoice again = **planned;
  again.reissues_id = before.id;
  again.reissues_number = before.number;
  const bool of_order = !before.order_id.empty();
  again.invoice_date = context.today;
  again.due_date = of_order ? context.today : add_days(context.today, account.payment_terms_days);
  SATCHEL_TRY(save_draft_invoice(tx, again));
  const auto posted = SATCHEL_TRY(post_invoices(tx, {again}, context.today));
  booking.add(touched_by(posted.front()));
  if (of_order && posted.front().paid.minor > 0) {
    SATCHEL_TRY(note_on_order(booking, before.order_id, posted.front().paid,
                              to_text(posted.front().paid) + ", account credit"));
  }
  return Acted(std::move(booking.touched));
}

/// What will never be paid is not due for the order any more.
Result<void> write_off_order(Booking& booking, const Invoice& invoice, const std::string& reason) {
  PriceBooks books;
  const OrderFacts facts = SATCHEL_TRY(
      load_order_facts(booking.tx, booking.context, {invoice.order_id, nullptr}, books));
  if (!facts.order) return {};
  Order order = *facts.order;
  order.due = order.due - invoice.written_off;
  note_payment(order, facts, to_text(invoice.written_off) + " written off: " + reason);
  order.version += 1;
  SATCHEL_TRY(save_order(booking.tx, order));
  booking.touched.push_back({AggregateKind::order, order.id.text()});
  return {};
}

/// The account's version grows, so that an open bill run plans it again.
Result<Account> raise_account(Transaction& tx, Account account, Touched& touched) {
  account.version += 1;
  SATCHEL_TRY(save_account(tx, account));
  touched.push_back({AggregateKind::account, account.id.text()});
  return account;
}

}  // namespace

Result<Decision<Touched>> execute_invoice(Transaction& tx, const ExecuteContext& context,
                                          const WriteOffInvoice& command) {
  const InvoiceFacts facts = SATCHEL_TRY(load_invoice_facts(tx, context, command));
  Decision<Invoice> decided = decide(facts, command);
  if (!decided) return Acted(tl::unexpected<Rejection>(decided.error()));
  SATCHEL_TRY(add_ledger_entries(tx, entries_of(InvoiceWrittenOff{*decided, decided->written_off,
                                                                  context.today, command.reason})));
  Booking booking{tx, context, {}};
  SATCHEL_TRY(save_decided(tx, *decided, booking.touched));
  if (!decided->order_id.empty()) {
    SATCHEL_TRY(write_off_order(booking, *decided, command.reason));
  }
  return Acted(std::move(booking.touched));
}

Result<Decision<Touched>> execute_invoice(Transaction& tx, const ExecuteContext& context,
                                          const VoidInvoice& command) {
  const InvoiceFacts facts = SATCHEL_TRY(load_invoice_facts(tx, context, command));
  Decision<Invoice> decided = decide(facts, command);
  if (!decided) return Acted(tl::unexpected<Rejection>(decided.error()));
  SATCHEL_TRY(
      add_ledger_entries(tx, entries_of(InvoiceVoided{*decided, context.today, command.reason})));
  Touched touched;
  SATCHEL_TRY(save_decided(tx, *decided, touched));
  SATCHEL_TRY(free_slots(tx, decided->id));
  const Account account = SATCHEL_TRY(raise_account(tx, *facts.account, touched));
  if (!command.reissue) return Acted(std::move(touched));
  Decision<Touched> again = SATCHEL_TRY(reissue(tx, context, account, *decided));
  if (again) again->insert(again->begin(), touched.begin(), touched.end());
  return again;
}

}  // namespace satchel
