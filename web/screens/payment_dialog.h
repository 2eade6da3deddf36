// The dialog that records a payment for an order, an invoice or an account.
#pragma once

#include <string>

#include "web/screens/commands.h"

namespace satchel::web {

struct PaymentDraft {
  bool open = false;
  TakePayment wish;        // What it is for.
  std::string amount;      // As typed; what is open at first.
  std::size_t method = 0;  // Index into the methods that are offered.
  std::string taken_on;    // YYYY-MM-DD
  std::string reference;
  bool tried = false;
  std::string refusal;  // Why the last try failed, in words.
};

/// Returns the draft of a new payment with what is open as its amount, taken today.
PaymentDraft start_payment(const TakePayment& wish, Date today);

/// Draws the dialog; asks for RecordPayment, without an id, once everything was entered.
void draw_payment_dialog(PaymentDraft& draft, Commands& out);

}  // namespace satchel::web
