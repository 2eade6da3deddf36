// OrderEntries: the orders of a folder of CSV files, as the reps took them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/decimal.h"
#include "shared/base/money.h"
#include "shared/base/result.h"

namespace satchel::driver {

struct EntryLine {
  std::string product;
  Decimal unit_price;
  std::int64_t quantity = 1;
  std::int64_t discount_ppm = 0;
};

struct OrderEntry {
  std::string order;     // The key of its row; becomes the purchase order number.
  std::string customer;  // The key of the customer's row.
  std::string employee;  // The key of the row of who took it.
  Date ordered_on = date(1970, 1, 1);
  Money freight;
  std::vector<EntryLine> lines;
};

/// Returns the orders of orders.csv with their lines of order_details.csv, in file order, or what
/// is wrong with the files and where.
Result<std::vector<OrderEntry>> load_order_entries(const std::string& folder);

}  // namespace satchel::driver
