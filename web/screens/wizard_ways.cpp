// What else can be done with a complete order: Save and Pay, Save as quote, Save draft.
#include <algorithm>

#include "shared/base/text.h"
#include "shared/domain/document/describe_document.h"
#include "shared/domain/limits.h"
#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/layout.h"
#include "web/kit/text.h"
#include "web/model/words.h"
#include "web/screens/wizard_parts.h"

namespace satchel::web {
namespace {

/// Why no money can be taken with the order; empty when it can.
std::string_view why_no_payment(const WizardModel& model, const WizardDraft& draft) {
  if (draft.order.document.payment_method == PaymentMethod::on_account) {
    return "Nothing is due now: the order is on account. Choose another payment method in Details.";
  }
  if (model.due_now.minor <= 0) return "Nothing is due now.";
  if (model.taken_by_hand.empty()) return "No payment method is configured that people record.";
  return {};
}

void open_payment(const WizardModel& model, WizardDraft& draft) {
  const auto& methods = model.taken_by_hand;
  const auto chosen =
      std::find(methods.begin(), methods.end(), draft.order.document.payment_method);
  draft.pay = {.open = true, .amount = plain_amount(model.due_now)};
  if (chosen != methods.end()) {
    draft.pay.method = static_cast<std::size_t>(chosen - methods.begin());
  }
}

std::optional<Money> amount_of(const WizardDraft& draft) {
  std::string text = trim(draft.pay.amount);
  std::replace(text.begin(), text.end(), ',', '.');
  const auto amount = parse_money(text, draft.order.document.currency);
  const bool taken = amount && amount->minor > 0 && amount->minor <= amount_minor_max;
  return taken ? amount : std::nullopt;
}

std::string_view problem_of_reference(const std::string& reference) {
  if (!card_number_in(reference).empty()) return describe(Reason::card_number_refused);
  const bool long_text = length_of(reference) > short_text_length_max;
  return long_text ? describe(Reason::field_too_long) : std::string_view();
}

void pay(const WizardModel& model, WizardDraft& draft, Commands& out) {
  draft.pay.tried = true;
  const auto amount = amount_of(draft);
  if (!amount || !problem_of_reference(draft.pay.reference).empty()) return;
  SaveAndPay command;
  command.order = place_command_of(model, draft);
  command.payment.account_id = draft.order.document.account_id;
  command.payment.method = model.taken_by_hand[draft.pay.method];
  command.payment.amount = *amount;
  command.payment.reference = trim(draft.pay.reference);
  draft.pay.open = false;
  out.push_back(std::move(command));
}

void draw_pay_fields(const WizardModel& model, WizardDraft& draft) {
  std::vector<std::string> words;
  for (const PaymentMethod method : model.taken_by_hand) words.emplace_back(name_of(method));
  select({.label = "Paid by", .required = true}, words, draft.pay.method);
  const auto amount = amount_of(draft);
  const std::string label = "Amount in " + std::string(to_text(draft.order.document.currency));
  const bool wrong = draft.pay.tried && !amount;
  const bool more = amount && amount->minor > model.due_now.minor;
  const std::string help =
      more ? to_text(*amount - model.due_now) + " go to the customer's credit" : "";
  decimal_field({.label = label,
                 .help = help,
                 .error = wrong ? "Enter an amount such as 120.00." : "",
                 .required = true},
                draft.pay.amount);
  text_field({.label = "Reference",
              .help = "The check's number, the transfer's text",
              .error = problem_of_reference(draft.pay.reference)},
             draft.pay.reference);
}

/// The last day that a quote may be valid until.
Date last_day(const WizardModel& model) { return add_days(model.today, quote_days_max); }

void draw_quote_dialog(const WizardModel& model, WizardDraft& draft, Commands& out) {
  Dialog dialog("Save as quote", draft.quote.open);
  if (!dialog.shown()) return;
  body("The prices shown are kept until this day. Placing the quote makes it an order.");
  gap(1);
  const auto until = parse_date(draft.quote.until);
  const bool good = until && *until >= model.today && *until <= last_day(model);
  const std::string range =
      "Choose a day from " + long_date(model.today) + " to " + long_date(last_day(model)) + ".";
  date_field({.label = "Valid until", .error = good ? "" : range, .required = true},
             draft.quote.until);
  gap(2);
  Columns columns({1, 2}, true);
  if (button({.label = "Cancel", .width = -1})) draft.quote.open = false;
  columns.next();
  const bool save = button(
      {.label = "Save quote", .kind = ButtonKind::primary, .key = "Ctrl+Enter", .width = -1});
  if (!save || !good) return;
  draft.quote.open = false;
  out.push_back(quote_command_of(model, draft, *until));
}

void draw_pay_dialog(const WizardModel& model, WizardDraft& draft, Commands& out) {
  Dialog dialog("Save and Pay", draft.pay.open);
  if (!dialog.shown()) return;
  body("The order is placed, its invoice is made, and this payment is recorded with it.");
  key_value("Due now", to_text(model.due_now));
  gap(1);
  draw_pay_fields(model, draft);
  gap(2);
  Columns columns({1, 2}, true);
  if (button({.label = "Cancel", .width = -1})) draft.pay.open = false;
  columns.next();
  const bool placed = button(
      {.label = "Place and pay", .kind = ButtonKind::primary, .key = "Ctrl+Enter", .width = -1});
  if (placed) pay(model, draft, out);
}

}  // namespace

void keep_draft(WizardDraft& draft, Commands& out) {
  draft.order.saved = true;
  // A quote that nobody changed is kept as it is.
  if (!draft.order.quoted_until) out.push_back(save_command_of(draft, true));
  out.push_back(LeaveDraft{});
}

void draw_ways_out(const WizardModel& model, WizardDraft& draft, Commands& out) {
  const bool complete = model.totals && problems_of(model, draft).empty();
  const std::string_view incomplete = complete ? "" : "Something is missing; see above.";
  const std::string_view why = complete ? why_no_payment(model, draft) : incomplete;
  Columns columns({1, 1, 1});
  if (button({.label = "Save and Pay", .why_disabled = why, .width = -1})) {
    open_payment(model, draft);
  }
  columns.next();
  if (button({.label = draft.order.quoted_until ? "Renew quote" : "Save as quote",
              .why_disabled = incomplete,
              .width = -1})) {
    const auto days = model.organisation.settings.quote_validity_days;
    draft.quote = {true, to_text(add_days(model.today, days))};
  }
  columns.next();
  // A quote that is saved as a draft would be one no more.
  if (!draft.order.quoted_until && button({.label = "Save draft", .width = -1})) {
    keep_draft(draft, out);
  }
}

void draw_ways_dialogs(const WizardModel& model, WizardDraft& draft, Commands& out) {
  if (!model.totals) return;
  draw_pay_dialog(model, draft, out);
  draw_quote_dialog(model, draft, out);
}

}  // namespace satchel::web
