// Reads the reports of the ledger and adds them up.
#include "web/model/ledger_model.h"

#include <algorithm>

#include "shared/base/text.h"
#include "shared/base/words.h"
#include "shared/domain/ledger/ledger.h"
#include "shared/wire/reader.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

constexpr std::size_t ledger_rows_max = 100'000;

/// "2026-11" as "November 2026".
std::string words_of_month(const std::string& month) {
  const auto first = parse_date(month + "-01");
  return first ? month_and_year(*first) : month;
}

std::string words_of_account(LedgerAccount account) {
  std::string words(to_text(account));
  std::replace(words.begin(), words.end(), '_', ' ');
  return capitalised(std::move(words));
}

LedgerRow read_ledger_row(LedgerReport report, ObjectReader& in) {
  LedgerRow row;
  switch (report) {
    case LedgerReport::trial_balance:
      row.label = words_of_account(in.word<LedgerAccount>("account"));
      row.amounts = {in.money("debit"), in.money("credit"), in.money("balance")};
      break;
    case LedgerReport::tax:
      row.label = words_of_month(in.text("month"));
      row.detail = percent_of(in.number("tax_ppm"));
      row.amounts = {in.money("net"), in.money("tax")};
      break;
    case LedgerReport::revenue:
      row.label = words_of_month(in.text("month"));
      row.amounts = {in.money("revenue"), in.money("deferred")};
      break;
    case LedgerReport::mrr:
      row.label = count_of(in.number("subscriptions"), "subscription", "subscriptions");
      row.amounts = {in.money("monthly")};
      break;
    case LedgerReport::aging:
      row.account_id = in.id<AccountId>("account_id");
      row.label = in.text("account_name");
      row.detail = "Account " + std::to_string(in.number("account_number"));
      row.amounts = {in.money("current"),    in.money("days_1_30"),    in.money("days_31_60"),
                     in.money("days_61_90"), in.money("days_over_90"), in.money("total")};
      break;
    case LedgerReport::closed_months:
      row.label = in.text("month");
      row.detail = "Closed " + utc_text({in.optional_number("closed_at_ms", 0)});
      break;
  }
  return row;
}

/// What is deferred at the end of one month is no part of another's.
bool adds_to_total(LedgerReport report, std::size_t column) {
  return report != LedgerReport::revenue || column == 0;
}

std::vector<LedgerRow> totals_by_currency(LedgerReport report, const std::vector<LedgerRow>& rows) {
  std::vector<LedgerRow> totals;
  if (report == LedgerReport::mrr) return totals;
  for (const LedgerRow& row : rows) {
    if (row.amounts.empty()) continue;
    const Currency currency = row.amounts.front()->currency;
    auto total = std::find_if(totals.begin(), totals.end(), [&](const LedgerRow& each) {
      return each.amounts.front()->currency == currency;
    });
    if (total == totals.end()) {
      totals.push_back({"Total", std::string(to_text(currency)), {}, row.amounts});
      total = totals.end() - 1;
      for (std::size_t column = 0; column < row.amounts.size(); ++column) {
        if (!adds_to_total(report, column)) total->amounts[column].reset();
      }
      continue;
    }
    for (std::size_t column = 0; column < row.amounts.size(); ++column) {
      auto& sum = total->amounts[column];
      if (sum && row.amounts[column]) sum = *sum + *row.amounts[column];
    }
  }
  return totals;
}

}  // namespace

const std::vector<std::string>& amount_titles(LedgerReport report) {
  static const std::vector<std::vector<std::string>> titles{
      {"Debit", "Credit", "Balance"},
      {"Net", "Tax"},
      {"Earned", "Deferred"},
      {"A month"},
      {"Not due", "1 to 30", "31 to 60", "61 to 90", "Over 90", "Total"},
      {}};
  return titles[static_cast<std::size_t>(report)];
}

Result<LedgerTable> parse_ledger_report(LedgerReport report, std::string_view body) {
  return read_document(body, Strictness::tolerant, [report](ObjectReader& in) {
    LedgerTable table;
    in.each_object("items", ledger_rows_max, [&](ObjectReader& each) {
      table.rows.push_back(read_ledger_row(report, each));
    });
    table.totals = totals_by_currency(report, table.rows);
    return table;
  });
}

bool is_of_day(LedgerReport report) {
  return report == LedgerReport::trial_balance || report == LedgerReport::mrr;
}

bool is_of_span(LedgerReport report) {
  return report == LedgerReport::tax || report == LedgerReport::revenue;
}

std::string ledger_path(LedgerReport report, const LedgerSpan& span, std::string_view more) {
  const bool months = report == LedgerReport::closed_months;
  std::string path = months ? "/v1/ledger/" : "/v1/reports/";
  path += to_text(report);
  std::string query(more);
  const auto add = [&query](std::string_view name, const std::string& value) {
    if (value.empty()) return;
    query += (query.empty() ? "" : "&") + std::string(name) + "=" + value;
  };
  if (is_of_day(report)) add("on", span.on);
  if (is_of_span(report)) add("from", span.from);
  if (is_of_span(report)) add("to", span.to);
  return query.empty() ? path : path + "?" + query;
}

std::string next_month_to_close(const LedgerModel& model) {
  const auto& closed = model.table.rows;
  const auto last =
      closed.empty() ? std::optional<Date>() : parse_date(closed.front().label + "-01");
  const Date next = last ? add_months(*last, 1, 1) : add_months(model.today, -1, 1);
  return to_text(next).substr(0, 7);
}

}  // namespace satchel::web
