// Figures: what the replay led to, read back from the running server and from its database.
#pragma once

#include <string>
#include <vector>

#include "tests/replay/replay_run.h"

namespace satchel::driver {

/// Amounts in minor units of the one currency.
struct Figures {
  std::int64_t orders = 0;
  std::int64_t order_items = 0;
  std::int64_t orders_minor = 0;  // One-time totals of the orders.
  std::int64_t gross_minor = 0;   // Of the items before discount.
  std::int64_t invoices = 0;
  std::int64_t invoice_lines = 0;
  std::int64_t invoiced_minor = 0;
  std::int64_t goods_minor = 0;    // Invoice lines of items.
  std::int64_t freight_minor = 0;  // Invoice lines of the orders' own charges.

  bool operator==(const Figures&) const = default;
};

struct DeviceFigures {
  std::string employee;
  std::int64_t accounts = 0;
  std::int64_t orders = 0;
  std::int64_t invoices = 0;
  std::int64_t accounts_by_http = 0;  // As the server lists them to this rep.
  std::int64_t orders_by_http = 0;
  std::string digest;         // Of everything the device holds.
  std::string server_digest;  // Of everything the server has in the rep's scope.
  std::string difference;     // Empty when both are equal byte by byte.
};

/// What the server's database says about itself.
struct LedgerFigures {
  std::string integrity;               // "ok"
  std::int64_t commands = 0;           // Logged, each with its verdict.
  std::int64_t commands_accepted = 0;  // Of them.
  std::int64_t device_commands = 0;    // In the journals of the devices.
  std::int64_t invoice_number_gaps = 0;
  std::int64_t charges_billed_twice = 0;
};

Result<Figures> read_figures_by_http(ReplayRun& run);
Result<Figures> read_figures_by_sql(const std::string& data);
Result<LedgerFigures> read_ledger(ReplayRun& run);
Result<std::vector<DeviceFigures>> compare_devices(ReplayRun& run);

struct ReplayReport {
  Figures http;
  Figures sql;
  Figures second_http;  // After every cycle ran once more.
  Figures second_sql;
  LedgerFigures ledger;
  std::vector<DeviceFigures> devices;
};

/// Writes the report with the run's counts as JSON.
Result<void> write_figures(const ReplayRun& run, const ReplayReport& report,
                           const std::string& path);

}  // namespace satchel::driver
