// Buttons for the receipt and the quote.
#include "web/screens/receipt_acts.h"

#include "web/kit/button.h"
#include "web/kit/layout.h"

namespace satchel::web {
namespace {

void draw_quote_acts(const OrderDetailsModel& model, OrderDetailsDraft& draft, Commands& out) {
  const std::string& why = draft.acting.empty() ? model.why_no_mail : draft.acting;
  Columns columns({1, 1}, true);
  if (button({.label = "Print quote", .width = -1})) out.push_back(PrintQuote{model.order.id});
  columns.next();
  if (button({.label = "E-mail quote", .why_disabled = why, .width = -1})) {
    draft.acting = "Sending the quote …";
    draft.error.clear();
    out.push_back(SendQuote{model.order.id});
  }
}

}  // namespace

void draw_receipt_acts(const OrderDetailsModel& model, OrderDetailsDraft& draft, Commands& out) {
  const Order& order = model.order;
  const bool draft_order = order.lifecycle == OrderLifecycle::draft;
  if (draft_order && order.quoted_until) return draw_quote_acts(model, draft, out);
  if (draft_order || order.document_digest.empty()) return;
  const bool completed = order.lifecycle == OrderLifecycle::completed;
  std::string why = draft.acting.empty() ? model.why_no_mail : draft.acting;
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
