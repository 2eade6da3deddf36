// Spreading what is left of a payment over the customer's open invoices.
#pragma once

#include "web/screens/payments.h"

namespace satchel::web {

/// Opens the dialog with the amounts proposed, the oldest due first.
void ask_to_allocate(const PaymentDetailsModel& details, PaymentsDraft& draft);

/// Draws the open dialog, outside of any card.
void draw_allocate_dialog(const PaymentDetailsModel& details, PaymentsDraft& draft, Commands& out);

}  // namespace satchel::web
