// Payments: the list, one payment beside it, and giving one back.
#pragma once

#include <string>
#include <vector>

#include "web/kit/table.h"
#include "web/model/payment_model.h"
#include "web/screens/commands.h"
#include "web/screens/invoice_acts.h"

namespace satchel::web {

struct PaymentsDraft {
  std::string search;
  TableState table;
  PaymentId selected;  // Empty for none.
  bool refunding = false;
  std::string amount;  // To give back.
  std::string reason;
  bool tried = false;
  bool allocating = false;
  std::vector<std::string> amounts;  // Of the open invoices, in the model's order.
  InvoiceActsDraft undo;
  std::string acting;  // What was sent to the server and is not answered.
  std::string error;   // Why the last act failed, in words.
};

/// Draws the payments that match the search and the chosen one beside them.
void draw_payments(const PaymentListModel& model, const PaymentDetailsModel& details,
                   PaymentsDraft& draft, Commands& out);

}  // namespace satchel::web
