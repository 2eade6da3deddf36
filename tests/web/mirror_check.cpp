// Compares the twins of a frame with what was painted in it.
#include "tests/web/mirror_check.h"

#include <algorithm>

namespace satchel::web {
namespace {

constexpr float tolerance_px = 2;
constexpr float label_reach_px = 32;  // From a field's box up to its label.
constexpr std::string_view ellipsis = "\xE2\x80\xA6";
constexpr std::string_view dot = "\xE2\x80\xA2";

bool in_sight(const Rect& rect) { return rect.width > tolerance_px && rect.height > tolerance_px; }

bool holds(const Rect& outer, const Rect& inner) {
  return inner.x >= outer.x - tolerance_px && inner.y >= outer.y - tolerance_px &&
         inner.x + inner.width <= outer.x + outer.width + tolerance_px &&
         inner.y + inner.height <= outer.y + outer.height + tolerance_px;
}

bool is_field(const Node& node) {
  return node.role == Role::textbox || node.role == Role::searchbox ||
         node.role == Role::combobox || node.role == Role::select;
}

/// Whether the text is the label of this field, or the star beside it.
bool labels(const Painted& painted, const Node& node) {
  const bool close = painted.rect.y <= node.rect.y + tolerance_px &&
                     painted.rect.y >= node.rect.y - label_reach_px &&
                     painted.rect.x >= node.rect.x - tolerance_px &&
                     painted.rect.x <= node.rect.x + node.rect.width + 16;
  return close && (is_field(node) || node.role == Role::radiogroup || node.role == Role::group);
}

std::string words_of(const Node& node) {
  std::string words = node.name + "\n" + node.value + "\n" + node.description + "\n" + node.hint +
                      "\n" + node.shortcut;
  for (const std::string& option : node.options) words += "\n" + option;
  return words;
}

std::string without_ellipsis(std::string text) {
  if (text.size() >= ellipsis.size() && text.ends_with(ellipsis)) {
    text.resize(text.size() - ellipsis.size());
  }
  return text;
}

bool speaks(const Node& node, const Painted& painted) {
  if (painted.text == "*" && node.required) return labels(painted, node);
  const std::string text = without_ellipsis(painted.text);
  if (labels(painted, node) && node.name.find(text) != std::string::npos) return true;
  if (!holds(node.rect, painted.rect)) return false;
  if (node.role == Role::textbox && node.input == InputType::password) {
    return painted.text.find(dot) == 0 || words_of(node).find(text) != std::string::npos;
  }
  // A date is written out for people; the page knows it as the native field does.
  if (node.role == Role::textbox && node.input == InputType::date) return true;
  return words_of(node).find(text) != std::string::npos;
}

/// Twins that are their words; containers and pictures are not.
bool is_spoken(const Node& node) {
  switch (node.role) {
    case Role::text:
    case Role::heading:
    case Role::button:
    case Role::link:
    case Role::option:
    case Role::checkbox:
    case Role::radio:
    case Role::tab:
    case Role::cell:
    case Role::gridcell:
    case Role::status:
    case Role::alert:
      return !node.name.empty();
    case Role::columnheader:
      return node.name != "Actions";  // Said only: a column of symbols has no title to see.
    case Role::textbox:
    case Role::searchbox:
    case Role::select:
    case Role::combobox:
    case Role::listbox:
    case Role::radiogroup:
    case Role::group:
    case Role::tablist:
    case Role::table:
    case Role::grid:
    case Role::rowgroup:
    case Role::row:
    case Role::navigation:
    case Role::main:
    case Role::region:
    case Role::list:
    case Role::listitem:
    case Role::dialog:
    case Role::progressbar:
    case Role::image:
      return false;
  }
  return false;
}

std::string place_of(const Rect& rect) {
  return " at " + std::to_string(static_cast<int>(rect.x)) + "," +
         std::to_string(static_cast<int>(rect.y)) + " " +
         std::to_string(static_cast<int>(rect.width)) + "x" +
         std::to_string(static_cast<int>(rect.height));
}

}  // namespace

std::vector<std::string> mirror_mismatches(const Mirror& mirror,
                                           const std::vector<Painted>& painted) {
  std::vector<std::string> lines;
  const auto& nodes = mirror.nodes();
  for (const Painted& item : painted) {
    if (item.text.empty() || !in_sight(item.visible())) continue;
    const bool spoken = std::any_of(nodes.begin(), nodes.end(),
                                    [&](const Node& node) { return speaks(node, item); });
    if (!spoken) lines.push_back("missing: " + item.text + place_of(item.rect));
  }
  for (const Node& node : nodes) {
    if (!is_spoken(node) || !in_sight(node.visible())) continue;
    const bool shown = std::any_of(painted.begin(), painted.end(), [&](const Painted& item) {
      return holds(node.rect, item.rect);
    });
    if (!shown) lines.push_back("extra: " + node.name + place_of(node.rect));
  }
  return lines;
}

}  // namespace satchel::web
