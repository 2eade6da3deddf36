// Draws the bill runs.
#include "web/screens/bill_runs.h"

#include <algorithm>
#include <array>
#include <optional>

#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/kit.h"
#include "web/kit/layout.h"
#include "web/kit/shell.h"
#include "web/kit/text.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

constexpr auto run_columns = std::to_array<Column>(
    {{.title = "Cycle through"},
     {.title = "Accounts", .width = 80, .align = Align::right, .hide_on_phone = true},
     {.title = "Invoices", .width = 76, .align = Align::right, .hide_on_phone = true},
     {.title = "Total", .width = 130, .align = Align::right},
     {.title = "State", .width = 124}});

constexpr std::size_t rows_shown_max = 50;

Tone tone_of_run(const BillRunView& run) {
  if (run.with_errors) return Tone::red;
  switch (run.state) {
    case BillRunState::posted:
      return Tone::green;
    case BillRunState::ready:
      return Tone::yellow;
    case BillRunState::running:
    case BillRunState::posting:
      return Tone::violet;
    case BillRunState::dry:
    case BillRunState::discarded:
    case BillRunState::unknown:
      return Tone::grey;
  }
  return Tone::grey;
}

std::string total_of(const BillRunView& run) {
  std::string words;
  for (const Money& total : run.totals) words += (words.empty() ? "" : ", ") + to_text(total);
  return words.empty() ? "0" : words;
}

/// The through date is exclusive; people know the last day.
std::string last_day(Date through) { return long_date(add_days(through, -1)); }

const BillRunView* shown_run(const BillRunsModel& model, const BillRunsDraft& draft) {
  if (model.dry && draft.selected.empty()) return &*model.dry;
  for (const BillRunView& run : model.runs) {
    if (run.id == draft.selected) return &run;
  }
  return model.runs.empty() ? nullptr : &model.runs.front();
}

bool is_open(const BillRunView& run) {
  return run.state == BillRunState::running || run.state == BillRunState::ready ||
         run.state == BillRunState::posting;
}

void start(const BillRunsModel& model, BillRunsDraft& draft, bool dry, Commands& out) {
  const auto through = draft.through.empty() ? model.suggested : parse_date(draft.through);
  if (!through) return;
  draft.selected.clear();
  out.push_back(StartBillRun{*through, dry});
}

void draw_start(const BillRunsModel& model, BillRunsDraft& draft, Commands& out) {
  const Card card({.name = "New bill run", .height = -1});
  std::string text = draft.through.empty() ? to_text(model.suggested) : draft.through;
  const auto through = parse_date(text);
  const std::string help =
      through ? "Bills everything up to and including " + last_day(*through) : "Choose a date";
  const bool open = std::any_of(model.runs.begin(), model.runs.end(), is_open);
  std::string why = model.why_off;
  if (why.empty() && !model.doing.empty()) why = model.doing;
  std::string why_run = why;
  if (why_run.empty() && open) why_run = "Post or discard the open run first.";
  Columns columns_of_card({3, 2, 2});
  if (date_field({.label = "Through (exclusive)", .help = help}, text).changed) {
    draft.through = text;
  }
  const float label = Kit::current().viewport().phone ? 0 : 5;
  columns_of_card.next();
  gap(static_cast<int>(label));
  if (button({.label = "Dry run", .key = "D", .why_disabled = why, .width = -1})) {
    start(model, draft, true, out);
  }
  columns_of_card.next();
  gap(static_cast<int>(label));
  if (button({.label = "Run",
              .kind = ButtonKind::primary,
              .key = "R",
              .why_disabled = why_run,
              .width = -1})) {
    start(model, draft, false, out);
  }
}

