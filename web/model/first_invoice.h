// The first invoice of one order and its next 12 months, as the bill cycle itself will compute
// them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/domain/billing/plan_bill.h"
#include "shared/domain/order/order.h"

namespace satchel::web {

/// One row of the panel: goods together, recurring charges and freight each alone.
struct FirstInvoiceRow {
  std::string label;   // "Goods, 2 lines", "Cooler rental"
  std::string detail;  // "22 Nov to 30 Nov (9/30), 2 × 24.50"; may be empty.
  std::string amount;
};

/// What is invoiced at one bill cycle end.
struct ScheduleMonth {
  Date on = date(1970, 1, 1);
  Money amount;
};

struct FirstInvoice {
  Invoice invoice;
  std::vector<FirstInvoiceRow> rows;
  std::vector<ScheduleMonth> schedule;  // Twelve cycle ends, the first invoice first.
  std::string outlook;                  // "49.00 EUR a month from January 2027"
};

/// Returns the plan of the order alone; nothing when there is nothing to bill or an amount is out
/// of range.
std::optional<FirstInvoice> plan_first(const BilledTo& to, const Order& order);

}  // namespace satchel::web
