// Payments: the list, one payment beside it, and giving one back.
#pragma once

#include <string>

#include "web/kit/table.h"
#include "web/model/payment_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

struct PaymentsDraft {
  std::string search;
  TableState table;
  PaymentId selected;  // Empty for none.
  bool refunding = false;
  std::string reason;
  bool tried = false;
  std::string acting;  // What was sent to the server and is not answered.
  std::string error;   // Why the last act failed, in words.
};

/// Draws the payments that match the search and the chosen one beside them.
void draw_payments(const PaymentListModel& model, PaymentsDraft& draft, Commands& out);

}  // namespace satchel::web
