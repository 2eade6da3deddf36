// Draws the list of orders.
#include "web/screens/order_list.h"

#include <algorithm>
#include <array>

#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/kit.h"
#include "web/kit/layout.h"
#include "web/kit/shell.h"
#include "web/kit/text.h"
#include "web/model/words.h"
#include "web/screens/parts.h"

namespace satchel::web {
namespace {

constexpr auto archives =
    std::to_array<Archive>({Archive::incomplete, Archive::awaiting_payment,
                            Archive::awaiting_approval, Archive::handled, Archive::closed});

constexpr std::size_t pending_pill = 1;
constexpr std::size_t first_archive_pill = 2;
constexpr std::size_t queue_pill = first_archive_pill + archives.size();

// In the order of `sorts`.
constexpr auto order_list_columns = std::to_array<Column>(
    {{.title = "Order", .width = 74, .sortable = true},
     {.title = "Customer", .sortable = true},
     {.title = "Payment", .width = 108, .hide_on_phone = true, .hide_below = 610},
     {.title = "Date", .width = 86, .sortable = true, .hide_on_phone = true, .hide_below = 520},
     {.title = "Total", .width = 84, .align = Align::right, .sortable = true},
     {.title = "State", .width = 146, .sortable = true},
     {.title = "", .width = 62, .hide_on_phone = true, .hide_below = 740}});
constexpr auto sorts =
    std::to_array<std::optional<OrderSort>>({OrderSort::number, OrderSort::customer, std::nullopt,
                                             OrderSort::date, OrderSort::total, OrderSort::state});

// A phone has room for two: everything else stands below the name.
constexpr auto order_list_phone_columns = std::to_array<Column>(
    {{.title = "Customer"}, {.title = "Total", .width = 92, .align = Align::right}});
constexpr float phone_row_height = 84;

std::string subtitle_of(const OrderListModel& model) {
  std::string words = count_of(model.found, "order", "orders");
  if (model.sum && model.sum->minor != 0) words += ", " + to_text(*model.sum);
  return words;
}

std::vector<Pill> pills_of(const OrderListModel& model, const OrderListDraft& draft) {
  const OrderCounts& counts = model.counts;
  std::vector<Pill> pills{{"All", counts.all},
                          {"Pending", counts.pending},
                          {"Incomplete", counts.incomplete},
                          {"Awaiting payment", counts.awaiting_payment},
                          {"Awaiting approval", counts.awaiting_approval},
                          {"Handled", counts.handled},
                          {"Closed", counts.closed}};
  if (draft.queue) pills.push_back({std::string(words_of(*draft.queue)), std::nullopt});
  return pills;
}

void draw_nothing(const OrderListModel& model, const OrderListDraft& draft, Commands& out) {
  if (model.counts.all == 0) {
    const bool pressed =
        empty_state({.title = "No orders yet",
                     .text = "Orders you enter appear here at once, with or without a network. "
                             "Start with the customer; everything else follows.",
                     .action = "Enter the first order"});
    if (pressed) out.push_back(GoTo{"/orders/new"});
    return;
  }
  if (!draft.search.empty()) {
    const std::string title = "No order matches “" + draft.search + "”";
    empty_state({.title = title,
                 .text = "Numbers, customers, items, references and notes were searched. Check the "
                         "spelling or the filter above."});
    return;
  }
  empty_state({.title = "Nothing in this archive",
               .text = "Orders move here by themselves when they reach this state."});
}

/// The amount of a list: what is due once, or the month where there is nothing else.
std::string amount_of(const OrderListRow& row) {
  if (row.total.minor == 0 && row.recurring.minor != 0)
    return grouped_amount(row.recurring) + "/mo";
  return grouped_amount(row.total);
}

/// City and rep, which a row has no columns for.
std::string second_line_of(const OrderListRow& row) {
  if (row.city.empty() || row.rep.empty()) return row.city + row.rep;
  return row.city + " · " + row.rep;
}

void draw_phone_row(const OrderListRow& row, Cells& cells) {
  std::string second = row.number + ", " + long_date(row.ordered_on);
  if (row.mark) second += ", " + std::string(words_of(row.mark));
  cells.stack({.main = row.customer,
               .second = second,
               .note_tone = row.mark ? std::optional(tone_of(*row.mark)) : std::nullopt,
               .chip = row.chip.words,
               .tone = tone_of(row.chip.colour)});
  cells.number(amount_of(row));
}

void draw_row(const OrderListRow& row, Cells& cells, Commands& out) {
  if (row.mark) {
    cells.two_lines(row.number, words_of(row.mark), tone_of(*row.mark));
  } else if (row.status.empty()) {
    cells.strong(row.number);
  } else {
    cells.two_lines(row.number, row.status);
  }
  cells.two_lines(row.customer, second_line_of(row));
  cells.two_lines(row.method, row.site);
  cells.muted(long_date(row.ordered_on));
  cells.number(amount_of(row));
  cells.chip(row.chip.words, tone_of(row.chip.colour));
  cells.widget([&] {
    const std::string route = "/orders/" + row.id.text();
    if (link("Details", "#" + route)) out.push_back(GoTo{route});
  });
}

void select_row(const OrderListModel& model, OrderListDraft& draft) {
  draft.table.selected.reset();
  for (std::size_t index = 0; index < model.rows.size(); ++index) {
    if (model.rows[index].id == draft.selected) draft.table.selected = index;
  }
}

void draw_table(const OrderListModel& model, OrderListDraft& draft, Commands& out) {
  select_row(model, draft);
  const bool phone = Kit::current().viewport().phone;
  TableSpec spec{.name = "Orders", .columns = order_list_columns, .row_count = model.rows.size()};
  if (phone) {
    spec.columns = order_list_phone_columns;
    spec.row_height = phone_row_height;
  }
  const auto result = table(spec, draft.table, [&](std::size_t index, Cells& cells) {
    if (model.more && index + 1 == model.rows.size()) draft.wants_more = true;
    phone ? draw_phone_row(model.rows[index], cells) : draw_row(model.rows[index], cells, out);
  });
  const bool wide = Kit::current().viewport().wide;
  auto opened = result.opened ? result.opened : result.pressed;
  // Beside the list the details follow the selection; alone they open on purpose only.
  if (wide && result.selection_changed) opened = draft.table.selected;
  if (!opened) return;
  out.push_back(GoTo{"/orders/" + model.rows[*opened].id.text(), wide});
}

void draw_list_actions(const OrderListModel& model, Commands& out) {
  if (model.rows.empty()) return;
  const RightRow row{"List actions"};
  if (button({.label = "Export CSV"})) out.push_back(ExportList{ExportedList::orders});
}

void draw_side(const OrderDetailsModel& details, OrderListDraft& draft, Commands& out) {
  const Card card({.name = "Order details"});
  if (draft.selected.empty()) {
    empty_state({.title = "No order selected",
                 .text = "Choose one in the list to see its items, history and first invoice."});
    return;
  }
  draw_order_details(details, draft.details, out);
}

}  // namespace

OrderListQuery query_of(const OrderListDraft& draft) {
  OrderListQuery query;
  query.text = draft.search;
  if (draft.pill == pending_pill) query.queue = OrderQueue::pending;
  if (draft.pill >= first_archive_pill && draft.pill < queue_pill) {
    query.archive = archives[draft.pill - first_archive_pill];
  }
  if (draft.pill == queue_pill) query.queue = draft.queue;
  if (draft.table.sort_column && *draft.table.sort_column < sorts.size()) {
    query.sort = sorts[*draft.table.sort_column];
    query.descending = draft.table.descending;
  }
  return query;
}

void show_queue(OrderListDraft& draft, OrderQueue queue) {
  draft.search.clear();
  draft.table = {};
  draft.queue.reset();
  if (queue == OrderQueue::pending) {
    draft.pill = pending_pill;
  } else if (queue == OrderQueue::awaiting_payment) {
    draft.pill = first_archive_pill + 1;
  } else if (queue == OrderQueue::awaiting_approval) {
    draft.pill = first_archive_pill + 2;
  } else {
    draft.pill = queue_pill;
    draft.queue = queue;
  }
}

void draw_orders(const OrderListModel& model, const OrderDetailsModel& details,
                 OrderListDraft& draft, Commands& out) {
  const bool alone = !Kit::current().viewport().wide && !draft.selected.empty();
  const std::string title = alone ? "Order " + number_of(details.order) : "Orders";
  const std::string subtitle = alone ? display_name(details.account) : subtitle_of(model);
  const auto header = page_header({.title = title,
                                   .subtitle = subtitle,
                                   .search = alone ? nullptr : &draft.search,
                                   .search_label = "Search customers, orders, items",
                                   .action = alone ? "" : "New order",
                                   .action_key = "N",
                                   .back = alone});
  if (header.back) out.push_back(GoTo{"/orders"});
  if (header.action) out.push_back(GoTo{"/orders/new"});
  if (!alone && filter_pills("Archives", pills_of(model, draft), draft.pill) &&
      draft.pill != queue_pill) {
    draft.queue.reset();
  }
  gap(1);
  {
    TwoPane panes({.side_width = 332, .side_wanted = alone});
    if (panes.main()) {
      const Card card({.name = "Order list"});
      draw_list_actions(model, out);
      if (model.rows.empty()) {
        draw_nothing(model, draft, out);
      } else {
        draw_table(model, draft, out);
      }
    }
    if (panes.side()) draw_side(details, draft, out);
  }
  if (!draft.selected.empty()) draw_order_dialogs(details, draft.details, out);
}

}  // namespace satchel::web
