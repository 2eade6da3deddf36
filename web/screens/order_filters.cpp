// Draws the filters above the list of orders.
#include "web/screens/order_filters.h"

#include <optional>
#include <utility>
#include <vector>

#include "shared/base/text.h"
#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/layout.h"
#include "web/kit/text.h"

namespace satchel::web {
namespace {

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

/// What stands on the screen, as it would be saved.
SavedFilter filter_of(const OrderListDraft& draft, std::string name) {
  SavedFilter filter;
  filter.name = std::move(name);
  filter.pill = static_cast<std::int64_t>(draft.pill);
  if (draft.queue) filter.queue = to_text(*draft.queue);
  filter.search = trim(draft.search);
  filter.site = draft.site;
  if (draft.table.sort_column) {
    filter.sort_column = static_cast<std::int64_t>(*draft.table.sort_column);
    filter.descending = draft.table.descending;
  }
  return filter;
}

void apply(OrderListDraft& draft, const SavedFilter& filter) {
  draft.pill = static_cast<std::size_t>(filter.pill);
  draft.queue = parse_enum<OrderQueue>(filter.queue);
  draft.search = filter.search;
  draft.site = filter.site;
  draft.table.sort_column.reset();
  if (filter.sort_column >= 0) {
    draft.table.sort_column = static_cast<std::size_t>(filter.sort_column);
  }
  draft.table.descending = filter.descending;
}

/// The saved filter that stands on the screen; their number when it is none of them.
std::size_t shown_filter(const OrderListModel& model, const OrderListDraft& draft) {
  std::size_t index = 0;
  while (index < model.filters.size() &&
         !(filter_of(draft, model.filters[index].name) == model.filters[index])) {
    ++index;
  }
  return index;
}

}  // namespace

void draw_order_filters(const OrderListModel& model, OrderListDraft& draft) {
  if (filter_pills("Archives", pills_of(model, draft), draft.pill)) {
    draft.bulk.marked.clear();
    if (draft.pill != orders_queue_pill) draft.queue.reset();
  }
  if (model.filters.empty()) return;
  std::vector<Pill> pills;
  for (const SavedFilter& filter : model.filters) pills.push_back({filter.name, std::nullopt});
  std::size_t chosen = shown_filter(model, draft);
  if (!filter_pills("Saved filters", pills, chosen)) return;
  draft.bulk.marked.clear();
  apply(draft, model.filters[chosen]);
}

void draw_site_choice(const OrderListModel& model, OrderListDraft& draft) {
  if (model.sites.empty() && !draft.site) return;
  std::vector<std::string> options{"All sites", "Own desk"};
  std::size_t index = draft.site ? 1 : 0;
  bool known = !draft.site || draft.site->empty();
  for (const SiteName& site : model.sites) {
    if (draft.site == site.code) {
      index = options.size();
      known = true;
    }
    options.push_back(site.name);
  }
  // A site that was closed since the filter was saved.
  if (!known) {
    index = options.size();
    options.push_back("site " + *draft.site);
  }
  if (select({.label = "Site", .hide_label = true, .width = 180}, options, index)) {
    draft.bulk.marked.clear();
    draft.site.reset();
    if (index == 1) draft.site.emplace();
    if (index > 1 && index < model.sites.size() + 2) draft.site = model.sites[index - 2].code;
  }
  same_line(2);
}

void draw_filter_acts(const OrderListModel& model, OrderListDraft& draft, Commands& out) {
  const std::size_t shown = shown_filter(model, draft);
  if (shown < model.filters.size()) {
    if (button({.label = "Forget filter"})) out.push_back(ForgetFilter{model.filters[shown].name});
    same_line(2);
    return;
  }
  if (filter_of(draft, {}) == SavedFilter{}) return;
  if (button({.label = "Save filter"})) {
    draft.naming = true;
    draft.filter_name.clear();
    draft.tried = false;
  }
  same_line(2);
}

void draw_filter_dialog(OrderListDraft& draft, Commands& out) {
  Dialog dialog("Save this filter", draft.naming);
  if (!dialog.shown()) return;
  body("Filter, site, words and order of the list, under a name of your own on this device.");
  gap(2);
  const std::string name = trim(draft.filter_name);
  const bool missing = draft.tried && name.empty();
  text_field({.label = "Name", .error = missing ? "Enter a name." : "", .required = true},
             draft.filter_name);
  gap(3);
  Columns columns({1, 1}, true);
  if (button({.label = "Back", .width = -1})) draft.naming = false;
  columns.next();
  if (!button({.label = "Save it", .kind = ButtonKind::primary, .width = -1})) return;
  draft.tried = true;
  if (name.empty()) return;
  draft.naming = false;
  out.push_back(SaveFilter{filter_of(draft, name)});
}

}  // namespace satchel::web
