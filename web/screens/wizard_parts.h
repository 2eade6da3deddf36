// Inside the wizard: what its steps share.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/screens/wizard.h"

namespace satchel::web {

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

/// Returns the whole quantity as typed, from 1 to the limit; nothing for any other text.
std::optional<std::int64_t> parse_quantity(std::string_view text);

/// The name of the item's fields, unique in the order: "Chai", "Chai (2)".
std::string field_name(const OrderDocument& document, std::size_t index);

void draw_items_step(const WizardModel& model, WizardDraft& draft, Commands& out);
void draw_details_step(const WizardModel& model, WizardDraft& draft, Commands& out);
void draw_confirm_step(const WizardModel& model, WizardDraft& draft, Commands& out);

/// The panel at the side, or the strip below on smaller screens.
void draw_invoice_panel(const WizardModel& model, WizardDraft& draft, Commands& out);
void draw_invoice_strip(const WizardModel& model, WizardDraft& draft, Commands& out);
float invoice_strip_height();
void draw_explanation(const WizardModel& model, WizardDraft& draft);

}  // namespace satchel::web
