// What can be done with an order's receipt or quote: print it, and have it mailed.
#pragma once

#include "web/model/order_details_model.h"
#include "web/screens/commands.h"
#include "web/screens/order_details.h"

namespace satchel::web {

/// Draws the buttons for the receipt of a placed order or for a quote; nothing for another draft.
void draw_receipt_acts(const OrderDetailsModel& model, OrderDetailsDraft& draft, Commands& out);

}  // namespace satchel::web
