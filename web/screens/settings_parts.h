// Parts of the settings' screens: their tabs, and how the server stands.
#pragma once

#include <cstddef>
#include <string_view>

#include "web/model/access_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

/// Which of the settings a screen is.
enum class SettingsTab { users, territories, devices, sites };

/// Draws the tabs and asks for the other screen when one is pressed.
void draw_settings_tabs(SettingsTab here, Commands& out);

/// Draws the button that offers the list as a file.
void draw_access_csv(const OnlineState& state, Commands& out);

/// Draws why the acts are off, what went wrong, and what is being done.
void draw_online_state(const OnlineState& state);

}  // namespace satchel::web
