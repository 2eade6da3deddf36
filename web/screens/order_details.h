// One order: state, items, totals, history, invoices, and the acts of the back office.
#pragma once

#include <string>

#include "web/model/order_details_model.h"
#include "web/screens/commands.h"
#include "web/screens/order_acts.h"

namespace satchel::web {

struct OrderDetailsDraft {
  OrderActDraft act;
  bool discarding = false;  // The dialog that asks before a draft is cancelled is open.
  bool explain = false;
  std::string acting;  // What was sent to the server and is not answered.
  std::string error;   // Why the last act failed, in words.
};

/// Draws the details into the card or page there is, without a page header.
void draw_order_details(const OrderDetailsModel& model, OrderDetailsDraft& draft, Commands& out);

/// Draws the dialogs of the details; call it after the cards are closed.
void draw_order_dialogs(const OrderDetailsModel& model, OrderDetailsDraft& draft, Commands& out);

}  // namespace satchel::web
