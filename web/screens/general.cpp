// Draws the General page.
#include "web/screens/general.h"

#include <algorithm>
#include <array>

#include "web/kit/button.h"
#include "web/kit/chart.h"
#include "web/kit/feedback.h"
#include "web/kit/kit.h"
#include "web/kit/layout.h"
#include "web/kit/shell.h"
#include "web/kit/text.h"
#include "web/kit/tile.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

constexpr auto awaiting_columns =
    std::to_array<Column>({{.title = "Order", .width = 64},
                           {.title = "Customer"},
                           {.title = "Payment", .width = 108, .hide_on_phone = true},
                           {.title = "Waiting", .width = 66, .hide_below = 440},
                           {.title = "Open", .width = 104, .align = Align::right},
                           {.title = "", .width = 104, .hide_on_phone = true, .hide_below = 620}});

std::string days_in_words(std::int64_t days) {
  return days == 0 ? "today" : count_of(days, "day", "days");
}

std::string detail_of(const QueueTile& tile) {
  if (tile.count == 0) return "Nothing waits";
  const std::string since = *tile.days == 0 ? "since today" : "for " + days_in_words(*tile.days);
  return tile.sum.empty() ? "The oldest " + since : tile.sum + ", " + since;
}

/// The words of the enumeration are the last part of the addresses.
std::string route_of(OrderQueue queue) { return "/orders/list/" + std::string(to_text(queue)); }

void draw_one_tile(const QueueTile& tile_model, Commands& out) {
  const std::string route = route_of(tile_model.queue);
  const std::string figure = grouped(tile_model.count);
  const std::string detail = detail_of(tile_model);
  const std::string href = "#" + route;
  TileSpec spec{
      .label = words_of(tile_model.queue), .figure = figure, .detail = detail, .href = href};
  if (tile_model.count > 0) spec.tone = tone_of(tile_model.queue);
  if (tile(spec)) out.push_back(GoTo{route});
}

void draw_tiles(const GeneralModel& model, Commands& out) {
  constexpr float tile_room = 210;
  const auto fitting = static_cast<std::size_t>(available_width() / tile_room);
  const std::size_t across = fitting >= 4 ? 4 : std::max<std::size_t>(1, fitting);
  for (std::size_t first = 0; first < model.tiles.size(); first += across) {
    const IdScope scope{first};
    Columns columns(std::vector<float>(across, 1), true);
    for (std::size_t index = first; index < first + across; ++index) {
      if (index > first) columns.next();
      if (index < model.tiles.size()) draw_one_tile(model.tiles[index], out);
    }
  }
}

void draw_row(const AwaitingPayment& row, Cells& cells, Commands& out) {
  cells.strong(row.order_number == 0 ? "new" : std::to_string(row.order_number));
  cells.two_lines(row.account_name, "Account " + std::to_string(row.account_number));
  cells.two_lines(method_words(row.method),
                  row.site_code.empty() ? "own desk" : "site " + row.site_code);
  cells.muted(days_in_words(row.age_days));
  cells.number(to_text(row.due - row.paid));
  cells.widget([&] {
    const std::string name = "Record payment for order " + std::to_string(row.order_number);
    if (!button({.label = "Record payment", .kind = ButtonKind::link, .name = name})) return;
    out.push_back(
        TakePayment{row.account_id,
                    row.order_id,
                    {},
                    "Order " + std::to_string(row.order_number) + " of " + row.account_name,
                    row.due - row.paid,
                    row.method});
  });
}

void draw_unpaid(const GeneralModel& model, GeneralDraft& draft, Commands& out) {
  const Card card({.name = "Awaiting payment"});
  heading("Awaiting payment, the oldest first", 2);
  if (model.unpaid.empty()) {
    empty_state({.title = "Nobody owes for an order",
                 .text = "Orders by bank transfer, check or card stand here until they are paid."});
    return;
  }
  if (button({.label = "Export CSV"})) out.push_back(ExportList{ExportedList::awaiting_payment});
  const TableSpec spec{
      .name = "Unpaid orders", .columns = awaiting_columns, .row_count = model.unpaid.size()};
  const auto result = table(spec, draft.table, [&](std::size_t index, Cells& cells) {
    draw_row(model.unpaid[index], cells, out);
  });
  const auto opened = result.opened ? result.opened : result.pressed;
  if (opened) out.push_back(GoTo{"/orders/" + model.unpaid[*opened].order_id.text()});
}

/// One bar a span, in the currency that most orders wait in; every currency in words below.
void draw_ages(const GeneralModel& model) {
  const Card card({.name = "Awaiting payment by age"});
  heading("By age", 2);
  gap(1);
  std::array<Bar, awaiting_spans_days.size()> bars;
  for (std::size_t index = 0; index < bars.size(); ++index) {
    const std::int64_t from = awaiting_spans_days[index];
    bars[index].label = std::to_string(from) + (index + 1 == bars.size() ? "+" : "");
    std::int64_t count = 0;
    for (const AwaitingAge& age : model.ages) {
      if (age.from_days == from) count += age.order_count;
    }
    bars[index].value = count;
    bars[index].text = bars[index].label + " days: " + count_of(count, "order", "orders");
  }
  bar_chart({.name = "Orders awaiting payment by days", .bars = bars, .height = 120});
  gap(2);
  std::size_t index = 0;
  for (const AwaitingAge& age : model.ages) {
    const IdScope scope{index++};
    money_row(span_in_words(age.from_days), to_text(age.open), MoneyRow::normal,
              count_of(age.order_count, "order", "orders"));
  }
  if (model.ages.empty()) muted("Nothing is open.");
}

void draw_unsent(const GeneralModel& model) {
  if (!model.unsent || model.unsent->empty()) return;
  const Card card({.name = "Unsent work", .height = -1});
  heading("Work that devices have not sent", 2);
  std::size_t index = 0;
  for (const UnsentDevice& device : *model.unsent) {
    const IdScope scope{index++};
    const std::string detail = device.user + ": " + count_of(device.entries, "entry", "entries") +
                               ", the oldest " + age_of(device.oldest_at, model.now) +
                               "; last contact " + age_of(device.last_contact_at, model.now);
    money_row(device.name, device.sum, MoneyRow::normal, detail);
  }
}

std::string general_subtitle(const GeneralModel& model) {
  const std::string words = "What waits on " + long_date(model.today);
  const bool all_sent = model.unsent && model.unsent->empty();
  return all_sent ? words + ". Every device has sent its work" : words;
}

}  // namespace

Tone tone_of(OrderQueue queue) {
  switch (queue) {
    case OrderQueue::awaiting_payment:
    case OrderQueue::failed_items:
      return Tone::red;
    case OrderQueue::pending:
    case OrderQueue::awaiting_approval:
    case OrderQueue::needs_approval:
    case OrderQueue::settlement:
      return Tone::yellow;
    case OrderQueue::fraud:
      return Tone::violet;
    case OrderQueue::follow_up:
      return Tone::black;
  }
  return Tone::grey;
}

void draw_general(const GeneralModel& model, GeneralDraft& draft, Commands& out) {
  const std::string subtitle = general_subtitle(model);
  page_header({.title = "General", .subtitle = subtitle});
  draw_tiles(model, out);
  draw_unsent(model);
  gap(1);
  TwoPane panes({.side_width = 300});
  if (panes.main()) draw_unpaid(model, draft, out);
  if (panes.side()) draw_ages(model);
}

}  // namespace satchel::web
