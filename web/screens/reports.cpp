// Draws the reports.
#include "web/screens/reports.h"

#include <algorithm>
#include <array>
#include <vector>

#include "web/kit/button.h"
#include "web/kit/chart.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/kit.h"
#include "web/kit/layout.h"
#include "web/kit/shell.h"
#include "web/kit/text.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

constexpr std::size_t periods_tab = 3;
constexpr std::size_t incomplete_tab = 4;
constexpr std::size_t ages_tab = 5;
constexpr std::size_t ledger_tab = 6;  // Another screen.
constexpr std::size_t bars_max = 12;

std::vector<Column> report_columns(std::size_t tab) {
  const std::string_view what = tab == incomplete_tab ? "Reason" : tab == ages_tab ? "Age" : "";
  std::vector<Column> columns{
      {.title = what.empty() ? "Name" : what},
      {.title = tab == 2 ? "Units" : "Orders", .width = 90, .align = Align::right}};
  if (tab == incomplete_tab) return columns;
  columns.push_back(
      {.title = tab == ages_tab ? "Open" : "Once", .width = 150, .align = Align::right});
  if (tab == ages_tab) return columns;
  columns.push_back(
      {.title = "A month", .width = 150, .align = Align::right, .hide_on_phone = true});
  return columns;
}

void draw_span(ReportsDraft& draft) {
  if (draft.tab == periods_tab) {
    const std::vector<std::string> periods{"By day", "By week", "By month"};
    segmented("Periods", periods, draft.period);
    gap(2);
  }
  if (draft.tab == ages_tab) return;
  Columns columns({1, 1, 2}, true);
  date_field({.label = "From"}, draft.from);
  columns.next();
  date_field({.label = "To"}, draft.to);
  columns.next();
}

/// The largest, or of periods the last ones.
void draw_bars(const ReportModel& model, const ReportsDraft& draft) {
  const std::size_t count = std::min(model.lines.size(), bars_max);
  const std::size_t first = draft.tab == periods_tab ? model.lines.size() - count : 0;
  std::vector<Bar> bars;
  for (std::size_t index = first; index < first + count; ++index) {
    const ReportLine& line = model.lines[index];
    bars.push_back({line.label, line.count, line.label + " " + grouped(line.count)});
  }
  bar_chart({.name = "Report", .bars = bars, .height = 150});
}

void draw_lines(const ReportModel& model, ReportsDraft& draft) {
  const auto columns = report_columns(draft.tab);
  const TableSpec spec{.name = "Report figures",
                       .columns = columns,
                       .row_count = model.lines.size(),
                       .selectable = false};
  table(spec, draft.table, [&](std::size_t index, Cells& cells) {
    const ReportLine& line = model.lines[index];
    cells.text(line.label);
    cells.number(grouped(line.count));
    if (draft.tab == incomplete_tab) return;
    cells.number(line.once ? to_text(*line.once) : "");
    if (draft.tab != ages_tab) cells.number(line.monthly ? to_text(*line.monthly) : "");
  });
}

}  // namespace

ReportQueryView query_of(const ReportsDraft& draft) {
  constexpr auto kinds = std::to_array<ReportKind>(
      {ReportKind::status, ReportKind::rep, ReportKind::product, ReportKind::month,
       ReportKind::incomplete, ReportKind::awaiting_payment});
  constexpr auto periods =
      std::to_array<ReportKind>({ReportKind::day, ReportKind::week, ReportKind::month});
  ReportQueryView query;
  query.kind = draft.tab == periods_tab ? periods[draft.period] : kinds[draft.tab];
  query.span = {parse_date(draft.from), parse_date(draft.to)};
  return query;
}

void draw_reports(const ReportModel& model, ReportsDraft& draft, Commands& out) {
  page_header({.title = "Reports", .subtitle = model.summary});
  std::vector<std::string> names{"Status",  "Reps",       "Products",
                                 "Periods", "Incomplete", "Awaiting payment"};
  if (model.may_see_ledger) names.emplace_back("Ledger");
  std::size_t tab = draft.tab;
  if (tabs("Which report", names, tab) && tab == ledger_tab) {
    out.push_back(GoTo{"/ledger/trial-balance"});
  } else {
    draft.tab = tab;
  }
  gap(2);
  draw_span(draft);
  gap(1);
  const Card card({.name = "Report card"});
  if (model.lines.empty()) {
    empty_state({.title = "Nothing to report",
                 .text = "No order lies within these days. Choose others, or another report."});
    return;
  }
  {
    const RightRow row{"Report actions"};
    if (button({.label = "Export CSV"})) out.push_back(ExportList{ExportedList::report});
  }
  draw_bars(model, draft);
  gap(2);
  draw_lines(model, draft);
}

}  // namespace satchel::web
