// Draws the page of one customer.
#include "web/screens/customer_page.h"

#include <array>
#include <optional>

#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/layout.h"
#include "web/kit/shell.h"
#include "web/kit/text.h"
#include "web/model/words.h"
#include "web/screens/customer_parts.h"
#include "web/screens/parts.h"

namespace satchel::web {
namespace {

constexpr auto order_columns =
    std::to_array<Column>({{.title = "Order", .width = 92},
                           {.title = "Date", .width = 104, .hide_on_phone = true},
                           {.title = "Rep", .hide_on_phone = true},
                           {.title = "Total", .width = 100, .align = Align::right},
                           {.title = "State", .width = 156}});
constexpr auto phone_columns = std::to_array<Column>(
    {{.title = "Order"}, {.title = "Total", .width = 100, .align = Align::right}});
constexpr auto subscription_columns = std::to_array<Column>(
    {{.title = "Subscription"},
     {.title = "Quantity", .width = 80, .align = Align::right, .hide_on_phone = true},
     {.title = "Since", .width = 110},
     {.title = "A month", .width = 110, .align = Align::right}});
constexpr auto invoice_columns =
    std::to_array<Column>({{.title = "Invoice", .width = 92},
                           {.title = "Date"},
                           {.title = "Due", .hide_on_phone = true},
                           {.title = "Total", .width = 120, .align = Align::right}});

void draw_phone_order(const OrderListRow& row, Cells& cells) {
  cells.stack({.main = row.number,
               .second = row.mark ? std::string(words_of(row.mark)) : long_date(row.ordered_on),
               .note_tone = row.mark ? std::optional(tone_of(*row.mark)) : std::nullopt,
               .chip = row.chip.words,
               .tone = tone_of(row.chip.colour)});
  cells.number(grouped_amount(row.total));
}

void draw_orders(const CustomerPageModel& model, CustomerPageDraft& draft, Commands& out) {
  if (model.orders.empty()) {
    const bool pressed = empty_state({.title = "No orders yet",
                                      .text = "Every order of this customer is listed here.",
                                      .action = "Enter the first order"});
    if (pressed) out.push_back(GoTo{"/orders/new/" + model.account.id.text() + "/one-plan"});
    return;
  }
  const bool phone = Kit::current().viewport().phone;
  TableSpec spec{.name = "Orders", .columns = order_columns, .row_count = model.orders.size()};
  if (phone) {
    spec.columns = phone_columns;
    spec.row_height = 84;
  }
  const auto result = table(spec, draft.orders, [&](std::size_t index, Cells& cells) {
    const OrderListRow& row = model.orders[index];
    if (phone) return draw_phone_order(row, cells);
    if (row.mark) {
      cells.two_lines(row.number, words_of(row.mark), tone_of(*row.mark));
    } else {
      cells.strong(row.number);
    }
    cells.muted(long_date(row.ordered_on));
    cells.text(row.rep);
    cells.number(grouped_amount(row.total));
    cells.chip(row.chip.words, tone_of(row.chip.colour));
  });
  const auto opened = result.opened ? result.opened : result.pressed;
  if (opened) out.push_back(GoTo{"/orders/" + model.orders[*opened].id.text()});
}

void draw_subscriptions(const CustomerPageModel& model, CustomerPageDraft& draft, Commands& out) {
  if (model.subscriptions.empty()) {
    empty_state({.title = "No subscriptions yet",
                 .text = "A completed order with a monthly charge becomes a subscription."});
    return;
  }
  const TableSpec spec{.name = "Subscriptions",
                       .columns = subscription_columns,
                       .row_count = model.subscriptions.size()};
  const auto result = table(spec, draft.subscriptions, [&](std::size_t index, Cells& cells) {
    const Subscription& subscription = model.subscriptions[index];
    cells.strong(subscription.name);
    cells.number(grouped(subscription.quantity));
    cells.muted(long_date(subscription.start));
    cells.number(grouped_amount(subscription.monthly));
  });
  const auto opened = result.opened ? result.opened : result.pressed;
  if (opened) out.push_back(GoTo{"/orders/" + model.subscriptions[*opened].order_id.text()});
}

void draw_invoices(const CustomerPageModel& model, CustomerPageDraft& draft, Commands& out) {
  if (model.invoices.empty()) {
    empty_state({.title = "No invoices yet",
                 .text = "Completed orders are invoiced by the next bill cycle."});
    return;
  }
  const TableSpec spec{
      .name = "Invoices", .columns = invoice_columns, .row_count = model.invoices.size()};
  const auto result = table(spec, draft.invoices, [&](std::size_t index, Cells& cells) {
    const InvoiceRow& row = model.invoices[index];
    row.mark.empty() ? cells.strong(row.number) : cells.two_lines(row.number, row.mark);
    cells.text(long_date(row.invoice_date));
    cells.muted(long_date(row.due_date));
    cells.number(grouped_amount(row.total));
  });
  const auto opened = result.opened ? result.opened : result.pressed;
  if (opened) out.push_back(GoTo{"/invoices/" + model.invoices[*opened].id.text()});
}

std::string with_count(std::string label, std::size_t count) {
  if (Kit::current().viewport().phone) return label;
  return label + " " + grouped(static_cast<std::int64_t>(count));
}

/// The lists among the tabs are offered as files.
void draw_tab_export(const CustomerPageModel& model, const CustomerPageDraft& draft,
                     Commands& out) {
  static constexpr auto lists = std::to_array<std::optional<CustomerList>>(
      {CustomerList::orders, CustomerList::subscriptions, CustomerList::invoices,
       CustomerList::payments, std::nullopt, CustomerList::history, std::nullopt});
  const auto list = lists[draft.tab];
  if (!list || is_empty(model, *list)) return;
  const RightRow row{"List actions"};
  if (button({.label = "Export CSV"})) out.push_back(ExportCustomerList{*list});
}

// In the order of `draw_tab`.
std::vector<std::string> tab_labels(const CustomerPageModel& model) {
  return {with_count("Orders", model.orders.size()),
          with_count("Subscriptions", model.subscriptions.size()),
          with_count("Invoices", model.invoices.size()),
          with_count("Payments", model.payments.size()),
          "Notes",
          "History",
          "Profile"};
}

void draw_tab(const CustomerPageModel& model, CustomerPageDraft& draft, Commands& out) {
  if (draft.tab == 1) return draw_subscriptions(model, draft, out);
  if (draft.tab == 2) return draw_invoices(model, draft, out);
  if (draft.tab == 3) return draw_customer_payments(model, draft, out);
  if (draft.tab == 4) return draw_customer_notes(model, draft, out);
  if (draft.tab == 5) return draw_customer_history(model, draft);
  if (draft.tab == 6) return draw_customer_profile(model, out);
  draw_orders(model, draft, out);
}

}  // namespace

void draw_customer_page(const CustomerPageModel& model, CustomerPageDraft& draft, Commands& out) {
  if (!model.found) {
    if (page_header({.title = "Customer", .back = true}).back) out.push_back(GoBack{});
    const Card card({.name = "Customer"});
    empty_state({.title = "This customer is not on this device",
                 .text = "He may belong to another territory, or arrive with the next exchange."});
    return;
  }
  const Account& account = model.account;
  std::string subtitle = "Account " + number_of(account);
  if (!account.address.city.empty()) subtitle += ", " + account.address.city;
  const std::string title = display_name(account);
  const auto header = page_header({.title = title,
                                   .subtitle = subtitle,
                                   .action = "New order",
                                   .action_key = "N",
                                   .back = true});
  if (header.back) out.push_back(GoTo{"/customers"});
  if (header.action) out.push_back(GoTo{"/orders/new/" + account.id.text() + "/one-plan"});
  draw_standing_banner(model, draft);
  draw_account_actions(model, draft, out);
  const bool wide = Kit::current().viewport().wide;
  TwoPane panes({.side_width = 318});
  {
    const Card card({.name = "Customer"});
    auto labels = tab_labels(model);
    if (wide) labels.pop_back();
    if (draft.tab >= labels.size()) draft.tab = 0;
    tabs("Of this customer", labels, draft.tab);
    gap(1);
    draw_tab_export(model, draft, out);
    draw_tab(model, draft, out);
  }
  if (!wide || !panes.side()) return;
  const Card card({.name = "Profile card"});
  draw_customer_profile(model, out);
}

}  // namespace satchel::web
