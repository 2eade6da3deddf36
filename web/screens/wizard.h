// The order wizard: items, details, confirmation; the first invoice stays in sight at every step.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "web/model/wizard_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

enum class WizardStep { items, details, confirm };

/// The items before one was removed with its add-ons, kept until the next change, for Undo.
struct RemovedItem {
  std::string name;
  std::vector<OrderItem> before;
};

/// The dialog on one item: its plan, its charges, the product's questions and its add-ons.
struct ItemDialog {
  bool open = false;
  OrderItemId id;
  bool tried = false;  // What is missing shows.
  bool added = false;  // It opened because the item was added.
  bool next = false;   // It opened because Next was pressed, which goes on when it is complete.
};

/// The dialog of Save and Pay: what was taken.
struct PayDialog {
  bool open = false;
  std::size_t method = 0;  // Of the methods that people record.
  std::string amount;
  std::string reference;
  bool tried = false;
};

/// The dialog that keeps the order as a quote.
struct QuoteDialog {
  bool open = false;
  std::string until;
};

struct WizardDraft {
  Order order;  // What would be saved now.
  WizardStep step = WizardStep::items;
  std::string typed;          // In the type-ahead field.
  bool all_products = false;  // The whole list was asked for.
  std::string discount;       // On every item, in per cent, as typed.
  /// Prices, discounts and amounts while they are being typed, by the field's key.
  std::map<std::string, std::string> texts;
  bool tried = false;      // The next step was asked for: every problem shows.
  bool edited = false;     // Something changed since the draft was last saved.
  bool kept_back = false;  // The last save was refused: what is typed is on the screen only.
  bool warned = false;     // Leaving was held up once because of that.
  bool explain = false;    // The dialog with every line's derivation is open.
  ItemDialog item;
  PayDialog pay;
  QuoteDialog quote;
  bool choosing_fields = false;  // The menu of configuration fields is open.
  std::string fields;            // The further fields shown, by their names with spaces between.
  bool hide_configurations = false;
  std::string signature;       // Drawn on the screen, as an SVG path.
  std::string kept_signature;  // The strokes that this device has.
  std::string note;            // What happened to the draft when it was opened; may be empty.
  std::optional<RemovedItem> removed;
  std::vector<FieldProblem> refused;  // Of the last decision.
  std::string refusal;                // In words; empty when it was accepted.
};

/// Returns the query that the model answers for this draft.
WizardQuery query_of(const WizardDraft& draft);

/// Returns the command that keeps the draft as it stands.
SaveDraft save_command_of(const WizardDraft& draft, bool on_purpose);

/// Returns the command that keeps the order as a quote, as shown. Requires totals in the model.
SaveQuote quote_command_of(const WizardModel& model, const WizardDraft& draft, Date valid_until);

/// Returns the command that places the order as shown. Requires totals in the model.
PlaceOrder place_command_of(const WizardModel& model, const WizardDraft& draft);

void draw_wizard(const WizardModel& model, WizardDraft& draft, Commands& out);

}  // namespace satchel::web