void draw_list(const BillRunsModel& model, BillRunsDraft& draft, Commands& out) {
  const Card card({.name = "Bill run list"});
  if (model.runs.empty()) {
    empty_state({.title = model.loading ? "Asking the server …" : "No bill runs yet",
                 .text = "A bill run turns completed orders and subscriptions into invoices. Begin "
                         "with a dry run: it shows the figures and writes nothing."});
    return;
  }
  {
    const RightRow row{"List actions"};
    if (button({.label = "Export CSV"})) out.push_back(ExportList{ExportedList::bill_runs});
  }
  const BillRunView* shown = shown_run(model, draft);
  draft.table.selected.reset();
  for (std::size_t index = 0; index < model.runs.size(); ++index) {
    if (&model.runs[index] == shown) draft.table.selected = index;
  }
  const TableSpec spec{.name = "Bill runs", .columns = run_columns, .row_count = model.runs.size()};
  const auto result = table(spec, draft.table, [&](std::size_t index, Cells& cells) {
    const BillRunView& run = model.runs[index];
    cells.strong(last_day(run.through));
    cells.number(grouped(run.accounts_total));
    cells.number(grouped(run.invoice_count));
    cells.number(total_of(run));
    cells.chip(words_of(run), tone_of_run(run));
  });
  if (result.selection_changed) draft.selected = model.runs[*draft.table.selected].id;
}

void draw_progress(const BillRunView& run) {
  if (run.state == BillRunState::running && run.accounts_total > 0) {
    progress({.label = "Planning invoices",
              .percent = static_cast<int>(run.accounts_done * 100 / run.accounts_total),
              .detail = words_of_progress(run)});
  }
  if (run.state == BillRunState::posting && run.invoice_count > 0) {
    const std::string detail =
        grouped(run.posted_count) + " of " + count_of(run.invoice_count, "invoice", "invoices");
    progress({.label = "Posting invoices",
              .percent = static_cast<int>(run.posted_count * 100 / run.invoice_count),
              .detail = detail});
  }
}

void draw_change(const BillRunRow& row, std::size_t index) {
  const IdScope scope{index};
  strong(row.account);
  if (!row.kind.empty()) toned(words_of_anomaly(row), Tone::yellow);
  muted(to_text(row.before) + " before, " + to_text(row.after) +
        " now: " + to_text(row.difference));
}

void draw_anomalies(const BillRunCheck& check) {
  if (check.anomalies.empty()) return;
  gap(2);
  heading("Worth a look before posting", 3);
  for (std::size_t index = 0; index < std::min(check.anomalies.size(), rows_shown_max); ++index) {
    draw_change(check.anomalies[index], index);
  }
  if (check.anomalies.size() > rows_shown_max) {
    muted("and " + grouped(static_cast<std::int64_t>(check.anomalies.size() - rows_shown_max)) +
          " more");
  }
}

void draw_comparison(const BillRunCheck& check, const BillRunView& run, BillRunsDraft& draft,
                     Commands& out) {
  static const std::vector<std::string> bases{"The cycle before", "Its dry run"};
  gap(2);
  select({.label = "Compare with"}, bases, draft.compare_with);
  const bool with_dry = draft.compare_with == 1;
  {
    Columns columns_of_acts({1, 1}, true);
    if (button({.label = "Compare", .width = -1})) {
      out.push_back(CompareBillRun{run.id, with_dry, false});
    }
    columns_of_acts.next();
    if (button({.label = "As CSV", .width = -1})) {
      out.push_back(CompareBillRun{run.id, with_dry, true});
    }
  }
  if (!check.differences) return;
  std::size_t shown = 0;
  for (const BillRunRow& row : *check.differences) {
    if (row.difference.minor == 0 || shown == rows_shown_max) continue;
    const IdScope differences{"differences"};
    draw_change(row, shown++);
  }
  if (shown == 0) muted("Every account is billed the same.");
}

/// What only the server can tell about the run; it is asked once for each run that is shown.
void draw_check(const BillRunsModel& model, const BillRunView& run, BillRunsDraft& draft,
                Commands& out) {
  const bool planned = run.state != BillRunState::running && run.state != BillRunState::discarded;
  if (!planned) return;
  if (model.check.run != run.id) {
    if (model.why_off.empty()) out.push_back(CheckBillRun{run.id});
    return;
  }
  if (run.state != BillRunState::posted) draw_anomalies(model.check);
  draw_comparison(model.check, run, draft, out);
}

void draw_warnings(const BillRunView& run) {
  if (!run.unsent_devices.empty()) {
    std::string names;
    for (const std::string& name : run.unsent_devices) names += (names.empty() ? "" : ", ") + name;
    banner({.text = "Devices hold unsent work that may be missing here: " + names});
    gap(2);
  }
  if (run.failed.empty()) return;
  heading("Could not be billed", 3);
  std::size_t index = 0;
  for (const BillRunFailure& failure : run.failed) {
    const IdScope scope{index++};
    strong(failure.account);
    toned(failure.error, Tone::red);
  }
}

