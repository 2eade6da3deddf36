// The entries of each act on money, and the months in which revenue is earned.
#include "shared/domain/ledger/ledger.h"

#include <algorithm>
#include <map>
#include <utility>

namespace satchel {
namespace {

Date last_day_of_month(Date day) {
  return std::chrono::year_month_day_last(day.year(), std::chrono::month_day_last(day.month()));
}

/// Adds what moves from the credited to the debited account; negative, it moves the other way.
void add_entry(LedgerEntries& entries, LedgerEntry entry) {
  if (entry.amount.minor == 0) return;
  if (entry.amount.minor < 0) {
    entry.amount.minor = -entry.amount.minor;
    std::swap(entry.debit, entry.credit);
  }
  entries.push_back(std::move(entry));
}

/// What an invoice's lines come to, as the ledger sees it.
struct PostedSums {
  std::map<std::int64_t, Money> earned;    // By tax rate: revenue at once.
  std::map<std::int64_t, Money> deferred;  // By tax rate: revenue later.
  std::map<std::int64_t, Money> tax;       // By tax rate.
  std::map<Date, Money> later;             // By the day on which it is earned.
};

template <class Key>
void add_to_sum(std::map<Key, Money>& sums, const Key& key, Money amount) {
  const auto at = sums.emplace(key, Money{0, amount.currency}).first;
  at->second = at->second + amount;
}

PostedSums sums_of(const Invoice& invoice, Date on) {
  PostedSums sums;
  for (const InvoiceLine& line : invoice.lines) {
    add_to_sum(sums.tax, line.tax_ppm, line.tax);
    for (const EarnedPart& part : earned_parts(line.amount, line.period)) {
      if (part.on <= on) {
        add_to_sum(sums.earned, line.tax_ppm, part.amount);
      } else {
        add_to_sum(sums.deferred, line.tax_ppm, part.amount);
        add_to_sum(sums.later, part.on, part.amount);
      }
    }
  }
  return sums;
}

/// The entries of an invoice's lines on a day; those of a void invoice are `reversed`.
LedgerEntries entries_of_lines(const Invoice& invoice, LedgerEntry wanted, bool reversed) {
  const PostedSums sums = sums_of(invoice, wanted.on);
  wanted.subject_id = invoice.id.text();
  wanted.account_id = invoice.account_id;
  LedgerEntries entries;
  const auto add = [&](const LedgerEntry& kind, Money amount, std::int64_t tax_ppm) {
    LedgerEntry entry = kind;
    entry.amount = reversed ? Money{-amount.minor, amount.currency} : amount;
    entry.tax_ppm = tax_ppm;
    add_entry(entries, std::move(entry));
  };
  for (const LedgerAccount account :
       {LedgerAccount::revenue, LedgerAccount::deferred_revenue, LedgerAccount::tax}) {
    wanted.credit = account;
    const auto& by_rate = account == LedgerAccount::revenue ? sums.earned
                          : account == LedgerAccount::tax   ? sums.tax
                                                            : sums.deferred;
    for (const auto& [rate, amount] : by_rate) add(wanted, amount, rate);
  }
  wanted.act = LedgerAct::recognition;
  wanted.debit = LedgerAccount::deferred_revenue;
  wanted.credit = LedgerAccount::revenue;
  for (const auto& [day, amount] : sums.later) {
    wanted.on = day;
    add(wanted, amount, 0);
  }
  return entries;
}

}  // namespace

std::vector<EarnedPart> earned_parts(Money net, const Period& period) {
  const std::int64_t days = days_between(period.start, period.end);
  if (days <= 0) return {{period.start, net}};
  std::vector<EarnedPart> parts;
  Money left = net;
  for (Date start = period.start; start < period.end;) {
    const Date month_end = add_days(last_day_of_month(start), 1);
    const Date end = std::min(month_end, period.end);
    const Money earned = end == period.end ? left : scale(net, days_between(start, end), days);
    parts.push_back({add_days(end, -1), earned});
    left = left - earned;
    start = end;
  }
  return parts;
}

LedgerAccount money_account_of(PaymentMethod method) {
  switch (method) {
    case PaymentMethod::on_account:
    case PaymentMethod::bank_transfer:
      return LedgerAccount::bank;
    case PaymentMethod::check:
      return LedgerAccount::checks;
    case PaymentMethod::cash:
      return LedgerAccount::cash;
    case PaymentMethod::card:
      return LedgerAccount::cards;
  }
  return LedgerAccount::bank;
}

LedgerEntries entries_of(const InvoicePosted& act) {
  const bool asks = act.invoice.kind == InvoiceKind::invoice;
  LedgerEntry wanted;
  wanted.on = act.invoice.invoice_date;
  wanted.act = asks ? LedgerAct::invoice : LedgerAct::credit_note;
  return entries_of_lines(act.invoice, wanted, false);
}

LedgerEntries entries_of(const InvoiceVoided& act) {
  LedgerEntry wanted;
  wanted.on = std::max(act.on, act.invoice.invoice_date);
  wanted.act = LedgerAct::voided;
  wanted.reason = act.reason;
  return entries_of_lines(act.invoice, wanted, true);
}

LedgerEntries entries_of(const InvoiceWrittenOff& act) {
  LedgerEntries entries;
  add_entry(entries,
            {act.on, LedgerAct::write_off, act.invoice.id.text(), act.invoice.account_id,
             LedgerAccount::write_off, LedgerAccount::receivable, act.amount, 0, act.reason});
  return entries;
}

LedgerEntries entries_of(const PaymentAllocated& act) {
  LedgerEntries entries;
  const auto why = act.amount.minor < 0 ? LedgerAct::refund : LedgerAct::payment;
  add_entry(entries, {act.on, why, act.payment.id.text(), act.payment.account_id,
                      money_account_of(act.payment.method), LedgerAccount::receivable, act.amount});
  return entries;
}

LedgerEntries entries_of(const CreditBooked& act) {
  const CreditEntry& entry = act.entry;
  LedgerEntry wanted{act.on,           LedgerAct::credit,         entry.payment_id.text(),
                     entry.account_id, LedgerAccount::receivable, LedgerAccount::customer_credit,
                     entry.amount};
  switch (entry.kind) {
    case CreditKind::overpaid:
      wanted.act = LedgerAct::payment;
      wanted.debit = money_account_of(act.method);
      break;
    case CreditKind::refunded:
      wanted.act = LedgerAct::refund;
      wanted.debit = money_account_of(act.method);
      break;
    case CreditKind::given_back:
      break;
    case CreditKind::applied:
      wanted.act = LedgerAct::credit_use;
      wanted.subject_id = entry.invoice_id.text();
      break;
    case CreditKind::returned:
      wanted.act = LedgerAct::credit_return;
      wanted.subject_id = entry.invoice_id.text();
      break;
  }
  LedgerEntries entries;
  add_entry(entries, std::move(wanted));
  return entries;
}

}  // namespace satchel
