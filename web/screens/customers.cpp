// Draws the list of customers.
#include "web/screens/customers.h"

#include <array>

#include "web/kit/button.h"
#include "web/kit/feedback.h"
#include "web/kit/layout.h"
#include "web/kit/shell.h"
#include "web/model/words.h"
#include "web/screens/parts.h"

namespace satchel::web {
namespace {

constexpr auto customer_columns =
    std::to_array<Column>({{.title = "Account", .width = 96, .sortable = true},
                           {.title = "Customer", .sortable = true},
                           {.title = "E-mail", .hide_on_phone = true},
                           {.title = "City", .width = 150, .hide_on_phone = true}});

GoTo chosen(const CustomerRow& row, CustomersPurpose purpose) {
  const bool order = purpose == CustomersPurpose::new_order;
  return {(order ? "/orders/new/" : "/customers/") + row.id.text()};
}

std::string subtitle_of(const CustomersModel& model, const CustomersDraft& draft) {
  const std::string all = count_of(model.total, "customer", "customers");
  if (draft.search.empty()) return all;
  const auto found = static_cast<std::int64_t>(model.rows.size());
  return (model.cut ? "The best " : "") + grouped(found) + " of " + all;
}

void draw_nothing(const CustomersModel& model, const CustomersDraft& draft, Commands& out) {
  if (model.total == 0 && draft.search.empty()) {
    const bool pressed =
        empty_state({.title = "No customers yet",
                     .text = "The customers of your territory come with the first synchronization. "
                             "A new one can be created at once, with or without a network.",
                     .action = "Create the first customer"});
    if (pressed) out.push_back(StartCustomer{});
    return;
  }
  const std::string title = "No customer matches “" + draft.search + "”";
  const bool pressed =
      empty_state({.title = title,
                   .text = "Names, contacts, account numbers, e-mail and postal addresses were "
                           "searched. Check the spelling, or create the customer.",
                   .action = "Create this customer"});
  if (pressed) out.push_back(StartCustomer{draft.search});
}

void draw_row(const CustomerRow& row, Cells& cells) {
  if (row.mark) {
    cells.two_lines(row.number, words_of(row.mark), tone_of(*row.mark));
  } else {
    cells.strong(row.number);
  }
  cells.two_lines(row.name, row.contact);
  cells.text(row.email);
  cells.muted(row.city);
}

}  // namespace

CustomerListQuery query_of(const CustomersDraft& draft) {
  CustomerListQuery query;
  query.text = draft.search;
  const auto column = draft.table.sort_column;
  if (column == 0u) query.sort = AccountSort::number;
  query.descending = column.has_value() && draft.table.descending;
  return query;
}

void draw_customers(const CustomersModel& model, CustomersPurpose purpose, CustomersDraft& draft,
                    Commands& out) {
  const bool order = purpose == CustomersPurpose::new_order;
  const std::string subtitle =
      order ? "Choose the customer, or create one first" : subtitle_of(model, draft);
  const auto header = page_header({.title = order ? "New order" : "Customers",
                                   .subtitle = subtitle,
                                   .search = &draft.search,
                                   .search_label = "Search customers",
                                   .action = "New customer",
                                   .action_key = "C",
                                   .back = order});
  if (header.back) out.push_back(GoBack{});
  if (header.action) out.push_back(StartCustomer{draft.search});
  if (header.search_submitted && !model.rows.empty()) {
    out.push_back(chosen(model.rows.front(), purpose));
  }
  if (header.search_changed) draft.table.selected.reset();

  const Card card({.name = "Customer list"});
  if (!order && !model.rows.empty()) {
    const RightRow row{"List actions"};
    if (button({.label = "Export CSV"})) out.push_back(ExportCustomers{draft.search});
  }
  if (model.rows.empty()) return draw_nothing(model, draft, out);
  const TableSpec spec{
      .name = "Customers", .columns = customer_columns, .row_count = model.rows.size()};
  const auto result = table(spec, draft.table, [&](std::size_t index, Cells& cells) {
    if (model.more && index + 1 == model.rows.size()) draft.wants_more = true;
    draw_row(model.rows[index], cells);
  });
  const auto opened = result.opened ? result.opened : result.pressed;
  if (opened) out.push_back(chosen(model.rows[*opened], purpose));
}

}  // namespace satchel::web
