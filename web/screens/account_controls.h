// What the office has set for a customer: no invoicing, no dunning, paying by hand, a hold of
// dunning.
#pragma once

#include <string>

#include "web/model/dunning_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

struct ControlsDraft {
  bool open = false;
  bool filled = false;  // With what is set; it may have to be asked for first.
  AccountControls controls;
  std::string held_until;  // YYYY-MM-DD, or empty.
};

/// Draws what is set, and the button that changes it; `controls` is nothing until it was told.
void draw_account_controls(const std::optional<ControlsView>& controls, const OnlineState& online,
                           ControlsDraft& draft);

/// Draws the open dialog, outside of any card.
void draw_controls_dialog(const std::optional<ControlsView>& controls, ControlsDraft& draft,
                          Commands& out);

}  // namespace satchel::web
