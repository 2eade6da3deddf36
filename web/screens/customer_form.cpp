// Draws the customer form.
#include "web/screens/customer_form.h"

#include <algorithm>
#include <array>
#include <optional>

#include "shared/base/text.h"
#include "shared/domain/account/password_rule.h"
#include "shared/domain/limits.h"
#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/layout.h"
#include "web/kit/shell.h"
#include "web/kit/text.h"
#include "web/screens/parts.h"

namespace satchel::web {
namespace {

/// One text of the form; `field` is its name in problems.
struct FormField {
  std::string_view label;
  std::string_view field;
  bool required = false;
  InputType type = InputType::text;
  std::string_view autocomplete = {};
  std::string_view help = {};
};

class Form {
 public:
  Form(const CustomerFormModel& model, CustomerFormDraft& draft)
      : draft_(draft), problems_(problems_of(draft.account, model.organisation.settings.b2c)) {
    if (trim(draft.account.login).empty() && !trim(draft.account.email).empty()) {
      problems_.push_back({"login", Reason::field_required});
    }
    if (has_password(model, draft)) {
      const auto reason = problem_of_password(draft.password, draft.password_again);
      const bool differ = reason == Reason::passwords_differ;
      if (reason) problems_.push_back({differ ? "password_again" : "password", *reason});
    }
    if (model.login_taken) problems_.push_back({"login", Reason::login_taken});
    problems_.insert(problems_.end(), draft.refused.begin(), draft.refused.end());
  }

  /// Whether the password is asked for: always at first, in an edit when it is to change.
  static bool has_password(const CustomerFormModel& model, const CustomerFormDraft& draft) {
    if (model.organisation.seal_key.empty()) return false;
    return !draft.editing || draft.set_password;
  }

  const std::vector<FieldProblem>& problems() const { return problems_; }

  FieldResult text(const FormField& field, std::string& value) {
    const std::string name(field.field);
    const bool shown = draft_.tried || draft_.left.contains(name) || name == taken_login();
    const FieldResult result =
        text_field({.label = field.label,
                    .help = field.help,
                    .error = shown ? problem_with(problems_, name) : std::string_view(),
                    .required = field.required,
                    .type = field.type,
                    .autocomplete = field.autocomplete},
                   value);
    if (result.left && !trim(value).empty()) draft_.left.insert(name);
    if (result.changed) {
      draft_.refused.clear();
      draft_.refusal.clear();
    }
    gap(3);
    return result;
  }

 private:
  /// A login that somebody else has is told while it is typed.
  std::string_view taken_login() const {
    return problem_with(problems_, "login") == describe(Reason::login_taken) ? "login" : "";
  }

