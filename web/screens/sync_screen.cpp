// Draws the state of synchronization.
#include "web/screens/sync_screen.h"

#include <array>

#include "web/kit/button.h"
#include "web/kit/feedback.h"
#include "web/kit/kit.h"
#include "web/kit/layout.h"
#include "web/kit/shell.h"
#include "web/kit/table.h"
#include "web/kit/text.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

constexpr auto refused_columns = std::to_array<Column>(
    {{.title = "Entry"},
     {.title = "Amount", .width = 110, .align = Align::right, .hide_on_phone = true},
     {.title = "Given", .width = 104}});

Tone tone_of_state(const SyncStatus& status) {
  switch (status.state) {
    case SyncState::idle:
    case SyncState::exchanging:
      return status.queued > 0 ? Tone::yellow : Tone::green;
    case SyncState::waiting:
    case SyncState::offline:
    case SyncState::needs_login:
      return Tone::yellow;
    case SyncState::stopped:
      return Tone::red;
  }
  return Tone::grey;
}

std::string_view state_word(SyncState state) {
  switch (state) {
    case SyncState::idle:
      return "Connected";
    case SyncState::exchanging:
      return "Exchanging";
    case SyncState::waiting:
      return "Trying again";
    case SyncState::offline:
      return "Offline";
    case SyncState::needs_login:
      return "Login needed";
    case SyncState::stopped:
      return "Stopped";
  }
  return "Unknown";
}

void draw_storage(const StorageView& storage) {
  divider();
  heading("Storage on this device", 3);
  if (!storage.known) return muted("The browser did not say how much room there is.");
  key_value("Used", storage.used);
  muted(storage.persisted
            ? "The browser promised to keep it, even when room gets scarce."
            : "The browser may remove it when room gets scarce. Exchange often, or save a rescue "
              "file.");
}

void draw_state(const SyncModel& model, const StorageView& storage, Commands& out) {
  const SyncStatus& status = model.status;
  const bool wide = Kit::current().viewport().wide;
  const Card card({.name = "State", .height = wide ? 0.0F : -1.0F});
  status_chip(state_word(status.state), tone_of_state(status));
  gap(1);
  status_text(status.words);
  if (!status.last_error.empty()) error_text(status.last_error);
  divider();
  key_value("Only on this device", count_of(status.queued, "entry", "entries"));
  if (!model.totals.empty()) key_value("Orders not yet safe", model.totals);
  if (!model.oldest.empty()) key_value("Oldest entry", model.oldest);
  key_value("Refused",
            count_of(static_cast<std::int64_t>(model.refused.size()), "entry", "entries"));
  key_value("Last exchange", model.last_exchange);
  if (!model.next_attempt.empty()) key_value("Next exchange", model.next_attempt);
  gap(3);
  const bool busy = status.state == SyncState::exchanging;
  if (button({.label = "Sync now",
              .kind = ButtonKind::primary,
              .key = "S",
              .why_disabled = busy ? "An exchange is under way." : "",
              .width = -1})) {
    out.push_back(SyncNow{});
  }
  if (button({.label = "Save rescue file",
              .why_disabled = status.queued == 0 ? "Nothing waits on this device." : "",
              .width = -1})) {
    out.push_back(SaveRescueFile{});
  }
  muted("Holds every entry that the server does not have yet.");
  draw_storage(storage);
}

void draw_refused(const SyncModel& model, Commands& out) {
  if (model.refused.empty()) return;
  heading("Refused by the server", 2);
  muted("The server looked at these entries and said no. Nothing else is held up by them.");
  gap(2);
  for (const RefusedRow& row : model.refused) {
    const IdScope scope{static_cast<std::size_t>(row.sequence)};
    strong(row.what);
    toned(row.reason, Tone::red);
    for (const std::string& detail : row.details) muted(detail);
    gap(1);
    if (!row.route.empty()) {
      if (link("Look at it", "#" + row.route)) out.push_back(GoTo{row.route});
      same_line(4);
    }
    if (button({.label = "Remove from this list", .kind = ButtonKind::link})) {
      out.push_back(DismissRefused{row.sequence});
    }
    divider();
  }
  gap(2);
}

void draw_amended(const SyncModel& model, Commands& out) {
  if (model.amended.empty()) return;
  heading("Taken with a change", 2);
  muted("The server took these entries, but not everything could be as you wished.");
  gap(2);
  for (const AmendedRow& row : model.amended) {
    const IdScope scope{static_cast<std::size_t>(row.sequence)};
    strong(row.what);
    for (const std::string& change : row.changes) toned(change, Tone::yellow);
    gap(1);
    if (!row.route.empty()) {
      if (link("See to it", "#" + row.route)) out.push_back(GoTo{row.route});
      same_line(4);
    }
    if (button({.label = "Done with it", .kind = ButtonKind::link})) {
      out.push_back(DismissRefused{row.sequence});
    }
    divider();
  }
  gap(2);
}

void draw_waiting(const SyncModel& model) {
  heading("Waiting to be sent", 2);
  if (model.waiting.empty()) {
    muted("Nothing waits: everything entered here is safe on the server.");
    return;
  }
  muted(model.more_waiting ? "The oldest 200 entries, in the order they will be sent."
                           : "In the order they will be sent.");
  gap(1);
  const TableSpec spec{.name = "Waiting entries",
                       .columns = refused_columns,
                       .row_count = model.waiting.size(),
                       .selectable = false,
                       .height = -1};
  TableState state;
  table(spec, state, [&](std::size_t index, Cells& cells) {
    const WaitingRow& row = model.waiting[index];
    cells.text(row.what);
    cells.number(row.amount);
    cells.muted(row.age);
  });
}

}  // namespace

void draw_sync(const SyncModel& model, const StorageView& storage, Commands& out) {
  const auto header = page_header({.title = "Synchronization",
                                   .subtitle = "What is only on this device, and what is safe",
                                   .back = true});
  if (header.back) out.push_back(GoBack{});
  TwoPane panes({.side_width = 340, .stack_below = true});
  const bool wide = Kit::current().viewport().wide;
  {
    const Card card({.name = "Entries", .height = wide ? 0.0F : -1.0F});
    draw_refused(model, out);
    draw_amended(model, out);
    draw_waiting(model);
  }
  if (panes.side()) draw_state(model, storage, out);
}

}  // namespace satchel::web
