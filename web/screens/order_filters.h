// The filters above the list of orders: the archives, what waits, and those a person saved.
#pragma once

#include "web/screens/order_list.h"

namespace satchel::web {

/// Draws the filters; a change forgets the marks.
void draw_order_filters(const OrderListModel& model, OrderListDraft& draft);

/// Draws the choice of the site whose orders are shown, where there are sites.
void draw_site_choice(const OrderListModel& model, OrderListDraft& draft);

/// Draws the button that keeps the filter, or forgets it; nothing for the plain list.
void draw_filter_acts(const OrderListModel& model, OrderListDraft& draft, Commands& out);

/// Draws the dialog that asks for a filter's name; call it after the cards are closed.
void draw_filter_dialog(OrderListDraft& draft, Commands& out);

}  // namespace satchel::web
