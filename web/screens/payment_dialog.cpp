// Draws the dialog that records a payment.
#include "web/screens/payment_dialog.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "shared/base/text.h"
#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/layout.h"
#include "web/kit/text.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

constexpr auto taken_methods = std::to_array<PaymentMethod>(
    {PaymentMethod::bank_transfer, PaymentMethod::check, PaymentMethod::cash, PaymentMethod::card});

std::optional<Money> amount_of(const PaymentDraft& draft) {
  const auto amount = parse_money(trim(draft.amount), draft.wish.open.currency);
  return amount && amount->minor > 0 ? amount : std::nullopt;
}

void draw_amount_and_method(PaymentDraft& draft) {
  std::vector<std::string> names;
  for (const PaymentMethod method : taken_methods) names.emplace_back(method_words(method));
  Columns columns({1, 1});
  const std::string label = "Amount in " + std::string(to_text(draft.wish.open.currency));
  const bool bad = draft.tried && !amount_of(draft);
  decimal_field(
      {.label = label, .error = bad ? "Enter an amount such as 120.00." : "", .required = true},
      draft.amount);
  columns.next();
  select({.label = "Payment method", .required = true}, names, draft.method);
}

void draw_day_and_reference(PaymentDraft& draft) {
  Columns columns({1, 1});
  const bool bad = draft.tried && !parse_date(draft.taken_on);
  date_field({.label = "Taken on", .error = bad ? "Choose a date." : "", .required = true},
             draft.taken_on);
  columns.next();
  text_field({.label = "Reference", .hint = "Check number, transfer text"}, draft.reference);
}

/// What becomes of more or less than what is open, before it is recorded.
std::string outcome_in_words(const PaymentDraft& draft) {
  const auto amount = amount_of(draft);
  const Money& open = draft.wish.open;
  if (!amount || open.minor == 0) return "All of it becomes the account's credit.";
  if (*amount == open) return "This pays everything that is open.";
  if (amount->minor < open.minor) return to_text(open - *amount) + " stays open.";
  return to_text(*amount - open) + " more than is open becomes the account's credit.";
}

void confirm(PaymentDraft& draft, Commands& out) {
  draft.tried = true;
  const auto amount = amount_of(draft);
  const auto taken_on = parse_date(draft.taken_on);
  if (!amount || !taken_on) return;
  TakenPayment taken;
  taken.account_id = draft.wish.account_id;
  taken.order_id = draft.wish.order_id;
  taken.invoice_id = draft.wish.invoice_id;
  taken.method = taken_methods[draft.method];
  taken.amount = *amount;
  taken.reference = trim(draft.reference);
  taken.taken_on = *taken_on;
  out.push_back(RecordPayment{taken});
}

}  // namespace

PaymentDraft start_payment(const TakePayment& wish, Date today) {
  PaymentDraft draft;
  draft.open = true;
  draft.wish = wish;
  draft.amount = plain_amount(wish.open);
  draft.taken_on = to_text(today);
  const auto known = std::find(taken_methods.begin(), taken_methods.end(), wish.method);
  if (known != taken_methods.end()) {
    draft.method = static_cast<std::size_t>(known - taken_methods.begin());
  }
  return draft;
}

void draw_payment_dialog(PaymentDraft& draft, Commands& out) {
  Dialog dialog("Record a payment", draft.open, 520);
  if (!dialog.shown()) return;
  body(draft.wish.subject);
  muted("Open: " + to_text(draft.wish.open));
  gap(2);
  if (!draft.refusal.empty()) {
    banner({.text = draft.refusal, .tone = Tone::red, .urgent = true});
    gap(2);
  }
  draw_amount_and_method(draft);
  draw_day_and_reference(draft);
  muted(outcome_in_words(draft));
  gap(3);
  Columns columns({1, 1}, true);
  if (button({.label = "Back", .width = -1})) draft.open = false;
  columns.next();
  if (button(
          {.label = "Record it", .kind = ButtonKind::primary, .key = "Ctrl+Enter", .width = -1})) {
    confirm(draft, out);
  }
}

}  // namespace satchel::web
