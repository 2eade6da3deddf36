// Draws the reports of the ledger.
#include "web/screens/ledger.h"

#include <algorithm>
#include <array>
#include <vector>

#include "web/kit/button.h"
#include "web/kit/chart.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/kit.h"
#include "web/kit/layout.h"
#include "web/kit/shell.h"
#include "web/kit/text.h"
#include "web/model/words.h"
#include "web/screens/settings_parts.h"

namespace satchel::web {
namespace {

constexpr std::size_t ledger_bars_max = 12;
constexpr std::size_t amounts_with_currency = 3;

std::string_view words_of_report(LedgerReport report) {
  switch (report) {
    case LedgerReport::trial_balance:
      return "What each account of the ledger has had on both sides up to the day.";
    case LedgerReport::tax:
      return "What was invoiced at each rate in each month, less what was taken back.";
    case LedgerReport::revenue:
      return "What is earned in each month, and what is invoiced and not earned at its end.";
    case LedgerReport::mrr:
      return "What the subscriptions that are active on the day come to in a full month, net.";
    case LedgerReport::aging:
      return "What customers owe today, by the days since it was due.";
    case LedgerReport::closed_months:
      return "Months that take no entries any more, the last one first.";
  }
  return "";
}

void draw_ledger_tabs(LedgerReport here, Commands& out) {
  static const std::array<std::string, 6> labels{"Trial balance", "Tax",   "Revenue",
                                                 "MRR",           "Aging", "Closed months"};
  std::size_t index = static_cast<std::size_t>(here);
  if (tabs("Which report of the ledger", labels, index)) {
    out.push_back(GoTo{"/ledger/" + std::string(to_text(static_cast<LedgerReport>(index)))});
  }
  gap(2);
}

void draw_ledger_span(const LedgerModel& model, LedgerDraft& draft, Commands& out) {
  bool changed = false;
  if (is_of_day(model.report)) {
    Columns columns({1, 3}, true);
    changed = date_field({.label = "On", .help = "Empty: today"}, draft.span.on).changed;
    columns.next();
  } else if (is_of_span(model.report)) {
    Columns columns({1, 1, 2}, true);
    changed = date_field({.label = "From"}, draft.span.from).changed;
    columns.next();
    changed = date_field({.label = "To"}, draft.span.to).changed || changed;
    columns.next();
  }
  if (changed) out.push_back(LedgerWish{LoadLedgerReport{}});
}

/// Narrow columns for many amounts, without the currency, which the last one names.
std::vector<Column> ledger_columns(LedgerReport report) {
  std::vector<Column> columns{{.title = report == LedgerReport::aging ? "Customer" : "What"}};
  const auto& titles = amount_titles(report);
  const bool many = titles.size() > amounts_with_currency;
  for (std::size_t index = 0; index < titles.size(); ++index) {
    const bool last = index + 1 == titles.size();
    columns.push_back({.title = titles[index],
                       .width = !many  ? 150.0F
                                : last ? 112.0F
                                       : 84.0F,
                       .align = Align::right,
                       .hide_on_phone = many && !last,
                       .hide_below = many && !last ? 640.0F : 0.0F});
  }
  return columns;
}

void draw_ledger_cells(const LedgerRow& row, bool total, Cells& cells) {
  if (total) {
    cells.strong(row.label + " " + row.detail);
  } else if (row.detail.empty()) {
    cells.text(row.label);
  } else {
    cells.two_lines(row.label, row.detail);
  }
  std::size_t left = row.amounts.size();
  const bool many = left > amounts_with_currency;
  for (const auto& amount : row.amounts) {
    --left;
    const bool bare = many && left > 0;
    cells.number(!amount ? "" : bare ? grouped_amount(*amount) : to_text(*amount));
  }
}

/// What is earned month by month, where it is all of one currency.
void draw_earned(const LedgerModel& model) {
  const auto& rows = model.table.rows;
  if (model.report != LedgerReport::revenue || model.table.totals.size() != 1) return;
  std::vector<Bar> bars;
  for (const LedgerRow& row : rows) {
    const Money& earned = *row.amounts.front();
    bars.push_back({row.label.substr(0, 3), std::max<std::int64_t>(0, earned.minor),
                    row.label + " " + to_text(earned)});
  }
  if (bars.size() > ledger_bars_max) bars.resize(ledger_bars_max);
  bar_chart({.name = "Earned by month", .bars = bars, .height = 130});
  gap(2);
}

void draw_ledger_table(const LedgerModel& model, LedgerDraft& draft, Commands& out) {
  const auto columns = ledger_columns(model.report);
  const auto& rows = model.table.rows;
  const auto& totals = model.table.totals;
  const bool opens = model.report == LedgerReport::aging;
  const TableSpec spec{.name = "Ledger figures",
                       .columns = columns,
                       .row_count = rows.size() + totals.size(),
                       .selectable = opens};
  const auto result = table(spec, draft.table, [&](std::size_t index, Cells& cells) {
    const bool total = index >= rows.size();
    draw_ledger_cells(total ? totals[index - rows.size()] : rows[index], total, cells);
  });
  const auto opened = result.opened ? result.opened : result.pressed;
  if (!opens || !opened || *opened >= rows.size()) return;
  out.push_back(GoTo{"/customers/" + rows[*opened].account_id.text()});
}

void draw_ledger_actions(const LedgerModel& model, LedgerDraft& draft, Commands& out) {
  const RightRow row{"Ledger actions"};
  const bool months = model.report == LedgerReport::closed_months;
  if (months && model.may_close && model.known) {
    if (button({.label = "Close a month", .why_disabled = why_off(model.online)})) {
      draft.closing = true;
      draft.month = next_month_to_close(model);
    }
    same_line();
  }
  if (button({.label = "Export CSV", .why_disabled = why_off(model.online)})) {
    out.push_back(LedgerWish{SaveLedgerCsv{}});
  }
}

void draw_close_dialog(const LedgerModel& model, LedgerDraft& draft, Commands& out) {
  Dialog dialog("Close this month?", draft.closing);
  if (!dialog.shown()) return;
  body(
      "The ledger takes no entry dated in this month, or in one before it, any more. What "
      "concerns it later counts in the first open month. It cannot be opened again.");
  gap(2);
  const bool good = parse_date(draft.month + "-01").has_value();
  text_field({.label = "Month",
              .error = good ? "" : "Write the year and the month, as 2026-11.",
              .required = true},
             draft.month);
  gap(3);
  Columns columns({1, 1}, true);
  if (button({.label = "Back", .width = -1})) draft.closing = false;
  columns.next();
  if (!button({.label = "Close the month",
               .kind = ButtonKind::danger,
               .why_disabled = why_off(model.online),
               .width = -1})) {
    return;
  }
  if (!good) return;
  draft.closing = false;
  out.push_back(LedgerWish{CloseMonth{draft.month}});
}

}  // namespace

void draw_ledger(const LedgerModel& model, LedgerDraft& draft, Commands& out) {
  const auto header =
      page_header({.title = "Ledger", .subtitle = words_of_report(model.report), .back = true});
  if (header.back) out.push_back(GoTo{"/reports"});
  draw_ledger_tabs(model.report, out);
  draw_online_state(model.online);
  draw_ledger_span(model, draft, out);
  {
    const Card card({.name = "Ledger report"});
    draw_ledger_actions(model, draft, out);
    if (model.table.rows.empty()) {
      empty_state(
          {.title = model.known ? "Nothing to report" : "Asking the server …",
           .text = "The ledger has no such entries. Choose other days, or another report."});
    } else {
      draw_earned(model);
      draw_ledger_table(model, draft, out);
    }
  }
  draw_close_dialog(model, draft, out);
}

}  // namespace satchel::web
