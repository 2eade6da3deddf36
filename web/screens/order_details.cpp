// Draws one order.
#include "web/screens/order_details.h"

#include "shared/base/text.h"
#include "web/kit/button.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/layout.h"
#include "web/kit/signature.h"
#include "web/kit/text.h"
#include "web/model/words.h"
#include "web/screens/parts.h"
#include "web/screens/receipt_acts.h"

namespace satchel::web {
namespace {

void draw_head(const OrderDetailsModel& model, Commands& out) {
  const Order& order = model.order;
  muted("Order " + number_of(order) + (order.number == 0 ? ", provisional number" : ""));
  heading(display_name(model.account), 2);
  std::string account = "Account " + number_of(model.account);
  if (!model.account.address.city.empty()) account += ", " + model.account.address.city;
  muted(account + ", net " + std::to_string(model.account.payment_terms_days));
  gap(1);
  status_chip(model.chip.words, tone_of(model.chip.colour));
  same_line(2);
  muted(model.status);
  if (model.mark) {
    same_line(3);
    toned(words_of(model.mark), tone_of(*model.mark));
  }
  if (!model.open_actions.empty()) muted("Open: " + words_of(model.open_actions));
  gap(1);
  if (link("Open customer", "#/customers/" + model.account.id.text())) {
    out.push_back(GoTo{"/customers/" + model.account.id.text()});
  }
}

Tone tone_of_item(ItemState state) {
  switch (state) {
    case ItemState::pending:
    case ItemState::activating:
      return Tone::yellow;
    case ItemState::active:
      return Tone::green;
    case ItemState::failed:
      return Tone::red;
    case ItemState::suspended:
    case ItemState::fraud:
      return Tone::violet;
    case ItemState::cancelled:
    case ItemState::terminated:
      return Tone::grey;
  }
  return Tone::grey;
}

/// How far the item is, and where and as whom it was set up.
void draw_item_state(const ItemFulfilment& fulfilment) {
  status_chip(words_of(fulfilment.state), tone_of_item(fulfilment.state));
  std::string where;
  if (!fulfilment.target.empty()) where = "on " + fulfilment.target;
  if (!fulfilment.username.empty()) where += (where.empty() ? "as " : " as ") + fulfilment.username;
  if (!where.empty()) {
    same_line(2);
    muted(where);
  }
  if (!fulfilment.error.empty()) toned(fulfilment.error, Tone::red);
  gap(1);
}

void draw_answers(const std::vector<AnswerWords>& answers) {
  std::size_t index = 0;
  for (const AnswerWords& answer : answers) {
    const IdScope scope{index++};
    key_value(answer.label, answer.value);
  }
}

void draw_items(const OrderDetailsModel& model) {
  std::size_t index = 0;
  for (const OrderItemView& item : model.items) {
    const IdScope scope{index++};
    money_row(item.name, item.amount, MoneyRow::normal,
              item.derivation + (item.price_changed ? ", price changed" : ""));
    draw_answers(item.answers);
    if (model.order.lifecycle == OrderLifecycle::draft) continue;
    if (index <= model.order.fulfilments.size()) {
      draw_item_state(model.order.fulfilments[index - 1]);
    }
  }
  if (model.items.empty()) muted("No items yet.");
}

void draw_totals(const OrderDetailsModel& model) {
  const OrderTotals& totals = model.totals;
  const OrderDocument& document = model.order.document;
  if (!document.charges.empty()) {
    money_row("Goods", grouped_amount(totals.goods), MoneyRow::secondary);
    for (std::size_t index = 0; index < document.charges.size(); ++index) {
      const IdScope scope{index};
      const OrderCharge& charge = document.charges[index];
      money_row(charge.name, grouped_amount(charge.amount), MoneyRow::secondary);
    }
  }
  if (totals.recurring.minor != 0) {
    money_row("Every month", to_text(totals.recurring), MoneyRow::normal);
  }
  money_row("Once", to_text(totals.one_time), MoneyRow::total);
}

void draw_billing(const OrderDetailsModel& model, OrderDetailsDraft& draft, Commands& out) {
  if (!model.invoices.empty()) {
    divider();
    heading("Invoices", 3);
    for (const InvoiceRow& row : model.invoices) {
      const IdScope scope{row.id.text()};
      if (link("Invoice " + row.number, "#/invoices/" + row.id.text())) {
        out.push_back(GoTo{"/invoices/" + row.id.text()});
      }
      muted(long_date(row.invoice_date) + ", " + to_text(row.total) + " in all");
    }
    return;
  }
  if (!model.preview) return;
  divider();
  const Invoice& first = model.preview->invoice;
  money_row("First invoice, " + short_date(first.invoice_date), to_text(first.total),
            MoneyRow::total, model.preview->outlook);
  if (button({.label = "Explain every line", .kind = ButtonKind::link})) draft.explain = true;
}

void draw_payment_facts(const Order& order) {
  key_value("Payment", method_words(order.document.payment_method));
  if (order.due.minor != 0) {
    key_value("Due now", to_text(order.due));
    key_value("Paid", to_text(order.paid));
  }
  if (!order.settlement_note.empty()) key_value("Reseller paid", order.settlement_note);
}

/// What the fraud check returned (A6).
void draw_fraud_check(const FraudCheck& check) {
  if (check.source.empty() && check.findings.empty() && !check.pending) return;
  divider();
  heading("Fraud check results", 3);
  if (!check.source.empty()) {
    key_value("Score of " + check.source, std::to_string(check.score) + " of 100");
  }
  if (check.pending) key_value("Outside checker", "Check pending: accepting waits for its answer");
  std::size_t index = 0;
  for (const FraudFinding& finding : check.findings) {
    const IdScope scope{index++};
    key_value(finding.detail, "+" + std::to_string(finding.points));
  }
}

/// Why an approval is needed, and what was changed after signing.
void draw_gates(const Order& order) {
  if (!order.approval_rules.empty()) {
    divider();
    heading("Needs an approval", 3);
    for (const ApprovalRule rule : order.approval_rules) body(rule_words(rule));
  }
  if (order.amendments.empty()) return;
  divider();
  heading("Changed after signing", 3);
  std::size_t index = 0;
  for (const OrderAmendment& each : order.amendments) {
    const IdScope scope{index++};
    key_value(each.field, each.signed_value + " became " + each.amended_value);
  }
}

/// Dates, references and addresses, where there are any.
void draw_terms_facts(const OrderDocument& document) {
  if (document.starts_on) key_value("Starts", long_date(*document.starts_on));
  if (document.ends_on) key_value("Ends", long_date(*document.ends_on));
  if (!document.referral.empty()) key_value("Referral", document.referral);
  for (const CouponTerms& terms : document.coupons) {
    key_value("Coupon", terms.code + ", " + words_of(terms));
  }
  if (!document.bill_to_email.empty()) key_value("Invoice e-mail", document.bill_to_email);
  if (!document.contact_email.empty()) key_value("Contact e-mail", document.contact_email);
}

void draw_signature(const Order& order) {
  const std::string& name = order.document.signed_by;
  if (!name.empty()) key_value("Signed by", name);
  if (order.signature.empty()) return;
  signature_image(name.empty() ? "Signature" : "Signature of " + name, order.signature, 260);
}

void draw_facts(const OrderDetailsModel& model) {
  const Order& order = model.order;
  divider();
  key_value("Order date", long_date(order.document.ordered_on));
  if (!order.taken_by_name.empty()) key_value("Taken by", order.taken_by_name);
  if (!order.document.purchase_order.empty()) {
    key_value("PO number", order.document.purchase_order);
  }
  draw_terms_facts(order.document);
  draw_answers(model.answers);
  draw_payment_facts(order);
  draw_signature(order);
  if (!order.notes.empty()) {
    gap(1);
    muted("Notes");
    body(order.notes);
  }
}

void draw_history(const OrderDetailsModel& model) {
  divider();
  heading("History", 3);
  std::size_t index = 0;
  for (const OrderEventView& event : model.history) {
    const IdScope scope{index++};
    key_value(event.what, event.when);
    if (!event.reason.empty()) muted(event.reason);
  }
}

void draw_draft_acts(const OrderDetailsModel& model, OrderDetailsDraft& draft, Commands& out) {
  Columns columns({3, 2}, true);
  const std::string_view label = model.order.quoted_until ? "Turn into an order" : "Continue order";
  if (button({.label = label, .kind = ButtonKind::primary, .width = -1})) {
    out.push_back(GoTo{"/orders/" + model.order.id.text() + "/edit"});
  }
  columns.next();
  if (button({.label = "Discard draft", .width = -1})) draft.discarding = true;
}

void draw_payment_act(const OrderDetailsModel& model, Commands& out) {
  if (!model.takes_payment) return;
  const Order& order = model.order;
  const Money covered = order.due - order.paid - model.open;
  if (covered.minor > 0) {
    muted("The account's credit pays " + to_text(covered) + " of it once it is accepted.");
  }
  if (model.open.minor <= 0) return;
  if (button({.label = "Record payment", .width = -1})) {
    out.push_back(TakePayment{order.document.account_id,
                              order.id,
                              {},
                              "Order " + number_of(order) + " of " + display_name(model.account),
                              model.open,
                              order.document.payment_method});
  }
}

void draw_acts(const OrderDetailsModel& model, OrderDetailsDraft& draft, Commands& out) {
  if (!draft.error.empty()) {
    banner({.text = draft.error, .tone = Tone::red, .urgent = true});
    gap(2);
  }
  if (model.acts.edit) draw_draft_acts(model, draft, out);
  const std::string why = draft.acting.empty() ? model.acts.why_off : draft.acting;
  if (!draft.acting.empty()) busy_text(draft.acting);
  if (draft.acting.empty() && !model.acts.why_off.empty()) muted(model.acts.why_off);
  const std::size_t asked = out.size();
  draw_payment_act(model, out);
  draw_order_acts({model.order, model.acts, why}, draft.act, out);
  if (out.size() != asked) draft.error.clear();
}

void draw_discard_dialog(const OrderDetailsModel& model, OrderDetailsDraft& draft, Commands& out) {
  Dialog dialog("Discard this draft?", draft.discarding);
  if (!dialog.shown()) return;
  body("It stays in the list as cancelled and can only be viewed.");
  gap(3);
  Columns columns({1, 1}, true);
  if (button({.label = "Keep the draft", .width = -1})) draft.discarding = false;
  columns.next();
  if (!button({.label = "Discard it", .kind = ButtonKind::danger, .width = -1})) return;
  draft.discarding = false;
  out.push_back(CancelDraft{model.order.id});
}

void draw_explanation(const OrderDetailsModel& model, OrderDetailsDraft& draft) {
  Dialog dialog("First invoice, line by line", draft.explain, 560);
  if (!dialog.shown() || !model.preview) return;
  const Invoice& invoice = model.preview->invoice;
  muted("Dated " + long_date(invoice.invoice_date) + ", due " + long_date(invoice.due_date));
  gap(2);
  std::size_t index = 0;
  for (const InvoiceLineView& line : line_views_of(invoice)) {
    const IdScope scope{index++};
    money_row(line.name, line.amount, MoneyRow::normal, line.derivation);
  }
  divider();
  money_row("Total", to_text(invoice.total), MoneyRow::total);
}

}  // namespace

void draw_order_details(const OrderDetailsModel& model, OrderDetailsDraft& draft, Commands& out) {
  if (!model.found) {
    empty_state({.title = "This order is not on this device",
                 .text = "It may belong to another territory, or arrive with the next exchange."});
    return;
  }
  draw_head(model, out);
  divider();
  if (model.acts.edit || model.acts.copy || model.takes_payment || !model.acts.possible.empty() ||
      !draft.error.empty()) {
    draw_acts(model, draft, out);
    divider();
  }
  draw_items(model);
  divider();
  draw_totals(model);
  draw_billing(model, draft, out);
  draw_gates(model.order);
  draw_facts(model);
  draw_fraud_check(model.order.fraud_check);
  draw_receipt_acts(model, draft, out);
  draw_history(model);
}

void draw_order_dialogs(const OrderDetailsModel& model, OrderDetailsDraft& draft, Commands& out) {
  const std::size_t asked = out.size();
  draw_order_act_dialog({model.order, model.acts, {}}, draft.act, out);
  if (out.size() != asked) draft.error.clear();
  draw_discard_dialog(model, draft, out);
  draw_explanation(model, draft);
}

}  // namespace satchel::web