  CustomerFormDraft& draft_;
  std::vector<FieldProblem> problems_;
};

void draw_kind(CustomerFormDraft& draft) {
  static const std::vector<std::string> kinds{"Company", "Consumer"};
  std::size_t index = static_cast<std::size_t>(draft.account.kind);
  if (!segmented("Kind of customer", kinds, index)) return;
  draft.account.kind = static_cast<AccountKind>(index);
}

void draw_names(Form& form, const CustomerFormModel& model, CustomerFormDraft& draft) {
  Account& account = draft.account;
  if (account.kind == AccountKind::company) {
    const bool required = !model.organisation.settings.b2c;
    form.text({"Company name", "company_name", required, InputType::text, "organization"},
              account.company_name);
  }
  Columns columns({1, 1});
  form.text({"First name", "first_name", true, InputType::text, "given-name"}, account.first_name);
  columns.next();
  form.text({"Last name", "last_name", true, InputType::text, "family-name"}, account.last_name);
}

void draw_reach(Form& form, CustomerFormDraft& draft) {
  Account& account = draft.account;
  const bool changed =
      form.text({"Primary email", "email", true, InputType::email, "email", "All mail goes here"},
                account.email)
          .changed;
  if (changed && !draft.own_login) account.login = account.email;
  Columns columns({1, 1});
  if (form.text({"Login", "login", true, InputType::text, "off", "The email unless you change it"},
                account.login)
          .changed) {
    draft.own_login = account.login != account.email;
  }
  columns.next();
  form.text({"Phone", "phone", false, InputType::tel, "tel"}, account.phone);
}

void draw_password(Form& form, const CustomerFormModel& model, CustomerFormDraft& draft) {
  if (model.organisation.seal_key.empty()) return;
  if (!Form::has_password(model, draft)) {
    if (button({.label = "Set a new password", .kind = ButtonKind::link})) {
      draft.set_password = true;
    }
    gap(2);
    return;
  }
  Columns columns({1, 1});
  form.text({"Password", "password", true, InputType::password, "new-password",
             "8 characters or more, with a capital letter and a digit"},
            draft.password);
  columns.next();
  form.text({"Confirm password", "password_again", true, InputType::password, "new-password"},
            draft.password_again);
}

void draw_contact(Form& form, Contact& contact, std::size_t index) {
  const std::string of = " of contact " + std::to_string(index + 1);
  const std::string path = "contacts[" + std::to_string(index) + "]";
  const std::string labels[4] = {"Name" + of, "Role" + of, "E-mail" + of, "Phone" + of};
  const std::string fields[4] = {path + ".name", path + ".role", path + ".email", path + ".phone"};
  {
    Columns columns({1, 1});
    form.text({labels[0], fields[0], true}, contact.name);
    columns.next();
    form.text({labels[1], fields[1]}, contact.role);
  }
  Columns columns({1, 1});
  form.text({labels[2], fields[2], false, InputType::email}, contact.email);
  columns.next();
  form.text({labels[3], fields[3], false, InputType::tel}, contact.phone);
}

/// Whom else to contact, where invoices go, and what to know.
void draw_more(Form& form, CustomerFormDraft& draft) {
  Account& account = draft.account;
  form.text({"Invoices go to", "billing_email", false, InputType::email, "off",
             "Another e-mail for invoices; empty: the primary one"},
            account.billing_email);
  form.text({"Notes", "notes"}, account.notes);
  std::optional<std::size_t> removed;
  for (std::size_t index = 0; index < account.contacts.size(); ++index) {
    const IdScope scope{index};
    draw_contact(form, account.contacts[index], index);
    const std::string label = "Remove contact " + std::to_string(index + 1);
    if (button({.label = label, .kind = ButtonKind::link})) removed = index;
    gap(2);
  }
  if (removed) {
    account.contacts.erase(account.contacts.begin() + static_cast<std::ptrdiff_t>(*removed));
  }
  if (account.contacts.size() < contacts_max &&
      button({.label = "Add contact", .kind = ButtonKind::link})) {
    account.contacts.emplace_back();
  }
  gap(2);
}

void draw_address(Form& form, CustomerFormDraft& draft) {
  if (!draft.show_address) {
    if (button({.label = "Show Address", .kind = ButtonKind::link})) draft.show_address = true;
    return;
  }
  Address& address = draft.account.address;
  heading("Address", 3);
  gap(2);
  form.text({"Street", "street", false, InputType::text, "street-address"}, address.street);
  {
    Columns columns({1, 2});
    form.text({"Postal code", "postal_code", false, InputType::text, "postal-code"},
              address.postal_code);
    columns.next();
    form.text({"City", "city", false, InputType::text, "address-level2"}, address.city);
  }
  Columns columns({1, 1});
  form.text({"Region", "region", false, InputType::text, "address-level1"}, address.region);
  columns.next();
  form.text({"Country", "country", false, InputType::text, "country-name"}, address.country);
}

/// A rep with one territory needs no choice; the back office may leave it open.
void draw_territory(const CustomerFormModel& model, CustomerFormDraft& draft) {
  if (draft.editing || model.territories.size() < 2) return;
  std::vector<std::string> names;
  std::size_t index = model.territories.size();
  for (const Territory& territory : model.territories) {
    const auto& chosen = draft.account.territories;
    if (!chosen.empty() && chosen.front() == territory.id) index = names.size();
    names.push_back(territory.name);
  }
  const FieldSpec spec{.label = "Territory",
                       .help = "Its reps see the customer",
                       .error = draft.tried ? problem_with(draft.refused, "territories") : ""};
  if (select(spec, names, index)) draft.account.territories = {model.territories[index].id};
  gap(3);
}

void save(const Form& form, CustomerFormDraft& draft, bool new_order, Commands& out) {
  draft.tried = true;
  if (!form.problems().empty()) return;
  const AccountId id = draft.account.id;
  out.push_back(command_of(draft));
  out.push_back(AfterCustomer{id, new_order});
}

void draw_buttons(const Form& form, CustomerFormDraft& draft, Commands& out) {
  if (!draft.refusal.empty()) error_text(draft.refusal);
  if (draft.tried && !form.problems().empty()) {
    error_text("Some fields above still need you before this can be saved.");
  }
  gap(2);
  if (primary_button("Save customer", "Ctrl+Enter")) save(form, draft, false, out);
  if (!draft.editing) {
    same_line();
    if (secondary_button("Save and new order")) save(form, draft, true, out);
  }
  if (!draft.touched) return;
  same_line();
  if (button({.label = "Discard", .kind = ButtonKind::quiet})) draft.discarding = true;
}

void draw_returned(const CustomerFormModel& model, const CustomerFormDraft& draft) {
  if (!draft.returned || !draft.touched) return;
  std::string text = "You typed this before and have not saved it yet.";
  if (Form::has_password(model, draft) && draft.password.empty()) {
    text += " Only the password is not kept: type it again.";
  }
  banner({.text = text});
  gap(2);
}

void draw_discard_dialog(CustomerFormDraft& draft, Commands& out) {
  Dialog dialog("Discard what you typed?", draft.discarding);
  if (!dialog.shown()) return;
  body(draft.editing ? "The customer stays as he was before."
                     : "This customer was not saved; nothing of him stays.");
  gap(3);
  Columns buttons({1, 1}, true);
  if (button({.label = "Keep it", .width = -1})) draft.discarding = false;
  buttons.next();
  if (!button({.label = "Discard it", .kind = ButtonKind::danger, .width = -1})) return;
  draft.discarding = false;
  out.push_back(DiscardForm{});
}

void draw_duplicates(const CustomerFormModel& model, Commands& out) {
  heading("Already a customer?", 2);
  if (model.duplicates.empty()) {
    muted("Nobody on this device has this name, e-mail address or phone.");
    return;
  }
  muted(
      "These look much like the one you are typing. Open one instead of making a second account.");
  gap(3);
  for (const CustomerRow& row : model.duplicates) {
    const IdScope scope{row.id.text()};
    strong(row.name);
    muted("Account " + row.number + (row.city.empty() ? "" : ", " + row.city));
    muted(row.email);
    if (link("Open " + row.name, "#/customers/" + row.id.text())) {
      out.push_back(GoTo{"/customers/" + row.id.text()});
    }
    divider();
  }
}

std::vector<FieldChange> changes_of(const CustomerFormDraft& draft) {
  std::vector<FieldChange> changes;
  for (std::size_t index = 0; index < EnumWords<AccountField>::words.size(); ++index) {
    const auto field = static_cast<AccountField>(index);
    const std::string& base = field_of(draft.base, field);
    const std::string& value = field_of(draft.account, field);
    if (base != value) changes.push_back({field, base, value});
  }
  return changes;
}

}  // namespace

Request command_of(const CustomerFormDraft& draft) {
  if (draft.editing) {
    EditAccount edit{draft.account.id, changes_of(draft)};
    if (draft.account.contacts != draft.base.contacts) {
      edit.contacts = ContactsChange{draft.base.contacts, draft.account.contacts};
    }
    return edit;
  }
  CreateAccount command{draft.account};
  if (command.account.kind == AccountKind::consumer) command.account.company_name.clear();
  return command;
}

void draw_customer_form(const CustomerFormModel& model, CustomerFormDraft& draft, Commands& out) {
  const auto header = page_header(
      {.title = draft.editing ? "Edit customer" : "New customer",
       .subtitle = draft.touched ? "Kept on this device until you save or discard it"
                                 : "Fields with * are required; everything else can wait",
       .back = true});
  if (header.back) out.push_back(GoBack{});
  draw_returned(model, draft);
  draw_discard_dialog(draft, out);
  TwoPane panes({.side_width = 318, .stack_below = true});
  {
    const Card card({.name = "Customer", .height = -1});
    Form form(model, draft);
    if (!draft.editing) {
      draw_kind(draft);
      gap(3);
    }
    draw_names(form, model, draft);
    draw_reach(form, draft);
    draw_password(form, model, draft);
    draw_territory(model, draft);
    draw_address(form, draft);
    draw_more(form, draft);
    gap(2);
    draw_buttons(form, draft, out);
  }
  if (draft.editing || !panes.side()) return;
  const Card card({.name = "Likely duplicates", .height = -1});
  draw_duplicates(model, out);
}

}  // namespace satchel::web
