// Spreads money over open invoices.
#include "shared/domain/payment/allocation.h"

#include <algorithm>
#include <tuple>

namespace satchel {
namespace {

using Allocations = std::vector<Allocation>;

Allocations oldest_due_first(Money free, std::vector<Invoice> open) {
  std::sort(open.begin(), open.end(), [](const Invoice& left, const Invoice& right) {
    return std::tie(left.due_date, left.number, left.id) <
           std::tie(right.due_date, right.number, right.id);
  });
  Allocations planned;
  for (const Invoice& invoice : open) {
    const Money balance = balance_of(invoice);
    if (free.minor <= 0) break;
    if (balance.currency != free.currency || balance.minor <= 0) continue;
    planned.push_back({invoice.id, {std::min(free.minor, balance.minor), free.currency}});
    free = free - planned.back().amount;
  }
  return planned;
}

}  // namespace

Decision<std::vector<Allocation>> plan_allocations(Money free, std::vector<Invoice> open,
                                                   const std::vector<Allocation>& wanted) {
  if (wanted.empty()) return oldest_due_first(free, std::move(open));
  for (const Allocation& each : wanted) {
    const auto invoice = std::find_if(open.begin(), open.end(), [&](const Invoice& known) {
      return known.id == each.invoice_id;
    });
    if (invoice == open.end()) return reject(Reason::invoice_not_found, "allocations");
    const bool fits = each.amount.currency == free.currency && each.amount.minor > 0 &&
                      each.amount.minor <= balance_of(*invoice).minor &&
                      each.amount.minor <= free.minor;
    if (!fits) return reject(Reason::allocation_out_of_range, "allocations");
    free = free - each.amount;
    open.erase(invoice);
  }
  return wanted;
}

}  // namespace satchel
