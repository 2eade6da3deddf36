// Draws the subscriptions.
#include "web/screens/subscriptions.h"

#include <array>

#include "web/kit/button.h"
#include "web/kit/feedback.h"
#include "web/kit/kit.h"
#include "web/kit/layout.h"
#include "web/kit/shell.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

constexpr auto subscription_list_columns = std::to_array<Column>(
    {{.title = "Subscription"},
     {.title = "Customer", .hide_on_phone = true},
     {.title = "Quantity", .width = 80, .align = Align::right, .hide_on_phone = true},
     {.title = "Since", .width = 104},
     {.title = "A month", .width = 104, .align = Align::right},
     {.title = "State", .width = 96, .hide_on_phone = true}});

void draw_row(const SubscriptionRow& row, Cells& cells) {
  const bool phone = Kit::current().viewport().phone;
  cells.two_lines(row.name, phone ? row.customer : std::string());
  cells.text(row.customer);
  cells.number(grouped(row.quantity));
  cells.muted(long_date(row.start));
  cells.number(grouped_amount(row.monthly));
  switch (row.state) {
    case SubscriptionState::active:
      return cells.chip("Active", Tone::green);
    case SubscriptionState::paused:
      return cells.chip("Paused", Tone::yellow);
    case SubscriptionState::ended:
      return cells.chip("Ended", Tone::grey);
  }
}

void draw_nothing(const SubscriptionsDraft& draft) {
  if (!draft.search.empty()) {
    const std::string title = "No subscription matches “" + draft.search + "”";
    empty_state({.title = title, .text = "Names of subscriptions and customers were searched."});
    return;
  }
  empty_state({.title = "No subscriptions yet",
               .text = "An order of a product with a monthly charge becomes a subscription when "
                       "the back office completes it. It is billed from its order date on."});
}

}  // namespace

void draw_subscriptions(const SubscriptionsModel& model, SubscriptionsDraft& draft, Commands& out) {
  std::string subtitle =
      count_of(static_cast<std::int64_t>(model.rows.size()), "subscription", "subscriptions");
  if (model.monthly) subtitle += ", " + to_text(*model.monthly) + " a month";
  page_header({.title = "Subscriptions",
               .subtitle = subtitle,
               .search = &draft.search,
               .search_label = "Search subscriptions"});
  const Card card({.name = "Subscription list"});
  if (model.rows.empty()) return draw_nothing(draft);
  {
    const RightRow row{"List actions"};
    if (button({.label = "Export CSV"})) out.push_back(ExportList{ExportedList::subscriptions});
  }
  const TableSpec spec{.name = "Subscriptions",
                       .columns = subscription_list_columns,
                       .row_count = model.rows.size()};
  const auto result = table(spec, draft.table, [&](std::size_t index, Cells& cells) {
    draw_row(model.rows[index], cells);
  });
  const auto opened = result.opened ? result.opened : result.pressed;
  if (opened) draft.act = start_subscription_act(model.rows[*opened], model.today);
  if (model.chosen) draw_subscription_dialog(*model.chosen, draft.act, out);
}

}  // namespace satchel::web
