// Text, number, decimal, date and search fields.
#include "web/kit/field.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "web/kit/field_paint.h"
#include "web/kit/layout.h"

namespace satchel::web {
namespace {

constexpr std::size_t field_bytes_max = 4096;
constexpr float narrow_field_px = 96;
constexpr float area_padding_px = 9;  // The page's style sheet has the same.

/// What kind of field, beside what the screen says.
struct FieldKind {
  Role role = Role::textbox;
  InputType input = InputType::text;
  FieldLook look;
};

/// What stands in the box while the native input does not show: the value, or a form of it.
std::string resting_text(const FieldKind& kind, const std::string& value) {
  if (kind.input == InputType::password) {
    std::string dots;
    for (std::size_t i = 0; i < std::min<std::size_t>(value.size(), 24); ++i)
      dots += "\xE2\x80\xA2";
    return dots;
  }
  if (kind.input != InputType::date || value.size() != 10) return value;
  static constexpr std::array<std::string_view, 12> months{
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  int month = 0;
  int day = 0;
  std::from_chars(value.data() + 5, value.data() + 7, month);
  std::from_chars(value.data() + 8, value.data() + 10, day);
  if (month < 1 || month > 12) return value;
  std::string text = std::to_string(day);
  text += ' ';
  text += months[static_cast<std::size_t>(month - 1)];
  text += ' ';
  text += value.substr(0, 4);
  return text;
}

FieldResult draw_field(const FieldSpec& spec, const FieldKind& kind, std::string& value) {
  Kit& kit = Kit::current();
  const NodeId id = id_of(spec.label);
  FieldResult result;
  if (auto typed = kit.take_value(id); typed && !spec.disabled) {
    limit_text(*typed);
    result.changed = *typed != value;
    value = std::move(*typed);
  }
  result.submitted = kind.input != InputType::lines && kit.take_key(id, "Enter");
  result.left = kit.focus_left(id);
  if (kit.take_focus_label(spec.label)) kit.focus(id);

  const Box box = begin_field(spec, id, kind.look);
  if (!kit.focused(id)) paint_field_text(box, spec, kind.look, resting_text(kind, value));
  Node node = field_node(spec, id, kind.role);
  node.input = kind.input;
  node.value = value;
  node.number = kind.look.align_right;
  node.shortcut = kind.look.trailing;
  add_twin(std::move(node), box);
  finish_field(spec);
  return result;
}

std::optional<std::int64_t> whole_number(std::string_view text, NumberRange range) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (value < range.min || value > range.max) return std::nullopt;
  return value;
}

void keep_decimal_characters(std::string& text) {
  std::string kept;
  bool separator = false;
  for (const char c : text) {
    const bool is_separator = c == '.' || c == ',';
    const bool sign = c == '-' && kept.empty();
    if ((c >= '0' && c <= '9') || sign || (is_separator && !separator)) kept += c;
    separator = separator || is_separator;
  }
  text = kept;
}

void finish_row() {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  put_cursor(at.x, at.y - ImGui::GetStyle().ItemSpacing.y);
  place(1, 6);
}

float box_height(const FieldLook& look) {
  if (look.rows == 1) return control_height();
  return static_cast<float>(look.rows) * line_height({Weight::regular, text_body_px, {}}) +
         2 * area_padding_px;
}

}  // namespace

void limit_text(std::string& text) {
  if (text.size() <= field_bytes_max) return;
  std::size_t length = field_bytes_max;
  while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) --length;
  text.resize(length);
}

Node field_node(const FieldSpec& spec, NodeId id, Role role) {
  Node node;
  node.id = id;
  node.role = role;
  node.name = shown_part(spec.label);
  node.description = spec.error.empty() ? spec.help : spec.error;
  node.hint = spec.hint;
  node.autocomplete = spec.autocomplete;
  node.required = spec.required;
  node.invalid = spec.invalid || !spec.error.empty();
  node.disabled = spec.disabled;
  return node;
}

Box begin_field(const FieldSpec& spec, NodeId id, const FieldLook& look) {
  Kit& kit = Kit::current();
  const Tokens& tokens = kit.tokens();
  const float width = spec.width > 0 ? std::min(spec.width, available_width()) : available_width();
  ImGui::BeginGroup();
  if (!spec.hide_label) {
    const TextStyle style = small_style(tokens.muted, Weight::medium);
    std::string label{shown_part(spec.label)};
    const float label_width = measure(style, label).x;
    const Box line = place(std::min(width, label_width + 12), line_height(style));
    paint_text(style, line.min, elided(style, label, width - 10));
    if (spec.required) {
      paint_text(small_style(tokens.red.ink, Weight::medium),
                 {line.min.x + label_width + 3, line.min.y}, "*");
    }
    put_cursor(line.min.x, line.max.y + 4);
  }
  const Box box = place(width, box_height(look));
  const float radius = look.rounded ? box.height() / 2 : field_radius_px;
  fill(box, spec.disabled ? tokens.sunken : tokens.surface, radius);
  const bool invalid = spec.invalid || !spec.error.empty();
  if (kit.focused(id)) {
    outline(box, invalid ? tokens.red.ink : tokens.accent, radius, 2);
  } else {
    const bool over = hovered(box) && !spec.disabled;
    outline(box, invalid ? tokens.red.ink : (over ? tokens.muted : tokens.line), radius);
  }
  return box;
}

