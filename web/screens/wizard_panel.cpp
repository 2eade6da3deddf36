// The first invoice beside the wizard's steps, with the buttons that lead on.
#include <algorithm>

#include "web/kit/button.h"
#include "web/kit/feedback.h"
#include "web/kit/layout.h"
#include "web/kit/text.h"
#include "web/model/invoice_model.h"
#include "web/model/words.h"
#include "web/screens/parts.h"
#include "web/screens/wizard_parts.h"

namespace satchel::web {
namespace {

/// The field that gets the focus when a step opens.
std::string_view first_field_of(WizardStep step) {
  switch (step) {
    case WizardStep::items:
      return add_product_label;
    case WizardStep::details:
      return "PO number";
    case WizardStep::confirm:
      return "Signed by";
  }
  return {};
}

void go_to(WizardStep step, WizardDraft& draft, Commands& out) {
  draft.step = step;
  draft.tried = false;
  draft.note.clear();
  save_now(draft, out);
  const bool reference = draft.fields.find("purchase_order") != std::string::npos ||
                         !draft.order.document.purchase_order.empty();
  const bool details = step == WizardStep::details && !reference;
  Kit::current().focus_next(details ? "Order date" : first_field_of(step));
}

void place(const WizardModel& model, WizardDraft& draft, Commands& out) {
  draft.tried = true;
  if (!model.totals || !problems_of(model, draft).empty()) return;
  out.push_back(place_command_of(model, draft));
}

void draw_forward(const WizardModel& model, WizardDraft& draft, Commands& out) {
  const bool last = draft.step == WizardStep::confirm;
  const bool pressed = button({.label = last ? "Place Order" : "Next",
                               .kind = ButtonKind::primary,
                               .key = "Ctrl+Enter",
                               .width = -1});
  if (!pressed) return;
  if (last) {
    place(model, draft, out);
  } else {
    go_on(model, draft, out);
  }
}

void draw_backward(WizardDraft& draft, Commands& out) {
  if (draft.step == WizardStep::items) {
    if (!button({.label = "Save draft", .width = -1})) return;
    return keep_draft(draft, out);
  }
  const bool escape = Kit::current().shortcut("Escape", "Back");
  if (button({.label = "Back", .width = -1}) || escape) {
    go_to(static_cast<WizardStep>(static_cast<int>(draft.step) - 1), draft, out);
  }
}

void draw_title(const WizardModel& model) {
  heading("First invoice", 2);
  if (!model.first) {
    muted("Exact, computed on this device");
    return;
  }
  muted(long_date(model.first->invoice.invoice_date) + ", exact, computed on this device");
}

void draw_explain_link(WizardDraft& draft) {
  if (button({.label = "Explain every line", .kind = ButtonKind::link})) draft.explain = true;
}

}  // namespace

void go_on(const WizardModel& model, WizardDraft& draft, Commands& out) {
  const auto problems = problems_of(model, draft);
  if (!problems_in(draft.step, problems).empty()) {
    draft.tried = true;
    if (draft.step == WizardStep::items) return lead_to_missing(model, draft);
    const std::string first = problems_in(draft.step, problems).front().field;
    return Kit::current().focus_next(label_of_problem(model, draft.order.document, first));
  }
  go_to(static_cast<WizardStep>(static_cast<int>(draft.step) + 1), draft, out);
}

void draw_invoice_panel(const WizardModel& model, WizardDraft& draft, Commands& out) {
  const Card card({.name = "First invoice"});
  draw_title(model);
  divider();
  if (model.first) {
    draw_first_invoice(*model.first, 120);
    gap(2);
    draw_explain_link(draft);
  } else {
    muted("Add an item to see the first invoice and what the next 12 months bring.");
  }
  gap(3);
  align_bottom(control_height());
  Columns columns({10, 19});
  draw_backward(draft, out);
  columns.next();
  draw_forward(model, draft, out);
}

float invoice_strip_height() { return Kit::current().viewport().phone ? 190.0F : 146.0F; }

void draw_invoice_strip(const WizardModel& model, WizardDraft& draft, Commands& out) {
  const bool phone = Kit::current().viewport().phone;
  const Card card({.name = "First invoice", .height = invoice_strip_height()});
  const auto draw_total = [&] {
    if (!model.first) return muted("The first invoice shows here with the first item.");
    muted("First invoice, " + long_date(model.first->invoice.invoice_date));
    heading(to_text(model.first->invoice.total), 2);
    draw_explain_link(draft);
  };
  const auto draw_chart = [&] {
    if (model.first) draw_schedule(*model.first, phone ? 66.0F : 84.0F);
  };
  if (phone) {
    {
      Columns columns({1, 1}, true);
      draw_total();
      columns.next();
      draw_chart();
    }
    align_bottom(control_height());
    Columns columns({1, 2}, true);
    draw_backward(draft, out);
    columns.next();
    draw_forward(model, draft, out);
    return;
  }
  Columns columns({4, 5, 3}, true);
  draw_total();
  columns.next();
  draw_chart();
  columns.next();
  draw_forward(model, draft, out);
  draw_backward(draft, out);
}

void draw_explanation(const WizardModel& model, WizardDraft& draft) {
  Dialog dialog("First invoice, line by line", draft.explain, 560);
  if (!dialog.shown() || !model.first) return;
  const Invoice& invoice = model.first->invoice;
  muted("Dated " + long_date(invoice.invoice_date) + ", due " + long_date(invoice.due_date));
  gap(2);
  std::size_t index = 0;
  for (const InvoiceLineView& line : line_views_of(invoice)) {
    const IdScope scope{index++};
    money_row(line.name, line.amount, MoneyRow::normal, line.derivation);
  }
  divider();
  money_row("Total", to_text(invoice.total), MoneyRow::total);
  gap(2);
  if (!model.first->outlook.empty()) muted(model.first->outlook);
}

}  // namespace satchel::web
