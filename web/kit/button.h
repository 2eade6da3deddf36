// Buttons and links. Every main action shows its key.
#pragma once

#include <string_view>

namespace satchel::web {

/// primary: the one main action of a screen. danger: destroys something. quiet: without a frame.
enum class ButtonKind { primary, secondary, danger, link, quiet };

struct ButtonSpec {
  std::string_view label{};
  ButtonKind kind = ButtonKind::secondary;
  std::string_view key = {};           // Shown beside the label, and works: "N", "Ctrl+Enter".
  std::string_view why_disabled = {};  // Not empty: the button is off, and this says why.
  float width = 0;                     // 0: as wide as its words; below 0: all the room there is.
  std::string_view name = {};          // Accessible name where the label alone is not enough.
};

/// Draws a button; returns true when it was pressed, by whatever means.
bool button(const ButtonSpec& spec);

/// The same with only a label and a key.
bool primary_button(std::string_view label, std::string_view key = {});
bool secondary_button(std::string_view label, std::string_view key = {});
bool danger_button(std::string_view label);

/// Draws a small text link to a hash route such as "#/orders/…"; returns true when followed.
/// The program changes the route.
bool link(std::string_view label, std::string_view href = {});

enum class Icon { close, remove, edit, back, forward, menu, plus, more, copy };

/// Draws a button of 36×36 px with only a symbol; `name` is what a screen reader says.
bool icon_button(Icon icon, std::string_view name);

}  // namespace satchel::web
