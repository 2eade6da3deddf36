// Draws what goes out, list by list.
#include "web/screens/outgoing.h"

#include <array>

#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/layout.h"
#include "web/kit/shell.h"
#include "web/kit/text.h"
#include "web/model/words.h"
#include "web/screens/settings_parts.h"

namespace satchel::web {
namespace {

constexpr auto outgoing_columns = std::to_array<Column>(
    {{.title = "What"},
     {.title = "State", .width = 106},
     {.title = "Tries", .width = 60, .align = Align::right, .hide_on_phone = true},
     {.title = "Last error", .hide_below = 600},
     {.title = "When", .width = 110, .hide_below = 500}});

Tone tone_of_sending(SendState state) {
  switch (state) {
    case SendState::waiting:
    case SendState::running:
      return Tone::yellow;
    case SendState::done:
      return Tone::green;
    case SendState::failed:
    case SendState::given_up:
      return Tone::red;
  }
  return Tone::grey;
}

std::string count_words(OutgoingList list, std::size_t rows) {
  const auto count = static_cast<std::int64_t>(rows);
  switch (list) {
    case OutgoingList::mails:
      return count_of(count, "mail", "mails");
    case OutgoingList::deliveries:
      return count_of(count, "delivery", "deliveries");
    case OutgoingList::jobs:
      return count_of(count, "job", "jobs");
    case OutgoingList::webhooks:
      return count_of(count, "webhook", "webhooks");
    case OutgoingList::wording:
      return "How each kind of mail is worded";
  }
  return {};
}

/// A delivery knows its webhook by id; people know the address.
std::string receiver_of(const OutgoingModel& model, const OutgoingView& row) {
  if (model.list != OutgoingList::deliveries) return row.to;
  for (const WebhookView& webhook : model.webhooks) {
    if (webhook.id == row.to) return webhook.url;
  }
  return "A webhook that was removed";
}

void draw_outgoing_tabs(OutgoingList here, Commands& out) {
  static const std::array<std::string, 5> labels{"Mails", "Deliveries", "Jobs", "Webhooks",
                                                 "Wording"};
  std::size_t index = static_cast<std::size_t>(here);
  if (tabs("Outgoing", labels, index)) {
    out.push_back(GoTo{"/outgoing/" + std::string(to_text(static_cast<OutgoingList>(index)))});
  }
  gap(2);
}

void draw_outgoing_filters(const OutgoingModel& model, OutgoingDraft& draft, Commands& out) {
  std::vector<std::string> states{"Any"};
  for (const SendState state : {SendState::waiting, SendState::running, SendState::done,
                                SendState::failed, SendState::given_up}) {
    states.emplace_back(words_of(state));
  }
  Columns columns({2, 2, 2});
  bool changed = select({.label = "State"}, states, draft.state);
  columns.next();
  if (model.list == OutgoingList::jobs) {
    std::vector<std::string> kinds{"Any"};
    for (const std::string& kind : job_kinds()) kinds.push_back(plain_words(kind));
    changed = select({.label = "Kind"}, kinds, draft.kind) || changed;
  }
  columns.next();
  gap(5);
  if (button({.label = "Export CSV", .why_disabled = why_off(model.online), .width = -1})) {
    out.push_back(OutgoingWish{SaveOutgoingCsv{}});
  }
  if (changed) out.push_back(OutgoingWish{LoadOutgoing{}});
}

void draw_outgoing_rows(const OutgoingModel& model, OutgoingDraft& draft, Commands& out) {
  const Card card({.name = "Outgoing list"});
  draw_outgoing_filters(model, draft, out);
  const auto& rows = model.page.rows;
  if (rows.empty()) {
    empty_state({.title = model.online.loading ? "Asking the server …" : "Nothing to show",
                 .text = draft.state + draft.kind == 0
                             ? "Nothing went out yet."
                             : "Nothing went out that passes these filters."});
    return;
  }
  gap(2);
  if (!model.page.next.empty()) {
    const std::string why = model.online.loading ? "Asking the server …" : why_off(model.online);
    if (button({.label = "Load older rows", .why_disabled = why})) {
      out.push_back(OutgoingWish{LoadOutgoing{true}});
    }
    gap(2);
  }
  draft.table.selected.reset();
  for (std::size_t index = 0; index < rows.size(); ++index) {
    if (rows[index].id == draft.selected) draft.table.selected = index;
  }
  const TableSpec spec{.name = "Outgoing", .columns = outgoing_columns, .row_count = rows.size()};
  const auto result = table(spec, draft.table, [&](std::size_t index, Cells& cells) {
    const OutgoingView& row = rows[index];
    cells.two_lines(row.what, receiver_of(model, row));
    cells.chip(words_of(row.state), tone_of_sending(row.state));
    cells.number(grouped(row.attempts));
    cells.muted(row.last_error);
    cells.muted(age_of(row.created_at, model.now));
  });
  if (result.selection_changed) draft.selected = rows[*draft.table.selected].id;
}

std::string why_not_again(const OutgoingModel& model, const OutgoingView& row) {
  const bool over = row.state == SendState::failed || row.state == SendState::given_up;
  if (model.list == OutgoingList::jobs && !over) {
    return "Only what failed or was given up can be tried again.";
  }
  return why_off(model.online);
}

void draw_outgoing_row(const OutgoingModel& model, const OutgoingView& row, OutgoingDraft& draft,
                       Commands& out) {
  const Card card({.name = "Outgoing details", .height = -1});
  heading(row.what, 2);
  muted(receiver_of(model, row));
  gap(1);
  status_chip(words_of(row.state), tone_of_sending(row.state));
  divider();
  key_value("Tries", grouped(row.attempts));
  key_value("Since", utc_text(row.created_at));
  if (row.finished_at.ms != 0) key_value("Ended", utc_text(row.finished_at));
  if (!row.about.empty()) {
    muted("About");
    body(row.about);
  }
  if (!row.last_error.empty()) {
    muted("Last error");
    body(row.last_error);
  }
  gap(2);
  const std::string why = why_not_again(model, row);
  const bool job = model.list == OutgoingList::jobs;
  if (button({.label = job ? "Try again" : "Send again",
              .kind = ButtonKind::primary,
              .key = "R",
              .why_disabled = why,
              .width = -1})) {
    out.push_back(OutgoingWish{SendAgain{row.id}});
  }
  gap(2);
  if (button({.label = "Close", .width = -1})) draft.selected.clear();
}

void draw_outgoing_side(const OutgoingModel& model, OutgoingDraft& draft, Commands& out) {
  for (const OutgoingView& row : model.page.rows) {
    if (row.id == draft.selected) return draw_outgoing_row(model, row, draft, out);
  }
  const Card card({.name = "Outgoing details", .height = -1});
  muted("Choose a row to see what became of it, or to send it again.");
}

}  // namespace

void draw_outgoing(const OutgoingModel& model, OutgoingDraft& draft, Commands& out) {
  const bool webhooks = model.list == OutgoingList::webhooks;
  const std::size_t rows = webhooks ? model.webhooks.size() : model.page.rows.size();
  const std::string shown = count_words(model.list, rows);
  const auto header =
      page_header({.title = "Outgoing",
                   .subtitle = model.page.next.empty() ? shown : "The newest " + shown,
                   .action = webhooks ? "New webhook" : "",
                   .action_key = webhooks ? "W" : ""});
  if (header.action) open_new_webhook(draft.webhooks);
  draw_outgoing_tabs(model.list, out);
  draw_online_state(model.online);
  if (webhooks) return draw_webhooks(model, draft.webhooks, out);
  if (model.list == OutgoingList::wording) return draw_wordings(model, draft.wordings, out);
  TwoPane panes({.side_width = 340, .side_wanted = !draft.selected.empty()});
  if (panes.main()) draw_outgoing_rows(model, draft, out);
  if (panes.side()) draw_outgoing_side(model, draft, out);
}

}  // namespace satchel::web
