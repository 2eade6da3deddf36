// Inside the wizard: what its steps share.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/screens/wizard.h"

namespace satchel::web {

inline constexpr std::string_view add_product_label = "Add a product";

/// Every problem of the document, of what is being typed and of the last refusal.
std::vector<FieldProblem> problems_of(const WizardModel& model, const WizardDraft& draft);

/// Returns those of the problems that belong to this step.
std::vector<FieldProblem> problems_in(WizardStep step, const std::vector<FieldProblem>& problems);

/// Something was changed: what was refused or removed before is forgotten.
void mark_edited(WizardDraft& draft);

/// Keeps the draft now.
void save_now(WizardDraft& draft, Commands& out);

/// A decimal in `draft.texts` under `key`; shows `resting` while nothing is being typed. Returns
/// the text when it changed.
struct TypedField {
  std::string key;
  std::string label;
  std::string resting;
  std::string_view error = {};
  bool hide_label = true;
  bool required = false;
  bool invalid = false;             // The error stands elsewhere.
  std::string_view return_to = {};  // The field that gets the focus after Enter.
};
struct TypedResult {
  std::optional<std::string> typed;
  bool left = false;
};
TypedResult draw_typed(const TypedField& field, WizardDraft& draft);

/// Returns the key of a field's text in `WizardDraft::texts`.
std::string price_key(const OrderItem& item, std::size_t charge);
std::string quantity_key(const OrderItem& item);
std::string discount_key(const OrderItem& item);
std::string amount_key(const OrderCharge& charge);

/// Returns the whole quantity as typed, from 1 to the limit; nothing for any other text. Where it
/// has to be entered, an empty text is 0: not entered yet.
std::optional<std::int64_t> parse_quantity(std::string_view text, const WizardItem& item);

/// Returns the unit price as typed, or nothing; an empty text as for quantities.
std::optional<Decimal> parse_unit_price(std::string_view text, const WizardItem& item);

/// The field of coupons: its name, and its key in `WizardDraft::texts`.
inline constexpr std::string_view coupons_key = "coupons";

/// Returns what the codes promise to this document, or nothing when one of them promises nothing.
std::optional<std::vector<CouponTerms>> coupons_in(const WizardModel& model,
                                                   const OrderDocument& document,
                                                   std::string_view codes);

/// The label of an item's field: "Quantity of Chai (2)", "Price, Set-up of Meter".
std::string item_label(std::string_view what, const OrderDocument& document, std::size_t index);
std::string price_label(const OrderDocument& document, std::size_t index, std::size_t charge);

/// The questions of a product or of every order, with their problems under `path`.
struct Questions {
  const std::vector<ConfigurationField>& fields;
  const std::vector<FieldProblem>& problems;
  std::string path;
  bool tried = false;  // Questions without an answer are problems, too.
};

/// Draws a field for each question and keeps the answers.
void draw_questions(const Questions& questions, std::vector<ConfigurationValue>& values,
                    WizardDraft& draft, Commands& out);

/// Goes to the next step, or to the first thing that is missing.
void go_on(const WizardModel& model, WizardDraft& draft, Commands& out);

/// Adds what choosing the product adds; an add-on without its base says what is missing.
void add_product(const WizardModel& model, const ProductMatch& match, WizardDraft& draft,
                 Commands& out);

/// Takes the item out, its add-ons with it; Undo brings them back.
void remove_item(std::size_t index, WizardDraft& draft, Commands& out);

/// Opens the dialog of the first item, or puts the focus on its field, where something is missing.
void lead_to_missing(const WizardModel& model, WizardDraft& draft);

/// Draws dates, payment method, references and addresses, and what opens the menu of them.
void draw_terms(const WizardModel& model, const std::vector<FieldProblem>& problems,
                WizardDraft& draft, Commands& out);
void draw_fields_menu(const WizardModel& model, WizardDraft& draft, Commands& out);

/// Returns the label of the field with this path in the details; empty when it is not one of them.
std::string label_of_problem(const WizardModel& model, const OrderDocument& document,
                             const std::string& field);

/// Keeps the draft on purpose and leaves it.
void keep_draft(WizardDraft& draft, Commands& out);

/// Draws what else can be done with a complete order, and the dialogs that it opens.
void draw_ways_out(const WizardModel& model, WizardDraft& draft, Commands& out);
void draw_ways_dialogs(const WizardModel& model, WizardDraft& draft, Commands& out);

void draw_items_step(const WizardModel& model, WizardDraft& draft, Commands& out);
void draw_item_dialog(const WizardModel& model, WizardDraft& draft, Commands& out);
void draw_details_step(const WizardModel& model, WizardDraft& draft, Commands& out);
void draw_confirm_step(const WizardModel& model, WizardDraft& draft, Commands& out);

/// The panel at the side, or the strip below on smaller screens.
void draw_invoice_panel(const WizardModel& model, WizardDraft& draft, Commands& out);
void draw_invoice_strip(const WizardModel& model, WizardDraft& draft, Commands& out);
float invoice_strip_height();
void draw_explanation(const WizardModel& model, WizardDraft& draft);

}  // namespace satchel::web
