// Buttons for the receipt.
#include "web/screens/receipt_acts.h"

#include "web/kit/button.h"
#include "web/kit/layout.h"

namespace satchel::web {

void draw_receipt_acts(const OrderDetailsModel& model, OrderDetailsDraft& draft, Commands& out) {
  const Order& order = model.order;
  if (order.lifecycle == OrderLifecycle::draft || order.document_digest.empty()) return;
  const bool completed = order.lifecycle == OrderLifecycle::completed;
  std::string why = draft.acting.empty() ? model.acts.why_off : draft.acting;
  if (why.empty() && order.number == 0) why = "The order has not reached the server yet";
  Columns columns({1, 1}, true);
  if (button({.label = completed ? "Reprint receipt" : "Print receipt", .width = -1})) {
    out.push_back(PrintReceipt{order.id});
  }
  columns.next();
  if (button({.label = "E-mail receipt", .why_disabled = why, .width = -1})) {
    draft.acting = "Sending the receipt …";
    draft.error.clear();
    out.push_back(SendReceipt{order.id});
  }
}

}  // namespace satchel::web
