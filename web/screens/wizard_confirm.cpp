// The last step: everything the customer signs, to read and to sign, with what can be done with it.
#include "shared/domain/document/describe_document.h"
#include "web/kit/button.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/layout.h"
#include "web/kit/text.h"
#include "web/model/words.h"
#include "web/screens/parts.h"
#include "web/screens/wizard_parts.h"

namespace satchel::web {
namespace {

/// Where a problem is, for people: the item's name instead of its position, or the field's label.
std::string place_of(const FieldProblem& problem, const WizardModel& model,
                     const OrderDocument& document) {
  for (std::size_t index = 0; index < document.items.size(); ++index) {
    const std::string field = "items[" + std::to_string(index) + "]";
    if (problem.field.compare(0, field.size(), field) == 0) {
      return item_name(document, index) + ": ";
    }
  }
  const std::string label = label_of_problem(model, document, problem.field);
  return label.empty() ? label : label + ": ";
}

void draw_problems(const WizardModel& model, const WizardDraft& draft) {
  if (!draft.refusal.empty()) {
    banner({.text = draft.refusal, .tone = Tone::red, .urgent = true});
    gap(2);
  }
  const auto problems = problems_of(model, draft);
  for (const FieldProblem& problem : problems) {
    error_text(place_of(problem, model, draft.order.document) +
               std::string(describe(problem.reason)));
  }
  if (!problems.empty()) gap(2);
}

void draw_fact(std::string_view label, const std::string& value) {
  if (!value.empty()) key_value(label, value);
}

void draw_answers(const std::vector<ConfigurationField>& fields,
                  const std::vector<ConfigurationValue>& values) {
  for (const AnswerWords& answer : answers_of(fields, values)) {
    const IdScope scope{answer.label};
    key_value(answer.label, answer.value);
  }
}

void draw_parties(const WizardModel& model, const WizardDraft& draft) {
  const OrderDocument& document = draft.order.document;
  Columns columns({1, 1});
  heading("Invoiced to", 3);
  strong(display_name(model.account));
  const std::string address = one_line(model.account.address);
  if (!address.empty()) muted(address);
  const bool own = document.bill_to_email.empty();
  muted(contact_name(model.account) + ", " + (own ? model.account.email : document.bill_to_email));
  if (!document.contact_email.empty()) muted("Contact: " + document.contact_email);
  columns.next();
  key_value("Order date", long_date(document.ordered_on));
  key_value("Payment", method_choice(document.payment_method, model.account));
  if (model.due_now.minor != 0) key_value("Due now", to_text(model.due_now));
  if (document.starts_on) key_value("Starts", long_date(*document.starts_on));
  if (document.ends_on) key_value("Ends", long_date(*document.ends_on));
  draw_fact("PO number", document.purchase_order);
  draw_fact("Referral", document.referral);
  for (const CouponTerms& terms : document.coupons) {
    key_value("Coupon", terms.code + ", " + words_of(terms));
  }
  draw_fact("Notes", draft.order.notes);
  if (draft.hide_configurations) return;
  draw_answers(model.organisation.settings.order_fields, document.configuration);
}

/// How an item was configured: its plan, when each charge is billed, and the answers.
void draw_configuration(const WizardItem& known, const OrderItem& item) {
  if (!known.base.empty()) muted("Add-on of " + known.base);
  if (known.plan != nullptr && known.product->plans.size() > 1) key_value("Plan", known.plan->name);
  for (const ItemCharge& charge : item.charges) {
    const IdScope scope{charge.charge_id.text()};
    const bool said = charge.kind != ChargeKind::one_time || charge.terms != PriceTerms{};
    if (said) key_value(charge.name, timing_words(charge));
  }
  if (known.product != nullptr) draw_answers(known.product->configuration, item.configuration);
}

bool has_configurations(const WizardModel& model) {
  if (!model.organisation.settings.order_fields.empty()) return true;
  for (const WizardItem& item : model.items) {
    if (item.product == nullptr) continue;
    const bool recurring = item.plan != nullptr && item.plan->charges.size() > 1;
    if (recurring || item.product->plans.size() > 1 || !item.product->configuration.empty()) {
      return true;
    }
  }
  return false;
}

void draw_items(const WizardModel& model, WizardDraft& draft) {
  const OrderDocument& document = draft.order.document;
  heading("Items", 3);
  for (std::size_t index = 0; index < document.items.size(); ++index) {
    const IdScope scope{index};
    const OrderItem& item = document.items[index];
    money_row(item.name, item_amount(item, document.currency), MoneyRow::normal,
              item_derivation(item, document.currency));
    if (draft.hide_configurations || index >= model.items.size()) continue;
    draw_configuration(model.items[index], item);
  }
  if (!has_configurations(model)) return;
  const bool hidden = draft.hide_configurations;
  if (button({.label = hidden ? "Show Configurations" : "Hide Configurations",
              .kind = ButtonKind::link})) {
    draft.hide_configurations = !hidden;
  }
}

void draw_totals(const WizardModel& model, const OrderDocument& document) {
  if (!model.totals) return error_text(describe(Reason::amount_out_of_range));
  const OrderTotals& totals = *model.totals;
  gap(2);
  for (std::size_t index = 0; index < document.charges.size(); ++index) {
    const IdScope scope{index};
    const OrderCharge& charge = document.charges[index];
    money_row(charge.name, grouped_amount(charge.amount), MoneyRow::secondary);
  }
  if (totals.gross != totals.goods) {
    money_row("Discount", grouped_amount(totals.goods - totals.gross), MoneyRow::secondary);
  }
  if (totals.recurring.minor != 0) {
    money_row("Every month", to_text(totals.recurring), MoneyRow::normal, "for a full month");
  }
  money_row("Once", to_text(totals.one_time), MoneyRow::total);
}

/// The typed name is part of what is signed; strokes are kept beside it. On a quote nothing here is
/// a change: it stays a quote until it is placed.
void draw_signature(const WizardModel& model, WizardDraft& draft, Commands& out) {
  const auto problems = problems_of(model, draft);
  const FieldResult name =
      text_field({.label = "Signed by",
                  .help = "Name of the person who orders; it is part of what is signed",
                  .error = problem_with(problems, "signed_by"),
                  .required = draft.order.quoted_until.has_value(),
                  .width = 480},
                 draft.order.document.signed_by);
  if (name.changed && !draft.order.quoted_until) mark_edited(draft);
  if (name.left) save_now(draft, out);
  draw_signature_pad(draft.signature);
}

}  // namespace

void draw_confirm_step(const WizardModel& model, WizardDraft& draft, Commands& out) {
  draw_problems(model, draft);
  draw_parties(model, draft);
  divider();
  draw_items(model, draft);
  draw_totals(model, draft.order.document);
  divider();
  draw_signature(model, draft, out);
  divider();
  draw_ways_out(model, draft, out);
}

}  // namespace satchel::web
