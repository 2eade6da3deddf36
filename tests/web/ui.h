// Ui: a screen drawn by the real ImGui without a renderer, pressed and read through the mirror.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "web/kit/kit.h"

namespace satchel::web {

/// Draw functions are passed anew with each act, so a screen needs no object of its own:
/// `ui.press("Add line", [&] { draw_order_entry(model, draft, out); });`
/// An act on a widget that is missing, disabled or not unique fails the test with what there is.
class Ui {
 public:
  using Draw = std::function<void()>;

  explicit Ui(float width = 1280, float height = 800);

  /// Draws until the layout rests.
  void frame(const Draw& draw);

  /// Presses the button, link, tab, pill, row, option or nav item with this accessible name.
  void press(std::string_view name, const Draw& draw);
  /// Replaces the text of the field with this label.
  void type(std::string_view label, std::string_view text, const Draw& draw);
  /// Chooses the option with this text in the select with this label.
  void choose(std::string_view label, std::string_view option, const Draw& draw);
  /// Turns the checkbox on or off.
  void check(std::string_view label, bool on, const Draw& draw);
  /// Puts the focus on the widget with this name.
  void focus(std::string_view name, const Draw& draw);
  /// Presses a key where the focus is: "Enter", "ArrowDown", "n", "Ctrl+Enter".
  void key(std::string_view keys, const Draw& draw);

  // Reading what the last frame registered.
  /// Returns the first node with this role and name (exact), or nullptr.
  const Node* find(Role role, std::string_view name) const;
  /// Returns the first node with this role whose name contains `part`, or nullptr.
  const Node* find_containing(Role role, std::string_view part) const;
  /// Returns all nodes of a role in reading order.
  std::vector<const Node*> all(Role role) const;
  /// Returns the first field, of whatever kind, with this label, or nullptr.
  const Node* field(std::string_view label) const;
  /// Returns every word on the screen, a line for each node.
  std::string text() const;
  /// Returns whether any node's name or value contains `part`.
  bool shows(std::string_view part) const;
  /// Returns the words of a node and everything inside it.
  std::string text_of(const Node& node) const;

  Kit& kit() { return kit_; }

 private:
  const Node& pressable(std::string_view name) const;
  void send(Event event, const Draw& draw);

  void check_mirror() const;

  Kit kit_;
  std::vector<Painted> painted_;
  FrameStart start_;
};

}  // namespace satchel::web
