// Draws the parts that the settings share.
#include "web/screens/settings_parts.h"

#include <array>
#include <string>

#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/layout.h"
#include "web/kit/text.h"

namespace satchel::web {

void draw_settings_tabs(SettingsTab here, Commands& out) {
  static const std::array<std::string, 4> labels{"Users", "Territories", "Devices", "Sites"};
  static const std::array<std::string, 4> routes{"/settings/users", "/settings/territories",
                                                 "/settings/devices", "/settings/sites"};
  std::size_t index = static_cast<std::size_t>(here);
  if (tabs("Settings", labels, index)) out.push_back(GoTo{routes[index]});
  gap(2);
}

void draw_access_csv(const OnlineState& state, Commands& out) {
  const RightRow row{"List actions"};
  if (button({.label = "Export CSV", .why_disabled = why_off(state)})) {
    out.push_back(AccessWish{SaveAccessCsv{}});
  }
}

void draw_online_state(const OnlineState& state) {
  if (!state.why_off.empty()) {
    banner({.text = state.why_off});
    gap(2);
  }
  if (!state.error.empty()) {
    banner({.text = state.error, .tone = Tone::red, .urgent = true});
    gap(2);
  }
  if (!state.doing.empty()) busy_text(state.doing);
}

}  // namespace satchel::web
