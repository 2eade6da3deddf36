// One order: its items, totals, history and invoices, and what may be done with it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/domain/order/order_state.h"
#include "shared/store/database.h"
#include "web/model/first_invoice.h"
#include "web/model/invoice_model.h"
#include "web/model/model_context.h"
#include "web/model/order_acts.h"
#include "web/model/words.h"

namespace satchel::web {

struct OrderItemView {
  std::string name;
  std::string derivation;            // "24 × 19.00, 20 % off"
  std::string amount;                // "364.80", "49.00 / month"
  bool price_changed = false;        // Sold at another price than the price book's.
  std::vector<AnswerWords> answers;  // To the product's questions.
};

struct OrderEventView {
  std::string when;  // "6 May 1998"
  std::string what;  // "Placed by Nancy Davolio"
  std::string reason;
};

struct OrderDetailsModel {
  bool found = false;
  Order order;
  Account account;
  StateChip chip{StateColour::grey, {}};
  std::string status;  // "In Progress"
  std::optional<SyncMark> mark;
  OrderTotals totals;
  std::vector<OrderItemView> items;
  std::vector<AnswerWords> answers;     // To the questions of every order.
  std::vector<OrderEventView> history;  // Newest first.
  std::optional<FirstInvoice> preview;  // While nothing of the order was invoiced.
  std::vector<InvoiceRow> invoices;     // With a line of this order.
  std::vector<OpenAction> open_actions;
  OrderActs acts;
  bool takes_payment = false;  // Money is open, and this person may record it.
  Money open;                  // Of it, what the account's credit will not pay.
  std::string why_no_mail;     // Not empty: the server cannot mail its papers now, and why.
};

/// Returns the order; `found` is false when this device does not know it.
Result<OrderDetailsModel> load_order_details(Transaction& tx, const ModelContext& context,
                                             const OrderId& id);

}  // namespace satchel::web
