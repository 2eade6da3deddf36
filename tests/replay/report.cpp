// Writes what the replay read back as JSON, and says it in a few lines.
#include <cstdio>
#include <fstream>

#include "shared/wire/writer.h"
#include "tests/replay/figures.h"

namespace satchel::driver {
namespace {

void write(JsonWriter& out, std::string_view name, const Figures& figures) {
  out.key(name);
  out.begin_object();
  out.field("orders", figures.orders);
  out.field("order_items", figures.order_items);
  out.field("orders_minor", figures.orders_minor);
  out.field("gross_minor", figures.gross_minor);
  out.field("invoices", figures.invoices);
  out.field("invoice_lines", figures.invoice_lines);
  out.field("invoiced_minor", figures.invoiced_minor);
  out.field("goods_minor", figures.goods_minor);
  out.field("freight_minor", figures.freight_minor);
  out.end_object();
}

void write(JsonWriter& out, const LedgerFigures& ledger) {
  out.key("ledger");
  out.begin_object();
  out.field("integrity", ledger.integrity);
  out.field("commands", ledger.commands);
  out.field("commands_accepted", ledger.commands_accepted);
  out.field("device_commands", ledger.device_commands);
  out.field("invoice_number_gaps", ledger.invoice_number_gaps);
  out.field("charges_billed_twice", ledger.charges_billed_twice);
  out.end_object();
}

void write(JsonWriter& out, const DeviceFigures& device) {
  out.begin_object();
  out.field("employee", device.employee);
  out.field("accounts", device.accounts);
  out.field("orders", device.orders);
  out.field("invoices", device.invoices);
  out.field("accounts_by_http", device.accounts_by_http);
  out.field("orders_by_http", device.orders_by_http);
  out.field("digest", device.digest);
  out.field("server_digest", device.server_digest);
  out.field("difference", device.difference);
  out.end_object();
}

void write(JsonWriter& out, const ReplayCounts& counts) {
  const auto number = [&](std::string_view name, std::size_t value) {
    out.field(name, static_cast<std::int64_t>(value));
  };
  out.key("counts");
  out.begin_object();
  number("drafts_saved", counts.drafts_saved);
  number("exchanges", counts.exchanges);
  number("replies_lost", counts.replies_lost);
  number("sent_again", counts.sent_again);
  number("reopened", counts.reopened);
  number("acts", counts.acts);
  number("acts_repeated", counts.acts_repeated);
  number("bill_runs", counts.bill_runs);
  out.end_object();
}

}  // namespace

Result<void> write_figures(const ReplayRun& run, const ReplayReport& report,
                           const std::string& path) {
  JsonWriter out;
  out.begin_object();
  out.field("seed", static_cast<std::int64_t>(run.options.seed));
  write(out, "http", report.http);
  write(out, "sql", report.sql);
  write(out, "second_http", report.second_http);
  write(out, "second_sql", report.second_sql);
  write(out, report.ledger);
  write(out, run.counts);
  out.key("devices");
  out.begin_array();
  for (const DeviceFigures& device : report.devices) write(out, device);
  out.end_array();
  out.end_object();
  std::ofstream file(path);
  file << out.take() << "\n";
  file.close();
  if (!file) return fail(ErrorCode::unavailable, path + " cannot be written");
  return {};
}

}  // namespace satchel::driver
