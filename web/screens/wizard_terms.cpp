// The order's own fields: dates, payment method, references and addresses, and the menu of them.
#include <algorithm>
#include <array>

#include "shared/base/text.h"
#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/kit.h"
#include "web/kit/layout.h"
#include "web/kit/text.h"
#include "web/model/words.h"
#include "web/screens/parts.h"
#include "web/screens/wizard_parts.h"

namespace satchel::web {
namespace {

/// A field that an order shows only where it is wanted.
struct FurtherField {
  std::string_view name;  // As in the paths of problems.
  std::string_view label;
  std::string_view help;
};

constexpr auto further_fields = std::to_array<FurtherField>({
    {"purchase_order", "PO number", "The customer's own reference"},
    {"referral", "Referral", "Who brought the customer"},
    {"coupons", "Coupon", "Its code; several with spaces between"},
    {"starts_on", "Start date", "First day of service; the order's date if empty"},
    {"ends_on", "End date", "First day without service; open-ended if empty"},
    {"bill_to_email", "Invoice e-mail", "Who is invoiced; the account's address if empty"},
    {"contact_email", "Contact e-mail", "Who is told about progress; the account's if empty"},
    {"notes", "Notes", "For the back office; not part of what is signed"},
});

/// What the draws below share.
struct Terms {
  const WizardModel& model;
  const std::vector<FieldProblem>& problems;
  WizardDraft& draft;
  Commands& out;
};

/// Returns the text behind a field; null for a date.
std::string* text_behind(std::string_view name, Order& order) {
  OrderDocument& document = order.document;
  if (name == "purchase_order") return &document.purchase_order;
  if (name == "referral") return &document.referral;
  if (name == "bill_to_email") return &document.bill_to_email;
  if (name == "contact_email") return &document.contact_email;
  return name == "notes" ? &order.notes : nullptr;
}

std::optional<Date>& day_behind(std::string_view name, Order& order) {
  return name == "starts_on" ? order.document.starts_on : order.document.ends_on;
}

bool is_filled(std::string_view name, Order& order) {
  if (name == "coupons") return !order.document.coupons.empty();
  const std::string* text = text_behind(name, order);
  return text != nullptr ? !text->empty() : day_behind(name, order).has_value();
}

bool is_chosen(std::string_view name, const std::string& fields) {
  const std::string all = " " + fields + " ";
  return all.find(" " + std::string(name) + " ") != std::string::npos;
}

bool is_shown(const Terms& terms, std::string_view name) {
  return is_chosen(name, terms.draft.fields) || is_filled(name, terms.draft.order) ||
         !problem_with(terms.problems, name).empty();
}

void choose(std::string_view name, bool shown, std::string& fields) {
  std::string next;
  for (const FurtherField& field : further_fields) {
    const bool kept = field.name == name ? shown : is_chosen(field.name, fields);
    if (kept) next += (next.empty() ? "" : " ") + std::string(field.name);
  }
  fields = next;
}

/// A day that may be empty; what is no day stays in the field and says so.
void draw_day(const Terms& terms, const FieldSpec& asked, const std::string& key,
              std::optional<Date>& day) {
  auto& texts = terms.draft.texts;
  const auto typed = texts.find(key);
  std::string text = typed != texts.end() ? typed->second : day ? to_text(*day) : "";
  FieldSpec spec = asked;
  if (typed != texts.end()) spec.error = "Enter a date.";
  const FieldResult result = date_field(spec, text);
  if (!result.changed) return;
  const auto parsed = parse_date(text);
  if (parsed || (text.empty() && !spec.required)) {
    day = parsed;
    texts.erase(key);
  } else {
    texts[key] = text;
  }
  mark_edited(terms.draft);
  save_now(terms.draft, terms.out);
}

/// The earliest day the order may bear: the account's creation or the oldest open bill cycle.
Date earliest_of(const WizardModel& model) {
  const Date created = model.account.created_on;
  const auto closed = model.organisation.closed_through;
  return closed && *closed > created ? *closed : created;
}

void draw_order_date(const Terms& terms) {
  Date& on = terms.draft.order.document.ordered_on;
  std::optional<Date> day = on;
  const std::string help = "From " + long_date(earliest_of(terms.model)) + " to today";
  draw_day(terms,
           {.label = "Order date",
            .help = help,
            .error = problem_with(terms.problems, "ordered_on"),
            .required = true},
           "ordered_on", day);
  if (day) on = *day;
}

void draw_method(const Terms& terms) {
  PaymentMethod& method = terms.draft.order.document.payment_method;
  const auto& methods = terms.model.methods;
  std::vector<std::string> words;
  for (const PaymentMethod each : methods) {
    words.push_back(method_choice(each, terms.model.account));
  }
  std::string_view error = problem_with(terms.problems, "payment_method");
  if (!error.empty() && !methods.empty()) error = "Choose how the order is paid.";
  const bool on_account = method == PaymentMethod::on_account;
  const std::string help = on_account ? "Billed with the bill cycle"
                                      : "Due with the order: " + to_text(terms.model.due_now);
  const auto known = std::find(methods.begin(), methods.end(), method);
  std::size_t index = static_cast<std::size_t>(known - methods.begin());
  if (!select({.label = "Payment method", .help = help, .error = error, .required = true}, words,
              index)) {
    return;
  }
  method = methods[index];
  mark_edited(terms.draft);
  save_now(terms.draft, terms.out);
}

/// Codes of coupons; one that is none stays in the field and says so.
void draw_coupons(const Terms& terms, const FieldSpec& spec) {
  WizardDraft& draft = terms.draft;
  OrderDocument& document = draft.order.document;
  const std::string key(coupons_key);
  const auto typed = draft.texts.find(key);
  std::string text;
  for (const CouponTerms& each : document.coupons) text += (text.empty() ? "" : " ") + each.code;
  if (typed != draft.texts.end()) text = typed->second;
  const FieldResult result = text_field(spec, text);
  if (result.changed) {
    document.coupons = coupons_in(terms.model, document, text).value_or(std::vector<CouponTerms>());
    draft.texts[key] = text;
    mark_edited(draft);
  }
  if (!result.left && !result.submitted) return;
  if (coupons_in(terms.model, document, text)) draft.texts.erase(key);
  save_now(draft, terms.out);
}

void draw_further(const Terms& terms, const FurtherField& field) {
  Order& order = terms.draft.order;
  const bool mail = field.name == "bill_to_email" || field.name == "contact_email";
  const FieldSpec spec{.label = field.label,
                       .hint = mail ? std::string_view(terms.model.account.email) : "",
                       .help = field.help,
                       .error = problem_with(terms.problems, field.name),
                       .type = mail ? InputType::email : InputType::text};
  if (field.name == coupons_key) return draw_coupons(terms, spec);
  std::string* text = text_behind(field.name, order);
  if (text == nullptr) {
    return draw_day(terms, spec, std::string(field.name), day_behind(field.name, order));
  }
  const FieldResult result = text_field(spec, *text);
  if (result.changed) mark_edited(terms.draft);
  if (result.left || result.submitted) save_now(terms.draft, terms.out);
}

/// The menu of configuration fields: which of them this order shows, and the next.
void draw_menu(const Terms& terms) {
  WizardDraft& draft = terms.draft;
  Dialog dialog("Configuration Fields", draft.choosing_fields, 420);
  if (!dialog.shown()) return;
  muted("What you choose here is shown for your next orders, too.");
  gap(1);
  for (const FurtherField& field : further_fields) {
    bool shown = is_shown(terms, field.name);
    const bool filled = is_filled(field.name, draft.order);
    if (!checkbox(field.label, shown, filled ? "It is filled in." : "")) continue;
    choose(field.name, shown, draft.fields);
    terms.out.push_back(KeepOrderFields{draft.fields});
  }
  gap(2);
  const bool done =
      button({.label = "Done", .kind = ButtonKind::primary, .key = "Ctrl+Enter", .width = -1});
  if (done) draft.choosing_fields = false;
}

}  // namespace

std::optional<std::vector<CouponTerms>> coupons_in(const WizardModel& model,
                                                   const OrderDocument& document,
                                                   std::string_view codes) {
  std::vector<CouponTerms> coupons;
  while (!codes.empty()) {
    const std::string code(codes.substr(0, codes.find(' ')));
    codes.remove_prefix(std::min(code.size() + 1, codes.size()));
    if (code.empty()) continue;
    const Coupon* coupon = find_coupon(model.organisation.coupons, code);
    const bool valid = coupon != nullptr && is_valid(*coupon, document.ordered_on);
    auto terms = valid ? terms_of(*coupon, document.currency) : std::nullopt;
    if (!terms) return std::nullopt;
    coupons.push_back(*std::move(terms));
  }
  return coupons;
}

void draw_terms(const WizardModel& model, const std::vector<FieldProblem>& problems,
                WizardDraft& draft, Commands& out) {
  const Terms terms{model, problems, draft, out};
  {
    Columns columns({1, 1});
    draw_order_date(terms);
    columns.next();
    draw_method(terms);
  }
  std::vector<const FurtherField*> shown;
  for (const FurtherField& field : further_fields) {
    if (is_shown(terms, field.name)) shown.push_back(&field);
  }
  for (std::size_t index = 0; index < shown.size();) {
    // Notes have the whole width, and so has a field without a neighbour.
    const bool pair = index + 1 < shown.size() && shown[index + 1]->name != "notes";
    if (!pair) {
      draw_further(terms, *shown[index++]);
      continue;
    }
    Columns columns({1, 1});
    draw_further(terms, *shown[index++]);
    columns.next();
    draw_further(terms, *shown[index++]);
  }
  if (button({.label = "Configuration Fields", .kind = ButtonKind::link})) {
    draft.choosing_fields = true;
  }
}

void draw_fields_menu(const WizardModel& model, WizardDraft& draft, Commands& out) {
  if (!draft.choosing_fields) return;
  const auto problems = problems_of(model, draft);
  draw_menu({model, problems, draft, out});
}

std::string label_of_problem(const WizardModel& model, const OrderDocument& document,
                             const std::string& field) {
  if (field == "ordered_on") return "Order date";
  if (field == "payment_method") return "Payment method";
  for (const FurtherField& each : further_fields) {
    if (field == each.name) return std::string(each.label);
  }
  for (const ConfigurationField& each : model.organisation.settings.order_fields) {
    if (field == "configuration." + each.key) return each.label;
  }
  for (std::size_t index = 0; index < document.charges.size(); ++index) {
    const std::string path = "charges[" + std::to_string(index) + "]";
    if (field == path) return "Amount of " + document.charges[index].name;
  }
  return {};
}

}  // namespace satchel::web
