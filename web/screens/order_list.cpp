// Draws the list of orders.
#include "web/screens/order_list.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/kit.h"
#include "web/kit/layout.h"
#include "web/kit/shell.h"
#include "web/kit/text.h"
#include "web/model/words.h"
#include "web/screens/order_filters.h"
#include "web/screens/parts.h"

namespace satchel::web {
namespace {

constexpr auto archives =
    std::to_array<Archive>({Archive::incomplete, Archive::awaiting_payment,
                            Archive::awaiting_approval, Archive::handled, Archive::closed});

constexpr std::size_t pending_pill = 1;
constexpr std::size_t first_archive_pill = 2;
static_assert(orders_queue_pill == first_archive_pill + archives.size());

// In the order of `sorts`.
// Beside the details: payment and date stand below the name and the number then.
constexpr float narrow_below = 900;
constexpr auto order_list_columns = std::to_array<Column>(
    {{.title = "", .width = 24, .hide_on_phone = true},
     {.title = "Order", .width = 88, .sortable = true},
     {.title = "Customer", .sortable = true},
     {.title = "Payment", .width = 108, .hide_on_phone = true, .hide_below = narrow_below},
     {.title = "Date",
      .width = 96,
      .sortable = true,
      .hide_on_phone = true,
      .hide_below = narrow_below},
     {.title = "Total", .width = 84, .align = Align::right, .sortable = true},
     {.title = "State", .width = 166, .sortable = true},
     {.title = "", .width = 62, .hide_on_phone = true, .hide_below = 700}});
constexpr auto sorts = std::to_array<std::optional<OrderSort>>(
    {std::nullopt, OrderSort::number, OrderSort::customer, std::nullopt, OrderSort::date,
     OrderSort::total, OrderSort::state});

// A phone has room for two: everything else stands below the name.
constexpr auto order_list_phone_columns = std::to_array<Column>(
    {{.title = "Customer"}, {.title = "Total", .width = 92, .align = Align::right}});
constexpr float phone_row_height = 84;

std::string subtitle_of(const OrderListModel& model) {
  std::string words = count_of(model.found, "order", "orders");
  if (model.sum && model.sum->minor != 0) words += ", " + to_text(*model.sum);
  return words;
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
  if (draft.site) {
    empty_state(
        {.title = "No order of this site here", .text = "Choose another site or archive above."});
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

std::string joined(std::initializer_list<std::string_view> parts, std::string_view between) {
  std::string words;
  for (const std::string_view part : parts) {
    if (part.empty()) continue;
    if (!words.empty()) words += between;
    words += part;
  }
  return words;
}

/// A quote's last day, city and rep, which a row has no columns for.
std::string second_line_of(const OrderListRow& row) {
  return joined({row.validity, row.city, row.rep}, " · ");
}

/// What has no column of its own beside the details.
std::string folded_line_of(const OrderListRow& row) {
  return joined({row.status, row.validity, row.method, row.site}, ", ");
}

void draw_phone_row(const OrderListRow& row, Cells& cells) {
  std::string second = joined({row.number, long_date(row.ordered_on), row.validity}, ", ");
  if (row.mark) second += ", " + std::string(words_of(row.mark));
  cells.stack({.main = row.customer,
               .second = second,
               .note_tone = row.mark ? std::optional(tone_of(*row.mark)) : std::nullopt,
               .chip = row.chip.words,
               .tone = tone_of(row.chip.colour)});
  cells.number(amount_of(row));
}

void draw_mark(const OrderListRow& row, BulkDraft& bulk, Cells& cells) {
  cells.widget([&] {
    bool marked = bulk.marked.count(row.id) != 0;
    if (!mark_box("Mark order " + row.number, marked)) return;
    if (marked) {
      bulk.marked.insert(row.id);
    } else {
      bulk.marked.erase(row.id);
    }
  });
}

void draw_row(const OrderListRow& row, bool narrow, Cells& cells, Commands& out) {
  if (row.mark) {
    cells.two_lines(row.number, words_of(row.mark), tone_of(*row.mark));
  } else {
    cells.two_lines(row.number, narrow ? long_date(row.ordered_on) : row.status);
  }
  cells.two_lines(row.customer, narrow ? folded_line_of(row) : second_line_of(row));
  cells.two_lines(row.method, row.site);
  cells.muted(long_date(row.ordered_on));
  cells.number(amount_of(row));
  cells.chip(row.chip.words, tone_of(row.chip.colour));
  cells.widget([&] {
    const std::string route = "/orders/" + row.id.text();
    if (link("Details", "#" + route)) out.push_back(GoTo{route});
  });
}

/// Selection and marks are of orders; the table knows them by their rows.
void find_rows(const OrderListModel& model, OrderListDraft& draft) {
  draft.table.selected.reset();
  draft.table.marked.clear();
  for (std::size_t index = 0; index < model.rows.size(); ++index) {
    const OrderId& id = model.rows[index].id;
    if (id == draft.selected) draft.table.selected = index;
    if (draft.bulk.marked.count(id) != 0) draft.table.marked.insert(index);
  }
}

void take_marks(const OrderListModel& model, OrderListDraft& draft) {
  draft.bulk.marked.clear();
  for (const std::size_t index : draft.table.marked) {
    draft.bulk.marked.insert(model.rows[index].id);
  }
}

/// Where nothing can be done with several orders, nothing can be marked either.
auto columns_for(bool marks) {
  auto columns = order_list_columns;
  constexpr float never = 100'000;
  if (!marks) columns.front().hide_below = never;
  return columns;
}

void draw_table(const OrderListModel& model, OrderListDraft& draft, Commands& out) {
  find_rows(model, draft);
  const bool phone = Kit::current().viewport().phone;
  const bool marks = !model.bulk_acts.empty() && !phone;
  const bool narrow = available_width() < narrow_below;
  const auto columns = columns_for(marks);
  TableSpec spec{.name = "Orders", .columns = columns, .row_count = model.rows.size()};
  spec.markable = marks;
  if (phone) {
    spec.columns = order_list_phone_columns;
    spec.row_height = phone_row_height;
  }
  const auto result = table(spec, draft.table, [&](std::size_t index, Cells& cells) {
    const OrderListRow& row = model.rows[index];
    if (model.more && index + 1 == model.rows.size()) draft.wants_more = true;
    if (phone) return draw_phone_row(row, cells);
    draw_mark(row, draft.bulk, cells);
    draw_row(row, narrow, cells, out);
  });
  if (result.marks_changed) take_marks(model, draft);
  const bool wide = Kit::current().viewport().wide;
  auto opened = result.opened ? result.opened : result.pressed;
  // Beside the list the details follow the selection; alone they open on purpose only.
  if (wide && result.selection_changed) opened = draft.table.selected;
  if (!opened) return;
  out.push_back(GoTo{"/orders/" + model.rows[*opened].id.text(), wide});
}

void draw_list_actions(const OrderListModel& model, OrderListDraft& draft, Commands& out) {
  if (model.rows.empty() && draft.search.empty() && !draft.site) return;
  if (!draft.bulk.marked.empty()) return draw_bulk_bar(model, draft.bulk);
  const RightRow row{"List actions"};
  draw_site_choice(model, draft);
  draw_filter_acts(model, draft, out);
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
  query.site = draft.site;
  if (draft.pill == pending_pill) query.queue = OrderQueue::pending;
  if (draft.pill >= first_archive_pill && draft.pill < orders_queue_pill) {
    query.archive = archives[draft.pill - first_archive_pill];
  }
  if (draft.pill == orders_queue_pill) query.queue = draft.queue;
  if (draft.table.sort_column && *draft.table.sort_column < sorts.size()) {
    query.sort = sorts[*draft.table.sort_column];
    query.descending = draft.table.descending;
  }
  return query;
}

void show_queue(OrderListDraft& draft, OrderQueue queue) {
  draft.search.clear();
  draft.site.reset();
  draft.table = {};
  draft.queue.reset();
  if (queue == OrderQueue::pending) {
    draft.pill = pending_pill;
  } else if (queue == OrderQueue::awaiting_payment) {
    draft.pill = first_archive_pill + 1;
  } else if (queue == OrderQueue::awaiting_approval) {
    draft.pill = first_archive_pill + 2;
  } else {
    draft.pill = orders_queue_pill;
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
  if (header.search_changed) draft.bulk.marked.clear();
  if (!alone) draw_order_filters(model, draft);
  gap(1);
  {
    TwoPane panes({.side_width = 332, .side_wanted = alone});
    if (panes.main()) {
      const Card card({.name = "Order list"});
      draw_list_actions(model, draft, out);
      if (model.rows.empty()) {
        draw_nothing(model, draft, out);
      } else {
        draw_table(model, draft, out);
      }
    }
    if (panes.side()) draw_side(details, draft, out);
  }
  if (!draft.selected.empty()) draw_order_dialogs(details, draft.details, out);
  draw_bulk_dialogs(model, draft.bulk, out);
  draw_filter_dialog(draft, out);
}

}  // namespace satchel::web
