// Draws what the office has set for a customer.
#include "web/screens/account_controls.h"

#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/layout.h"
#include "web/kit/text.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

void draw_suspensions(const ControlsView& view) {
  for (const SuspensionView& each : view.suspensions) {
    std::string words = "Suspended since " + long_date(each.since);
    if (each.until) words += " until " + long_date(*each.until);
    strong(words);
    if (!each.reason.empty()) muted(each.reason);
  }
}

void fill(ControlsDraft& draft, const AccountControls& set) {
  draft.filled = true;
  draft.controls = set;
  draft.held_until = set.dunning_held_until ? to_text(*set.dunning_held_until) : "";
}

}  // namespace

void draw_account_controls(const std::optional<ControlsView>& controls, const OnlineState& online,
                           ControlsDraft& draft) {
  if (!controls) return muted(online.why_off.empty() ? "Asking the server …" : online.why_off);
  const AccountControls& set = controls->controls;
  const std::string spared = spared_words(set.no_dunning, set.dunning_held_until);
  key_value("Dunning", spared.empty() ? "By the ladder" : spared);
  key_value("Invoicing", set.no_invoicing ? "Left out of bill runs" : "With the bill runs");
  key_value("Collecting", set.manual_pay ? "By hand" : "By itself");
  draw_suspensions(*controls);
  gap(1);
  if (!button({.label = "Change invoicing and dunning",
               .why_disabled = why_off(online),
               .width = -1})) {
    return;
  }
  draft = {.open = true};
}

void draw_controls_dialog(const std::optional<ControlsView>& controls, ControlsDraft& draft,
                          Commands& out) {
  Dialog dialog("Invoicing and dunning", draft.open);
  if (!dialog.shown()) return;
  if (!controls) return muted("Asking the server …");
  if (!draft.filled) fill(draft, controls->controls);
  checkbox("No invoicing", draft.controls.no_invoicing);
  muted("Bill runs leave the customer out, and name him.");
  checkbox("No dunning", draft.controls.no_dunning);
  muted("No step is taken for any of his invoices.");
  checkbox("Manual payment", draft.controls.manual_pay);
  muted("Nothing is collected from a card by itself.");
  gap(2);
  date_field({.label = "No steps up to", .help = "Inclusive; empty: no hold"}, draft.held_until);
  gap(3);
  Columns columns({1, 1}, true);
  if (button({.label = "Back", .width = -1})) draft.open = false;
  columns.next();
  if (!button({.label = "Save", .kind = ButtonKind::primary, .key = "Ctrl+Enter", .width = -1})) {
    return;
  }
  draft.controls.dunning_held_until = parse_date(draft.held_until);
  draft.open = false;
  out.push_back(DunningWish{SaveControls{controls->account_id, draft.controls}});
}

}  // namespace satchel::web
