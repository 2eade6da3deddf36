// Draws the parts of the customer's page.
#include "web/screens/customer_parts.h"

#include <algorithm>
#include <array>

#include "shared/base/text.h"
#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/text.h"
#include "web/model/words.h"
#include "web/screens/parts.h"

namespace satchel::web {
namespace {

constexpr auto account_payment_columns =
    std::to_array<Column>({{.title = "Date", .width = 110},
                           {.title = "Method", .width = 120, .hide_on_phone = true},
                           {.title = "Reference", .hide_on_phone = true},
                           {.title = "Amount", .width = 110, .align = Align::right},
                           {.title = "State", .width = 110}});
constexpr auto account_event_columns = std::to_array<Column>(
    {{.title = "When", .width = 120}, {.title = "What"}, {.title = "Who", .hide_on_phone = true}});

void row_of(std::string_view label, const std::string& value) {
  if (!value.empty()) key_value(label, value);
}

std::string contact_line(const Contact& contact) {
  std::string words;
  for (const std::string* part : {&contact.role, &contact.email, &contact.phone}) {
    if (!part->empty()) words += (words.empty() ? "" : ", ") + *part;
  }
  return words;
}

void open_standing(const Account& account, CustomerPageDraft& draft) {
  draft.standing = account.standing;
  draft.credit_limit.clear();
  if (account.standing.credit_limit_minor != 0) {
    draft.credit_limit = plain_amount({account.standing.credit_limit_minor, account.currency});
  }
  draft.error.clear();
  draft.standing_open = true;
}

bool is_in(const Account& account, const Territory& territory) {
  const auto& own = account.territories;
  return std::find(own.begin(), own.end(), territory.id) != own.end();
}

void open_territories(const CustomerPageModel& model, CustomerPageDraft& draft) {
  draft.in_territory.clear();
  for (const Territory& territory : model.territories) {
    draft.in_territory.push_back(is_in(model.account, territory));
  }
  draft.territories_open = true;
}

void draw_menu(const CustomerPageModel& model, CustomerPageDraft& draft, Commands& out) {
  const Dialog dialog("Account Actions", draft.actions_open, 340);
  if (!dialog.shown()) return;
  const AccountId& id = model.account.id;
  const auto item = [&](std::string_view label, std::string_view why_not = {}) {
    const bool pressed = button({.label = label, .why_disabled = why_not, .width = -1});
    if (pressed) draft.actions_open = false;
    return pressed;
  };
  if (item("Create an Order", model.why_no_order))
    out.push_back(GoTo{"/orders/new/" + id.text() + "/one-plan"});
  const std::string_view no_edit = model.may_edit ? "" : "Your role may not edit customers.";
  if (item("Edit", no_edit)) out.push_back(StartEdit{id});
  if (item("Copy as a new customer", no_edit)) out.push_back(CopyCustomer{id});
  if (model.may_set_standing && item("Set the standing", model.why_offline)) {
    open_standing(model.account, draft);
  }
  if (model.may_assign && item("Assign to territories", model.why_offline)) {
    open_territories(model, draft);
  }
}

void draw_territories_dialog(const CustomerPageModel& model, CustomerPageDraft& draft,
                             Commands& out) {
  const Dialog dialog("Territories", draft.territories_open);
  if (!dialog.shown()) return;
  muted("Their reps and managers see this customer, on their devices too.");
  gap(2);
  std::vector<TerritoryId> chosen;
  for (std::size_t index = 0; index < draft.in_territory.size(); ++index) {
    const IdScope scope{index};
    bool ticked = draft.in_territory[index];
    checkbox(model.territories[index].name, ticked);
    draft.in_territory[index] = ticked;
    if (ticked) chosen.push_back(model.territories[index].id);
  }
  if (chosen.empty()) muted("In none of them only the back office sees the customer.");
  gap(2);
  if (!primary_button("Save territories")) return;
  draft.territories_open = false;
  out.push_back(AssignTerritories{model.account.id, std::move(chosen)});
}

void draw_standing_dialog(const CustomerPageModel& model, CustomerPageDraft& draft, Commands& out) {
  const Dialog dialog("Standing", draft.standing_open);
  if (!dialog.shown()) return;
  checkbox("Flagged for fraud", draft.standing.flagged_for_fraud);
  checkbox("Hold new orders", draft.standing.hold_new_orders);
  gap(2);
  decimal_field({.label = "Credit limit, " + std::string(to_text(model.account.currency)),
                 .help = "Empty: no limit",
                 .error = draft.error},
                draft.credit_limit);
  gap(2);
  if (!primary_button("Save standing")) return;
  const auto limit = draft.credit_limit.empty()
                         ? std::optional(Money{0, model.account.currency})
                         : parse_money(draft.credit_limit, model.account.currency);
  if (!limit || limit->minor < 0) {
    draft.error = "Enter an amount, or nothing for no limit.";
    return;
  }
  draft.standing.credit_limit_minor = limit->minor;
  draft.standing_open = false;
  out.push_back(SetStanding{model.account.id, draft.standing});
}

}  // namespace

void draw_customer_profile(const CustomerPageModel& model, Commands& out) {
  const Account& account = model.account;
  heading("Profile", 2);
  if (model.mark) {
    toned(words_of(model.mark), tone_of(*model.mark));
  }
  gap(1);
  row_of("Account", number_of(account));
  row_of("Contact", contact_name(account));
  row_of("Primary email", account.email);
  row_of("Invoices go to", account.billing_email);
  row_of("Login", account.login.empty() ? "none yet" : account.login);
  row_of("Phone", account.phone);
  divider();
  if (const std::string address = one_line(account.address); !address.empty()) {
    muted("Address");
    body(address);
    divider();
  }
  for (const Contact& contact : account.contacts) {
    strong(contact.name);
    muted(contact_line(contact));
  }
  if (!account.contacts.empty()) divider();
  row_of("Currency", std::string(to_text(account.currency)));
  row_of("Bill cycle day", std::to_string(account.bill_cycle_day));
  row_of("Payment terms", "net " + std::to_string(account.payment_terms_days));
  row_of("Customer since", long_date(account.created_on));
  for (const Territory& territory : model.territories) {
    if (is_in(account, territory)) row_of("Territory", territory.name);
  }
  if (account.credit.minor != 0) row_of("Credit", to_text(account.credit));
  if (account.standing.credit_limit_minor != 0) {
    row_of("Credit limit", to_text(Money{account.standing.credit_limit_minor, account.currency}));
  }
  gap(3);
  if (model.may_edit && button({.label = "Edit customer", .width = -1})) {
    out.push_back(StartEdit{account.id});
  }
}

/// The account's credit, and the invoice that waits longest for it.
void draw_customer_credit(const CustomerPageModel& model, Commands& out) {
  const Money& credit = model.account.credit;
  if (credit.minor <= 0) return;
  strong("Credit " + to_text(credit));
  muted("New invoices are paid from it by themselves.");
  // The newest come first.
  const auto oldest = std::find_if(model.invoices.rbegin(), model.invoices.rend(),
                                   [](const InvoiceRow& row) { return row.open.minor > 0; });
  if (oldest != model.invoices.rend()) {
    const std::string route = "/invoices/" + oldest->id.text();
    const std::string label =
        "Invoice " + oldest->number + " is open with " + to_text(oldest->open);
    if (link(label, "#" + route)) out.push_back(GoTo{route});
  }
  divider();
}

void draw_customer_payments(const CustomerPageModel& model, CustomerPageDraft& draft,
                            Commands& out) {
  draw_customer_credit(model, out);
  if (model.payments.empty()) {
    empty_state({.title = "No payments yet",
                 .text = "Money that this customer paid, for an order or an invoice, is here."});
    return;
  }
  const TableSpec spec{
      .name = "Payments", .columns = account_payment_columns, .row_count = model.payments.size()};
  const auto result = table(spec, draft.payments, [&](std::size_t index, Cells& cells) {
    const Payment& payment = model.payments[index].payment;
    cells.text(long_date(payment.taken_on));
    cells.text(method_words(payment.method));
    cells.muted(payment.reference);
    cells.number(grouped_amount(payment.amount));
    const bool refunded = payment.standing == PaymentStanding::refunded;
    cells.chip(refunded ? "Refunded" : "Received", refunded ? Tone::grey : Tone::green);
  });
  const auto opened = result.opened ? result.opened : result.pressed;
  if (!opened) return;
  const OrderId& order = model.payments[*opened].payment.order_id;
  if (!order.empty()) out.push_back(GoTo{"/orders/" + order.text()});
}

void draw_customer_notes(const CustomerPageModel& model, CustomerPageDraft& draft, Commands& out) {
  const std::string& notes = model.account.notes;
  if (!draft.editing_notes) {
    if (notes.empty()) {
      muted("Nothing is noted about this customer.");
    } else {
      body(notes);
    }
    gap(2);
    if (model.may_edit && button({.label = "Edit notes"})) {
      draft.editing_notes = true;
      draft.notes = notes;
    }
    return;
  }
  text_field({.label = "Notes"}, draft.notes);
  gap(2);
  if (primary_button("Save notes")) {
    draft.editing_notes = false;
    if (draft.notes == notes) return;
    out.push_back(EditAccount{model.account.id, {{AccountField::notes, notes, draft.notes}}});
  }
  same_line();
  if (button({.label = "Discard", .kind = ButtonKind::quiet})) draft.editing_notes = false;
}

void draw_customer_history(const CustomerPageModel& model, CustomerPageDraft& draft) {
  const auto& history = model.account.history;
  if (history.empty()) return muted("Nothing has happened to this account yet.");
  const TableSpec spec{.name = "Account history",
                       .columns = account_event_columns,
                       .row_count = history.size(),
                       .selectable = false};
  table(spec, draft.history, [&](std::size_t index, Cells& cells) {
    const std::size_t place = history.size() - 1 - index;
    cells.muted(model.history_days[place]);
    cells.text(words_of(history[place]));
    cells.text(history[place].by);
  });
}

void draw_standing_banner(const CustomerPageModel& model, CustomerPageDraft& draft) {
  const Account& account = model.account;
  const auto warn = [](std::string_view text, Tone tone) {
    banner({.text = text, .tone = tone});
    gap(1);
  };
  if (account.standing.flagged_for_fraud) warn("This customer is flagged for fraud.", Tone::red);
  if (account.standing.hold_new_orders) warn("New orders of this customer are on hold.", Tone::red);
  if (account.login.empty()) {
    warn("The login wished for is another customer's. Edit the customer and choose another one.",
         Tone::yellow);
  }
  error_text(draft.error);
}

void draw_account_actions(const CustomerPageModel& model, CustomerPageDraft& draft, Commands& out) {
  if (button({.label = "Account Actions", .key = "A"})) draft.actions_open = true;
  gap(1);
  draw_menu(model, draft, out);
  draw_standing_dialog(model, draft, out);
  draw_territories_dialog(model, draft, out);
}

}  // namespace satchel::web
