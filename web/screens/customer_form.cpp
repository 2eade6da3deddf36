// Draws the customer form.
#include "web/screens/customer_form.h"

#include <algorithm>
#include <array>

#include "shared/base/text.h"
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
  explicit Form(CustomerFormDraft& draft) : draft_(draft), problems_(problems_of(draft.account)) {
    problems_.insert(problems_.end(), draft.refused.begin(), draft.refused.end());
  }

  const std::vector<FieldProblem>& problems() const { return problems_; }

  FieldResult text(const FormField& field, std::string& value) {
    const std::string name(field.field);
    const bool shown = draft_.tried || draft_.left.contains(name);
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
  CustomerFormDraft& draft_;
  std::vector<FieldProblem> problems_;
};

void draw_kind(CustomerFormDraft& draft) {
  static const std::vector<std::string> kinds{"Company", "Consumer"};
  std::size_t index = static_cast<std::size_t>(draft.account.kind);
  if (!segmented("Kind of customer", kinds, index)) return;
  draft.account.kind = static_cast<AccountKind>(index);
}

void draw_names(Form& form, CustomerFormDraft& draft) {
  Account& account = draft.account;
  if (account.kind == AccountKind::company) {
    form.text({"Company name", "company_name", true, InputType::text, "organization"},
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
  if (form.text({"Login", "login", false, InputType::text, "off", "The email unless you change it"},
                account.login)
          .changed) {
    draft.own_login = account.login != account.email;
  }
  columns.next();
  form.text({"Phone", "phone", false, InputType::tel, "tel"}, account.phone);
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
}

void draw_duplicates(const CustomerFormModel& model, Commands& out) {
  heading("Already a customer?", 2);
  if (model.duplicates.empty()) {
    muted("Nobody on this device has this name or e-mail address.");
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
  if (draft.editing) return EditAccount{draft.account.id, changes_of(draft)};
  CreateAccount command{draft.account};
  if (command.account.kind == AccountKind::consumer) command.account.company_name.clear();
  return command;
}

void draw_customer_form(const CustomerFormModel& model, CustomerFormDraft& draft, Commands& out) {
  const auto header =
      page_header({.title = draft.editing ? "Edit customer" : "New customer",
                   .subtitle = "Fields with * are required; everything else can wait",
                   .back = true});
  if (header.back) out.push_back(GoBack{});
  TwoPane panes({.side_width = 318, .stack_below = true});
  {
    const Card card({.name = "Customer", .height = -1});
    Form form(draft);
    if (!draft.editing) {
      draw_kind(draft);
      gap(3);
    }
    draw_names(form, draft);
    draw_reach(form, draft);
    draw_territory(model, draft);
    draw_address(form, draft);
    gap(2);
    draw_buttons(form, draft, out);
  }
  if (draft.editing || !panes.side()) return;
  const Card card({.name = "Likely duplicates", .height = -1});
  draw_duplicates(model, out);
}

}  // namespace satchel::web
