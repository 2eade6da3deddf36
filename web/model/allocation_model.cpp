// Puts together what payments paid, from this device's books and the server's log of credit.
#include "web/model/allocation_model.h"

#include <map>

#include "shared/domain/payment/allocation.h"
#include "shared/store/billing_store.h"
#include "shared/store/payment_store.h"
#include "shared/wire/reader.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

constexpr std::size_t credit_entries_max = 100'000;

bool is_use(const CreditEntry& entry) {
  return entry.kind == CreditKind::applied || entry.kind == CreditKind::returned;
}

std::string words_of_payment(const Payment& payment) {
  return std::string(method_words(payment.method)) + " of " + long_date(payment.taken_on);
}

Result<std::string> payment_words(Transaction& tx, const PaymentId& id) {
  const auto payment = SATCHEL_TRY(find_payment(tx, id));
  return payment ? words_of_payment(*payment) : std::string("another payment");
}

Result<std::string> invoice_words(Transaction& tx, const InvoiceId& id) {
  const auto invoice = SATCHEL_TRY(find_invoice(tx, id));
  return invoice ? "Invoice " + std::to_string(invoice->number) : std::string("another invoice");
}

}  // namespace

Result<std::vector<CreditEntry>> parse_credit_log(std::string_view body, const AccountId& account) {
  return read_document(body, Strictness::tolerant, [&account](ObjectReader& in) {
    std::vector<CreditEntry> entries;
    in.each_object("items", credit_entries_max, [&](ObjectReader& each) {
      CreditEntry entry;
      entry.account_id = account;
      entry.payment_id = each.id<PaymentId>("payment_id");
      entry.invoice_id = each.optional_id<InvoiceId>("invoice_id");
      entry.kind = each.word<CreditKind>("kind");
      entry.amount = each.money("amount");
      entry.entered_on = each.day("entered_on");
      entries.push_back(std::move(entry));
    });
    return entries;
  });
}

Result<std::vector<AllocationView>> load_allocations(Transaction& tx, const Invoice& invoice,
                                                     const CreditLog& log) {
  std::vector<AllocationView> views;
  Money rest = invoice.paid;
  for (const Payment& payment : SATCHEL_TRY(load_invoice_payments(tx, invoice.id))) {
    if (payment.allocated.minor == 0) continue;
    views.push_back({payment.id, invoice.id, words_of_payment(payment), {}, payment.allocated});
    rest = rest - payment.allocated;
  }
  if (rest.minor <= 0) return views;
  std::map<PaymentId, std::int64_t> used;  // Empty without the log of this account.
  for (const CreditEntry& entry : log.entries) {
    if (is_use(entry) && entry.invoice_id == invoice.id) {
      used[entry.payment_id] -= entry.amount.minor;
    }
  }
  for (const auto& [id, minor] : used) {
    if (minor <= 0) continue;
    const std::string words = SATCHEL_TRY(payment_words(tx, id));
    views.push_back({id, invoice.id, words, "from its credit", {minor, rest.currency}});
    rest.minor -= minor;
  }
  if (rest.minor > 0) views.push_back({{}, invoice.id, "Credit of the account", {}, rest});
  return views;
}

Result<std::vector<AllocationView>> load_allocations(Transaction& tx, const Payment& payment,
                                                     const CreditLog& log) {
  std::map<InvoiceId, std::int64_t> paid;
  if (payment.allocated.minor > 0) paid[payment.allocated_to] = payment.allocated.minor;
  for (const CreditEntry& entry : log.entries) {
    if (is_use(entry) && entry.payment_id == payment.id) {
      paid[entry.invoice_id] -= entry.amount.minor;
    }
  }
  std::vector<AllocationView> views;
  for (const auto& [id, minor] : paid) {
    if (minor <= 0) continue;
    const std::string words = SATCHEL_TRY(invoice_words(tx, id));
    views.push_back({payment.id, id, words, {}, {minor, payment.amount.currency}});
  }
  return views;
}

Money free_of(const Payment& payment, const CreditLog& log) {
  Money free{0, payment.amount.currency};
  for (const CreditEntry& entry : log.entries) {
    if (entry.payment_id == payment.id) free = free + entry.amount;
  }
  return free;
}

Result<std::vector<OpenInvoiceView>> load_proposal(Transaction& tx, const AccountId& account,
                                                   Money free) {
  const auto open = SATCHEL_TRY(load_open_invoices(tx, account));
  std::map<InvoiceId, Money> proposed;
  if (const auto planned = plan_allocations(free, open, {})) {
    for (const Allocation& each : *planned) proposed[each.invoice_id] = each.amount;
  }
  std::vector<OpenInvoiceView> views;
  for (const Invoice& invoice : open) {
    if (invoice.total.currency != free.currency) continue;
    const auto found = proposed.find(invoice.id);
    views.push_back({invoice.id, std::to_string(invoice.number), invoice.due_date,
                     balance_of(invoice),
                     found == proposed.end() ? Money{0, free.currency} : found->second});
  }
  return views;
}

}  // namespace satchel::web