void draw_run_acts(const BillRunsModel& model, const BillRunView& run, BillRunsDraft& draft,
                   Commands& out) {
  if (!is_open(run)) return;
  gap(2);
  const std::string& why = model.why_off.empty() ? model.doing : model.why_off;
  if (run.state == BillRunState::ready && !run.failed.empty() &&
      button({.label = "Bill the failed accounts again", .why_disabled = why, .width = -1})) {
    out.push_back(ActOnBillRun{run.id, BillRunAct::retry});
  }
  Columns columns_of_acts({3, 2}, true);
  const bool posting = run.state == BillRunState::posting;
  if (button({.label = posting ? "Finish posting" : "Post",
              .kind = ButtonKind::primary,
              .why_disabled = run.state == BillRunState::running ? "The run is not ready." : why,
              .width = -1})) {
    out.push_back(ActOnBillRun{run.id, BillRunAct::post});
  }
  columns_of_acts.next();
  if (button({.label = "Discard",
              .kind = ButtonKind::danger,
              .why_disabled = posting ? "Invoices already have numbers." : why,
              .width = -1})) {
    draft.discarding = true;
    draft.selected = run.id;
  }
}

void draw_run(const BillRunsModel& model, BillRunsDraft& draft, Commands& out) {
  const bool wide = Kit::current().viewport().wide;
  const Card card({.name = "Bill run", .height = wide ? 0.0F : -1.0F});
  if (!model.error.empty()) {
    banner({.text = model.error, .tone = Tone::red, .urgent = true});
    gap(2);
  }
  if (!model.doing.empty()) busy_text(model.doing);
  const BillRunView* run = shown_run(model, draft);
  if (run == nullptr) {
    heading("Figures", 2);
    muted("The figures of a dry run or a run show here.");
    return;
  }
  heading("Through " + last_day(run->through), 2);
  status_chip(words_of(*run), tone_of_run(*run));
  divider();
  draw_progress(*run);
  key_value("Accounts with charges", grouped(run->accounts_total));
  key_value("Invoices", grouped(run->invoice_count));
  key_value("Invoice lines", grouped(run->line_count));
  key_value("Accounts that failed", grouped(run->accounts_failed));
  divider();
  money_row("Total", total_of(*run), MoneyRow::total);
  if (run->state == BillRunState::dry) muted("Nothing was written. A run makes these drafts.");
  draw_run_acts(model, *run, draft, out);
  gap(2);
  draw_warnings(*run);
  draw_check(model, *run, draft, out);
}

void draw_discard_dialog(BillRunsDraft& draft, Commands& out) {
  Dialog dialog("Discard this run?", draft.discarding);
  if (!dialog.shown()) return;
  body(
      "Its draft invoices are deleted. No invoice number was used, and the same accounts can be "
      "billed again.");
  gap(3);
  Columns buttons({1, 1}, true);
  if (button({.label = "Keep the run", .width = -1})) draft.discarding = false;
  buttons.next();
  if (!button({.label = "Discard the run", .kind = ButtonKind::danger, .width = -1})) return;
  draft.discarding = false;
  out.push_back(ActOnBillRun{draft.selected, BillRunAct::discard});
}

}  // namespace

void draw_bill_runs(const BillRunsModel& model, BillRunsDraft& draft, Commands& out) {
  const std::string subtitle = model.closed_through
                                   ? "Posted through " + last_day(*model.closed_through)
                                   : "No bill cycle has been posted yet";
  page_header({.title = "Bill runs", .subtitle = subtitle});
  if (!model.why_off.empty()) {
    banner({.text = model.why_off});
    gap(2);
  }
  const bool wide = Kit::current().viewport().wide;
  {
    TwoPane panes({.side_width = 340, .stack_below = true});
    draw_start(model, draft, out);
    gap(2);
    if (wide) draw_list(model, draft, out);
    if (panes.side()) draw_run(model, draft, out);
  }
  if (!wide) draw_list(model, draft, out);
  draw_discard_dialog(draft, out);
}

}  // namespace satchel::web
