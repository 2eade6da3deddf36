// Words the first invoice and the 12-month schedule that the planner computes.
#include "web/model/first_invoice.h"

#include <algorithm>

#include "web/model/words.h"

namespace satchel::web {
namespace {

constexpr int months_shown = 12;

/// A line of an item's one-time charge: these are shown together.
bool is_goods(const InvoiceLine& line) {
  return !line.order_item_id.empty() && line.days_in_period <= 1;
}

/// Quantity, price and discount; the days stand before them.
std::string quantity_words(const InvoiceLine& line) {
  InvoiceLine whole = line;
  whole.days_billed = whole.days_in_period;
  return derivation_of(whole);
}

std::vector<FirstInvoiceRow> rows_of(const Invoice& invoice) {
  std::vector<FirstInvoiceRow> rows;
  const auto goods = std::count_if(invoice.lines.begin(), invoice.lines.end(), is_goods);
  if (goods > 1) {
    Money sum{0, invoice.total.currency};
    for (const InvoiceLine& line : invoice.lines) {
      if (is_goods(line)) sum = sum + line.amount;
    }
    rows.push_back({"Goods, " + count_of(goods, "line", "lines"), "", grouped_amount(sum)});
  }
  for (const InvoiceLine& line : invoice.lines) {
    if (goods > 1 && is_goods(line)) continue;
    const std::string days = days_of(line);
    const bool plain = line.quantity == 1 && line.discount_ppm == 0;
    std::string detail = days;
    if (!plain) detail += (detail.empty() ? "" : ", ") + quantity_words(line);
    rows.push_back({line.name, std::move(detail), grouped_amount(line.amount)});
  }
  return rows;
}

std::vector<ScheduleMonth> schedule_of(const Account& account, const Invoice& first,
                                       const std::vector<Money>& amounts) {
  std::vector<ScheduleMonth> months;
  Date on = first.through;
  for (const Money& amount : amounts) {
    months.push_back({on, amount});
    on = next_anchor(on, account.bill_cycle_day);
  }
  return months;
}

/// What comes after the first invoice, in one sentence.
std::string outlook_of(const std::vector<ScheduleMonth>& months) {
  if (months.size() < 2) return {};
  const auto later = months.begin() + 1;
  const bool steady = std::all_of(later, months.end(), [&](const ScheduleMonth& month) {
    return month.amount == later->amount;
  });
  if (steady && later->amount.minor == 0) return "Nothing more after the first invoice";
  if (steady) return to_text(later->amount) + " a month from " + month_and_year(later->on);
  Money sum{0, later->amount.currency};
  for (const ScheduleMonth& month : months) sum = sum + month.amount;
  return to_text(sum) + " in these 12 months";
}

}  // namespace

std::optional<FirstInvoice> plan_first(const BilledTo& to, const Order& order) {
  if (order.document.items.empty() && order.document.charges.empty()) return std::nullopt;
  if (!totals_of(order.document)) return std::nullopt;
  const auto planned = plan_first_invoice(to, order);
  if (!planned || !*planned) return std::nullopt;
  FirstInvoice first;
  first.invoice = **planned;
  first.rows = rows_of(first.invoice);
  const auto amounts = plan_schedule(to, order, months_shown);
  if (amounts) first.schedule = schedule_of(to.account, first.invoice, *amounts);
  first.outlook = outlook_of(first.schedule);
  return first;
}

}  // namespace satchel::web
