// Writes each report row by row.
#include "server/http/report_list.h"

namespace satchel::server {
namespace {

void write_report_row(ListWriter& out, const TrialRow& row) {
  out.field("account", row.account);
  out.field("debit", row.debit);
  out.field("credit", row.credit);
  out.field("balance", row.debit - row.credit);
}

void write_report_row(ListWriter& out, const TaxRow& row) {
  out.field("month", std::string_view(row.month));
  out.field("tax_ppm", row.tax_ppm);
  out.field("net", row.net);
  out.field("tax", row.tax);
}

void write_report_row(ListWriter& out, const RevenueRow& row) {
  out.field("month", std::string_view(row.month));
  out.field("revenue", row.revenue);
  out.field("deferred", row.deferred);
}

void write_report_row(ListWriter& out, const RecurringRow& row) {
  out.field("subscriptions", row.subscriptions);
  out.field("monthly", row.monthly);
}

void write_report_row(ListWriter& out, const AgingRow& row) {
  out.field("account_id", row.account_id);
  out.field("account_number", row.account_number);
  out.field("account_name", std::string_view(row.account_name));
  Money total{0, row.open[0].currency};
  for (const Money& open : row.open) total = total + open;
  out.field("current", row.open[0]);
  out.field("days_1_30", row.open[1]);
  out.field("days_31_60", row.open[2]);
  out.field("days_61_90", row.open[3]);
  out.field("days_over_90", row.open[4]);
  out.field("total", total);
}

template <class ReportRows>
Result<void> write_all(ListWriter& out, const Result<ReportRows>& loaded) {
  if (!loaded) return tl::unexpected<Error>(loaded.error());
  for (const auto& row : *loaded) {
    out.begin_row();
    write_report_row(out, row);
    out.end_row();
  }
  return {};
}

}  // namespace

Result<void> write_report(ListWriter& out, Transaction& tx, const ReportQuery& query) {
  switch (query.report) {
    case Report::trial_balance:
      return write_all(out, load_trial_balance(tx, query.on));
    case Report::tax:
      return write_all(out, load_tax_report(tx, query.span));
    case Report::revenue:
      return write_all(out, load_revenue_report(tx, query.span));
    case Report::mrr:
      return write_all(out, load_recurring_revenue(tx, query.on));
    case Report::aging:
      return write_all(out, load_aging(tx, query.today));
  }
  return {};
}

}  // namespace satchel::server
