// Draws the dialog that allocates a payment.
#include "web/screens/allocate_dialog.h"

#include <optional>

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

/// What is typed for an invoice, nothing being zero; no value where it cannot be paid.
std::optional<Money> typed_share(const OpenInvoiceView& invoice, const std::string& typed) {
  if (trim(typed).empty()) return Money{0, invoice.open.currency};
  const auto amount = parse_money(trim(typed), invoice.open.currency);
  const bool fits = amount && amount->minor >= 0 && amount->minor <= invoice.open.minor;
  return fits ? amount : std::nullopt;
}

/// Draws a row; returns what goes to the invoice.
std::optional<Money> draw_share(const OpenInvoiceView& invoice, std::string& typed) {
  const auto share = typed_share(invoice, typed);
  Columns columns({3, 2}, true);
  strong("Invoice " + invoice.number);
  muted("due " + long_date(invoice.due_date) + ", " + to_text(invoice.open) + " open");
  columns.next();
  const std::string label = "Amount for invoice " + invoice.number;
  const std::string error = "From 0 to " + grouped_amount(invoice.open) + ".";
  decimal_field({.label = label, .error = share ? "" : error, .hide_label = true}, typed);
  return share;
}

}  // namespace

void ask_to_allocate(const PaymentDetailsModel& details, PaymentsDraft& draft) {
  draft.allocating = true;
  draft.error.clear();
  draft.amounts.clear();
  for (const OpenInvoiceView& invoice : details.open) {
    draft.amounts.push_back(invoice.proposed.minor == 0 ? "" : plain_amount(invoice.proposed));
  }
}

void draw_allocate_dialog(const PaymentDetailsModel& details, PaymentsDraft& draft, Commands& out) {
  Dialog dialog("Allocate to open invoices", draft.allocating, 520);
  if (!dialog.shown()) return;
  body("What goes to no invoice stays credit of the account. The oldest due are proposed first.");
  gap(2);
  draft.amounts.resize(details.open.size());
  Money rest = details.free;
  bool wrong = false;
  AllocatePayment command{details.id, {}};
  for (std::size_t index = 0; index < details.open.size(); ++index) {
    const IdScope scope{index};
    const auto share = draw_share(details.open[index], draft.amounts[index]);
    wrong = wrong || !share;
    if (!share || share->minor == 0) continue;
    rest = rest - *share;
    command.allocations.push_back({details.open[index].id, *share});
  }
  divider();
  key_value("Left of the payment", to_text(details.free));
  money_row("Stays credit", to_text(rest), MoneyRow::total);
  gap(3);
  std::string why;
  if (wrong) why = "An amount is not possible.";
  if (rest.minor < 0) why = "This is more than is left of the payment.";
  if (command.allocations.empty() && !wrong) why = "Enter an amount for an invoice.";
  error_text(rest.minor < 0 ? why : "");
  Columns columns({1, 1}, true);
  if (button({.label = "Back", .width = -1})) draft.allocating = false;
  columns.next();
  const std::string label = "Allocate " + to_text(details.free - rest);
  if (!button({.label = label, .kind = ButtonKind::primary, .why_disabled = why, .width = -1})) {
    return;
  }
  draft.allocating = false;
  out.push_back(std::move(command));
}

}  // namespace satchel::web
