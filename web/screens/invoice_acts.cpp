// Draws the acts on an invoice and their dialog.
#include "web/screens/invoice_acts.h"

#include "shared/base/text.h"
#include "web/kit/button.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/kit.h"
#include "web/kit/layout.h"
#include "web/kit/text.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

/// What the dialog asks, what comes of it, and what its button says.
struct InvoiceQuestion {
  std::string title;
  std::string effect;
  std::string button;
};

InvoiceQuestion question_of(const InvoiceDetailsModel& model, const InvoiceActsDraft& draft) {
  const Invoice& invoice = model.invoice;
  const std::string number = std::to_string(invoice.number);
  switch (draft.act) {
    case InvoiceAct::void_it:
      return {"Void invoice " + number + "?",
              "Nobody owes its " + to_text(invoice.total) +
                  " any more. It keeps its number and its lines; their periods are free, and the "
                  "next bill run bills them again.",
              "Void it"};
    case InvoiceAct::reissue:
      return {"Void invoice " + number + " and issue it again?",
              "Nobody owes its " + to_text(invoice.total) +
                  " any more. It keeps its number; an invoice with a new number is posted today "
                  "from what the customer has now, and credit of the account pays it.",
              "Void it and issue again"};
    case InvoiceAct::write_off:
      return {"Write off invoice " + number + "?",
              to_text(balance_of(invoice)) +
                  " will never be paid. It is booked as a loss, and dunning of this invoice ends.",
              "Write off " + to_text(balance_of(invoice))};
    case InvoiceAct::undo:
      return {"Take this payment off?",
              to_text(draft.undone.amount) +
                  " is taken off the invoice: that much is open again, and the money is credit of "
                  "the account until it is allocated anew.",
              "Take " + to_text(draft.undone.amount) + " off"};
  }
  return {};
}

Request request_of(const Invoice& invoice, const InvoiceActsDraft& draft) {
  const std::string reason = trim(draft.reason);
  switch (draft.act) {
    case InvoiceAct::void_it:
      return VoidInvoice{invoice.account_id, invoice.id, reason, false};
    case InvoiceAct::reissue:
      return VoidInvoice{invoice.account_id, invoice.id, reason, true};
    case InvoiceAct::write_off:
      return WriteOffInvoice{invoice.account_id, invoice.id, reason};
    case InvoiceAct::undo:
      break;
  }
  return UndoAllocation{draft.undone.payment_id, draft.undone.invoice_id, reason};
}

void ask_about(InvoiceAct act, InvoiceActsDraft& draft) {
  draft = {};
  draft.open = true;
  draft.act = act;
}

}  // namespace

void ask_to_undo(const AllocationView& allocation, InvoiceActsDraft& draft) {
  ask_about(InvoiceAct::undo, draft);
  draft.undone = allocation;
}

void draw_money_reason(bool tried, std::string& reason) {
  const bool missing = tried && trim(reason).empty();
  text_field({.label = "Reason",
              .error = missing ? "Say why; it stands in the audit log." : "",
              .required = true},
             reason);
}

std::optional<AllocationView> draw_allocations(const std::vector<AllocationView>& allocations,
                                               const OfferedAct& undoing) {
  std::optional<AllocationView> pressed;
  std::size_t index = 0;
  for (const AllocationView& each : allocations) {
    const IdScope scope{index++};
    money_row(capitalised(each.words), to_text(each.amount), MoneyRow::normal, each.detail);
    if (!undoing.offered || each.payment_id.empty()) continue;
    const std::string name = "Take off " + each.words;
    if (button({.label = "Take off",
                .kind = ButtonKind::link,
                .why_disabled = undoing.why_off,
                .name = name})) {
      pressed = each;
    }
  }
  return pressed;
}

void draw_invoice_acts(const InvoiceDetailsModel& model, const std::string& busy,
                       InvoiceActsDraft& draft, Commands& out) {
  const auto offer = [&](std::string_view label, const OfferedAct& act, InvoiceAct kind) {
    if (!act.offered) return;
    const std::string& why = busy.empty() ? act.why_off : busy;
    if (button({.label = label, .why_disabled = why, .width = -1})) ask_about(kind, draft);
    gap(1);
  };
  for (const RelatedInvoice& related : model.related) {
    const std::string route = "/invoices/" + related.id.text();
    if (link(related.words, "#" + route)) out.push_back(GoTo{route});
  }
  offer("Write off what is open", model.writing_off, InvoiceAct::write_off);
  offer("Void and issue again", model.reissuing, InvoiceAct::reissue);
  offer("Void", model.voiding, InvoiceAct::void_it);
}

void draw_invoice_act_dialog(const InvoiceDetailsModel& model, InvoiceActsDraft& draft,
                             Commands& out) {
  const InvoiceQuestion question = question_of(model, draft);
  Dialog dialog(question.title, draft.open);
  if (!dialog.shown()) return;
  body(question.effect);
  gap(2);
  draw_money_reason(draft.tried, draft.reason);
  gap(3);
  Columns columns({1, 1}, true);
  if (button({.label = "Back", .width = -1})) draft.open = false;
  columns.next();
  if (!button({.label = question.button, .kind = ButtonKind::danger, .width = -1})) return;
  draft.tried = true;
  if (trim(draft.reason).empty()) return;
  draft.open = false;
  out.push_back(request_of(model.invoice, draft));
}

}  // namespace satchel::web