void paint_field_text(const Box& box, const FieldSpec& spec, const FieldLook& look,
                      std::string_view text) {
  const Tokens& tokens = Kit::current().tokens();
  const bool empty = text.empty();
  const TextStyle style{Weight::regular, text_body_px,
                        empty || spec.disabled ? tokens.muted : tokens.text};
  const float top = box.min.y + (box.height() - line_height(style)) / 2;
  // The page's style sheet has the same two paddings.
  const float padding = box.width() < narrow_field_px ? 8 : 12;
  float right = box.max.x - padding;
  if (look.chevron) right -= 20;
  const float left = box.min.x + padding;
  if (look.rows > 1) {
    ImGui::PushClipRect(box.min, box.max, true);
    paint_text(style, {left, box.min.y + area_padding_px}, empty ? spec.hint : text, right - left);
    ImGui::PopClipRect();
    return;
  }
  if (look.align_right && !empty) {
    paint_number(style, right, top, elided(style, text, right - left + 4));
    return;
  }
  const TextStyle key = small_style(tokens.muted);
  float room = right - left;
  if (!look.trailing.empty() && empty) {
    const float width = measure(key, look.trailing).x;
    paint_text(key, {right - width, top + 1}, look.trailing);
    room -= width + 8;
  }
  paint_text(style, {left, top}, elided(style, empty ? spec.hint : text, room));
}

void finish_field(const FieldSpec& spec) {
  const std::string_view words = spec.error.empty() ? spec.help : spec.error;
  if (!words.empty()) {
    const Tokens& tokens = Kit::current().tokens();
    const TextStyle style = small_style(spec.error.empty() ? tokens.muted : tokens.red.ink);
    const float room = std::max(40.0F, available_width());
    const ImVec2 at = ImGui::GetCursorScreenPos();
    put_cursor(at.x, at.y - 4);
    const Box box = place(std::min(room, measure(style, words).x), measure(style, words, room).y);
    paint_text(style, box.min, words, room);
    Node& node = add_words(words, box);
    if (!spec.error.empty()) node.role = Role::alert;
  }
  // Rows of a form stand a little further apart than what belongs together.
  if (!spec.hide_label) finish_row();
  ImGui::EndGroup();
}

FieldResult text_field(const FieldSpec& spec, std::string& value) {
  const bool right = spec.type == InputType::number || spec.type == InputType::decimal;
  return draw_field(spec, {Role::textbox, spec.type, {.align_right = right}}, value);
}

FieldResult text_area(const FieldSpec& spec, std::string& value, int rows) {
  return draw_field(spec, {Role::textbox, InputType::lines, {.rows = rows}}, value);
}

FieldResult number_field(const FieldSpec& spec, std::int64_t& value, NumberRange range) {
  Kit& kit = Kit::current();
  const NodeId id = id_of(spec.label);
  auto& texts = kit.typed_texts();
  const auto kept = texts.find(id);
  std::string text = kept == texts.end() ? std::to_string(value) : kept->second;
  std::string error{spec.error};
  if (kept != texts.end() && !whole_number(text, range)) {
    error = "A whole number from " + std::to_string(range.min) + " to " + std::to_string(range.max);
  }
  FieldSpec shown = spec;
  if (!kit.focused(id)) shown.error = error;
  const FieldKind kind{Role::textbox, InputType::number, {.align_right = true}};
  FieldResult result = draw_field(shown, kind, text);
  if (result.changed) {
    texts[id] = text;
    const auto parsed = whole_number(text, range);
    result.changed = parsed && *parsed != value;
    if (parsed) value = *parsed;
  }
  if (result.left && whole_number(text, range)) texts.erase(id);
  return result;
}

FieldResult decimal_field(const FieldSpec& spec, std::string& value) {
  const std::string before = value;
  const FieldKind kind{Role::textbox, InputType::decimal, {.align_right = true}};
  FieldResult result = draw_field(spec, kind, value);
  if (result.changed) {
    keep_decimal_characters(value);
    result.changed = value != before;
  }
  return result;
}

FieldResult date_field(const FieldSpec& spec, std::string& value) {
  return draw_field(spec, {Role::textbox, InputType::date, {}}, value);
}

FieldResult search_field(const FieldSpec& spec, std::string& value, std::string_view key) {
  Kit& kit = Kit::current();
  if (kit.shortcut(key, "Search")) kit.focus(id_of(spec.label));
  FieldSpec shown = spec;
  shown.hide_label = true;
  if (shown.hint.empty()) shown.hint = shown_part(spec.label);
  return draw_field(shown, {Role::searchbox, InputType::text, {.trailing = key}}, value);
}

}  // namespace satchel::web
