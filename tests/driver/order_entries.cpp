// Reads orders and their lines; amounts stay exact decimals.
#include "tests/driver/order_entries.h"

#include <map>

#include "tests/driver/csv_table.h"

namespace satchel::driver {
namespace {

template <class T>
Result<T> must(const std::optional<T>& value, const std::string& what) {
  if (!value) return fail(ErrorCode::invalid, what + " cannot be read");
  return *value;
}

std::optional<std::int64_t> to_number(const std::string& text) {
  const auto decimal = parse_decimal(text);
  if (!decimal || decimal->scale != 0) return std::nullopt;
  return decimal->coefficient;
}

/// A fraction such as 0.05 in millionths, if it is a whole number of them.
std::optional<std::int64_t> to_ppm(const std::string& text) {
  const auto fraction = parse_decimal(text);
  if (!fraction || fraction->scale > 6) return std::nullopt;
  std::int64_t ppm = fraction->coefficient;
  for (int decimal = fraction->scale; decimal < 6; ++decimal) ppm *= 10;
  return ppm;
}

Result<OrderEntry> read_entry(const CsvTable& orders, std::size_t row) {
  OrderEntry entry;
  entry.order = SATCHEL_TRY(orders.field(row, "orderID"));
  entry.customer = SATCHEL_TRY(orders.field(row, "customerID"));
  entry.employee = SATCHEL_TRY(orders.field(row, "employeeID"));
  const std::string day = SATCHEL_TRY(orders.field(row, "orderDate"));
  const std::string freight = SATCHEL_TRY(orders.field(row, "freight"));
  const std::string order = "order " + entry.order;
  entry.ordered_on = SATCHEL_TRY(must(parse_date(day.substr(0, 10)), order + ": its date " + day));
  entry.freight =
      SATCHEL_TRY(must(parse_money(freight, Currency::usd), order + ": its freight " + freight));
  return entry;
}

Result<EntryLine> read_line(const CsvTable& details, std::size_t row) {
  EntryLine line;
  const std::string where = "order_details.csv, row " + std::to_string(row + 2);
  line.product = SATCHEL_TRY(details.field(row, "productID"));
  const std::string price = SATCHEL_TRY(details.field(row, "unitPrice"));
  const std::string quantity = SATCHEL_TRY(details.field(row, "quantity"));
  const std::string discount = SATCHEL_TRY(details.field(row, "discount"));
  line.unit_price = SATCHEL_TRY(must(parse_decimal(price), where + ": unitPrice " + price));
  line.quantity = SATCHEL_TRY(must(to_number(quantity), where + ": quantity " + quantity));
  line.discount_ppm = SATCHEL_TRY(must(to_ppm(discount), where + ": discount " + discount));
  return line;
}

}  // namespace

Result<std::vector<OrderEntry>> load_order_entries(const std::string& folder) {
  const CsvTable orders = SATCHEL_TRY(CsvTable::read(folder + "/orders.csv"));
  const CsvTable details = SATCHEL_TRY(CsvTable::read(folder + "/order_details.csv"));
  std::vector<OrderEntry> entries;
  std::map<std::string, std::size_t> places;
  for (std::size_t row = 0; row < orders.row_count(); ++row) {
    entries.push_back(SATCHEL_TRY(read_entry(orders, row)));
    places[entries.back().order] = row;
  }
  for (std::size_t row = 0; row < details.row_count(); ++row) {
    const std::string order = SATCHEL_TRY(details.field(row, "orderID"));
    const auto place = places.find(order);
    if (place == places.end()) {
      return fail(ErrorCode::invalid, "order_details.csv names the unknown order " + order);
    }
    entries[place->second].lines.push_back(SATCHEL_TRY(read_line(details, row)));
  }
  return entries;
}

}  // namespace satchel::driver
