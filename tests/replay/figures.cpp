// Reads the replay's figures back over HTTP and by SQL.
#include "tests/replay/figures.h"

#include <fstream>

#include "shared/store/sqlite_database.h"
#include "shared/wire/aggregate_wire.h"
#include "tests/driver/data_folder.h"
#include "tests/driver/replica.h"

namespace satchel::driver {
namespace {

std::int64_t minor_of(const Json& row, std::string_view name) {
  const Json* money = field_of(row, name);
  return money == nullptr ? 0 : number_of(*money, "minor");
}

/// Reads GET `path` as the aggregate that `read` knows.
template <class Read>
auto read_aggregate_at(HttpSession& http, const std::string& path, Read read)
    -> Result<decltype(read(std::declval<ObjectReader&>()))> {
  const HttpReply reply = http.get(path);
  if (reply.status != 200) {
    return fail(ErrorCode::unavailable,
                "GET " + path + " was answered " + std::to_string(reply.status));
  }
  return read_document(reply.body, Strictness::tolerant, read);
}

Result<void> add_orders(HttpSession& office, Figures& figures) {
  for (const Json& row : SATCHEL_TRY(read_list(office, "/v1/orders"))) {
    ++figures.orders;
    figures.orders_minor += minor_of(row, "one_time");
    const Order order =
        SATCHEL_TRY(read_aggregate_at(office, "/v1/orders/" + text_of(row, "id"), read_order));
    figures.order_items += std::ssize(order.document.items);
    const auto totals = totals_of(order.document);
    if (totals) figures.gross_minor += totals->gross.minor;
  }
  return {};
}

Result<void> add_invoices(HttpSession& office, Figures& figures) {
  for (const Json& row : SATCHEL_TRY(read_list(office, "/v1/invoices"))) {
    ++figures.invoices;
    figures.invoiced_minor += minor_of(row, "total");
    const Invoice invoice =
        SATCHEL_TRY(read_aggregate_at(office, "/v1/invoices/" + text_of(row, "id"), read_invoice));
    figures.invoice_lines += std::ssize(invoice.lines);
    for (const InvoiceLine& line : invoice.lines) {
      (line.order_item_id.empty() ? figures.freight_minor : figures.goods_minor) +=
          line.amount.minor;
    }
  }
  return {};
}

/// Returns the one number that the query gives.
Result<std::int64_t> number_by(Transaction& tx, const char* sql) {
  const Rows rows = SATCHEL_TRY(tx.query(sql));
  return rows.empty() ? 0 : rows.front().number(0);
}

Result<std::int64_t> gross_by(Transaction& tx) {
  std::int64_t gross = 0;
  for (const Row& row : SATCHEL_TRY(tx.query(R"sql(
         SELECT item.quantity, charge.unit_price
         FROM sales_order_item item
         JOIN sales_order_item_charge charge
           ON charge.order_id = item.order_id AND charge.item_position = item.position
         WHERE charge.kind = 'one_time')sql"))) {
    const auto amount = extend(row.decimal(1), row.number(0), 1, Currency::usd);
    if (!amount) return fail(ErrorCode::corrupt, "an amount is out of range");
    gross += amount->minor;
  }
  return gross;
}

Result<std::unique_ptr<Database>> open_organisation(const std::string& data) {
  SqliteOptions options;
  options.path = database_path(data);
  return open_sqlite(options);
}

Result<std::int64_t> count_device_commands(ReplayRun& run) {
  std::int64_t count = 0;
  for (Rep& rep : run.reps) {
    const auto tx = SATCHEL_TRY(rep.device->database().begin(Access::read));
    count += SATCHEL_TRY(number_by(*tx, "SELECT COUNT(*) FROM journal_command"));
  }
  return count;
}

}  // namespace

Result<Figures> read_figures_by_http(ReplayRun& run) {
  Figures figures;
  SATCHEL_TRY(add_orders(run.office, figures));
  SATCHEL_TRY(add_invoices(run.office, figures));
  return figures;
}

Result<Figures> read_figures_by_sql(const std::string& data) {
  const auto database = SATCHEL_TRY(open_organisation(data));
  const auto tx = SATCHEL_TRY(database->begin(Access::read));
  const auto number = [&](const char* sql) { return number_by(*tx, sql); };
  Figures figures;
  figures.orders = SATCHEL_TRY(number("SELECT COUNT(*) FROM sales_order"));
  figures.order_items = SATCHEL_TRY(number("SELECT COUNT(*) FROM sales_order_item"));
  figures.orders_minor = SATCHEL_TRY(number("SELECT SUM(one_time_minor) FROM sales_order"));
  figures.gross_minor = SATCHEL_TRY(gross_by(*tx));
  figures.invoices = SATCHEL_TRY(number("SELECT COUNT(*) FROM invoice WHERE state = 'posted'"));
  figures.invoice_lines = SATCHEL_TRY(number("SELECT COUNT(*) FROM invoice_line"));
  figures.invoiced_minor = SATCHEL_TRY(number("SELECT SUM(total_minor) FROM invoice"));
  figures.goods_minor =
      SATCHEL_TRY(number("SELECT SUM(amount_minor) FROM invoice_line WHERE order_item_id <> ''"));
  figures.freight_minor =
      SATCHEL_TRY(number("SELECT SUM(amount_minor) FROM invoice_line WHERE order_item_id = ''"));
  return figures;
}

Result<LedgerFigures> read_ledger(ReplayRun& run) {
  const auto database = SATCHEL_TRY(open_organisation(run.options.data));
  const auto tx = SATCHEL_TRY(database->begin(Access::read));
  const auto number = [&](const char* sql) { return number_by(*tx, sql); };
  LedgerFigures ledger;
  const Rows integrity = SATCHEL_TRY(tx->query("PRAGMA integrity_check"));
  ledger.integrity = integrity.empty() ? "no answer" : integrity.front().text(0);
  ledger.commands = SATCHEL_TRY(number("SELECT COUNT(*) FROM command_log"));
  ledger.commands_accepted =
      SATCHEL_TRY(number("SELECT COUNT(*) FROM command_log WHERE verdict = 'accepted'"));
  ledger.device_commands = SATCHEL_TRY(count_device_commands(run));
  ledger.invoice_number_gaps = SATCHEL_TRY(
      number("SELECT MAX(number) - MIN(number) + 1 - COUNT(*) FROM invoice WHERE number > 0"));
  ledger.charges_billed_twice = SATCHEL_TRY(number(R"sql(
    SELECT COUNT(*) FROM (SELECT charge_id FROM invoice_line
                          GROUP BY charge_id, period_start HAVING COUNT(*) > 1))sql"));
  return ledger;
}

Result<std::vector<DeviceFigures>> compare_devices(ReplayRun& run) {
  const auto database = SATCHEL_TRY(open_organisation(run.options.data));
  std::vector<DeviceFigures> all;
  for (Rep& rep : run.reps) {
    FieldDevice& device = *rep.device;
    const Replica server =
        SATCHEL_TRY(load_server_replica(*database, web::actor_of(device.session())));
    const Replica held = SATCHEL_TRY(load_device_replica(device.database()));
    DeviceFigures figures;
    figures.employee = rep.employee;
    figures.accounts = held.account_count;
    figures.orders = held.order_count;
    figures.invoices = held.invoice_count;
    figures.accounts_by_http = std::ssize(SATCHEL_TRY(read_list(device.http(), "/v1/accounts")));
    figures.orders_by_http = std::ssize(SATCHEL_TRY(read_list(device.http(), "/v1/orders")));
    figures.digest = digest_of(held);
    figures.server_digest = digest_of(server);
    figures.difference = difference_of(server, held);
    all.push_back(figures);
  }
  return all;
}

}  // namespace satchel::driver
