// Select, checkbox, segmented control, filter pills and tabs.
#include "web/kit/choice.h"

#include <imgui.h>

#include <algorithm>
#include <charconv>

#include "web/kit/field_paint.h"
#include "web/kit/layout.h"

namespace satchel::web {
namespace {

void paint_chevron(const Box& box, Color color) {
  const ImVec2 at{box.max.x - 18, box.center().y};
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddLine({at.x - 4, at.y - 2}, {at.x, at.y + 2}, paint_of(color), 1.5F);
  list->AddLine({at.x, at.y + 2}, {at.x + 4, at.y - 2}, paint_of(color), 1.5F);
}

Node group_node(Role role, NodeId id, std::string_view name) {
  Node node;
  node.id = id;
  node.role = role;
  node.name = shown_part(name);
  return node;
}

/// One part of a set: a segment, a pill or a tab.
struct PartSpec {
  Role role = Role::button;
  std::string_view label{};
  std::string_view count = {};
  std::size_t index = 0;
  std::size_t set_size = 0;
  bool chosen = false;
};

bool add_part(const PartSpec& spec, const Box& box) {
  Kit& kit = Kit::current();
  const NodeId id = id_of(spec.label);
  Node node;
  node.id = id;
  node.role = spec.role;
  node.name = shown_part(spec.label);
  if (!spec.count.empty()) node.name += " " + std::string{spec.count};
  if (spec.role == Role::radio) node.checked = spec.chosen;
  if (spec.role == Role::tab) node.selected = spec.chosen;
  if (spec.role == Role::button) node.pressed = spec.chosen;
  if (spec.set_size > 0) {
    node.position = static_cast<int>(spec.index + 1);
    node.set_size = static_cast<int>(spec.set_size);
  }
  add_twin(std::move(node), box);
  if (kit.focus_ring(id)) paint_focus_ring(box, box.height() / 2);
  return kit.take_activate(id) && !spec.chosen;
}

void paint_pill(const Box& box, const Pill& pill, std::string_view count, bool chosen) {
  const Tokens& tokens = Kit::current().tokens();
  const float radius = box.height() / 2;
  fill(box, chosen ? tokens.text : tokens.surface, radius);
  if (!chosen) outline(box, hovered(box) ? tokens.muted : tokens.line, radius);
  const TextStyle style = small_style(chosen ? tokens.surface : tokens.text, Weight::medium);
  const float top = box.min.y + (box.height() - line_height(style)) / 2;
  paint_text(style, {box.min.x + 12, top}, pill.label);
  if (!count.empty()) paint_number(style, box.max.x - 12, top, count);
}

void paint_check(const Box& square, bool value, bool over) {
  const Tokens& tokens = Kit::current().tokens();
  fill(square, value ? tokens.accent : tokens.surface, 5);
  if (!value) return outline(square, over ? tokens.text : tokens.muted, 5);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 c = square.center();
  const ImU32 ink = paint_of(tokens.on_accent);
  list->AddLine({c.x - 4.5F, c.y}, {c.x - 1.5F, c.y + 3.5F}, ink, 2);
  list->AddLine({c.x - 1.5F, c.y + 3.5F}, {c.x + 5, c.y - 3.5F}, ink, 2);
}

/// Arrow keys move within a set of radios or tabs, and the focus goes along.
bool step_with_arrows(std::span<const std::string> labels, std::size_t& index) {
  Kit& kit = Kit::current();
  if (labels.empty() || index >= labels.size()) return false;
  const NodeId id = id_of(labels[index]);
  std::size_t next = index;
  if (kit.take_key(id, "ArrowRight")) next = (index + 1) % labels.size();
  if (kit.take_key(id, "ArrowLeft")) next = (index + labels.size() - 1) % labels.size();
  if (next == index) return false;
  index = next;
  kit.focus(id_of(labels[index]));
  return true;
}

}  // namespace

bool select(const FieldSpec& spec, std::span<const std::string> options, std::size_t& index) {
  Kit& kit = Kit::current();
  const NodeId id = id_of(spec.label);
  bool changed = false;
  if (const auto chosen = kit.take_value(id); chosen && !spec.disabled) {
    std::size_t next = options.size();
    std::from_chars(chosen->data(), chosen->data() + chosen->size(), next);
    changed = next < options.size() && next != index;
    if (changed) index = next;
  }
  if (kit.take_focus_label(spec.label)) kit.focus(id);
  FieldSpec shown = spec;
  if (shown.hint.empty()) shown.hint = "Choose";
  const FieldLook look{.chevron = true};
  const Box box = begin_field(spec, id, look);
  const std::string_view text =
      index < options.size() ? std::string_view{options[index]} : std::string_view{};
  paint_field_text(box, shown, look, text);
  paint_chevron(box, kit.tokens().muted);
  Node node = field_node(shown, id, Role::select);
  node.options.assign(options.begin(), options.end());
  node.value = text;
  add_twin(std::move(node), box);
  finish_field(spec);
  return changed;
}

bool checkbox(std::string_view label, bool& value, std::string_view why_disabled) {
  Kit& kit = Kit::current();
  const Tokens& tokens = kit.tokens();
  const NodeId id = id_of(label);
  const bool disabled = !why_disabled.empty();
  bool changed = false;
  if (const auto set = kit.take_value(id); set && !disabled) {
    changed = (*set == "1") != value;
    value = *set == "1";
  }
  if (kit.take_focus_label(label)) kit.focus(id);
  const TextStyle style = body_style();
  const Box box = place(30 + measure(style, shown_part(label)).x, target_size(30));
  const float middle = box.center().y;
  const Box square{{box.min.x, middle - 10}, {box.min.x + 20, middle + 10}};
  paint_check(square, value, hovered(box));
  if (kit.focus_ring(id)) paint_focus_ring(square, 5);
  TextStyle ink = style;
  if (disabled) ink.color = tokens.muted;
  paint_text(ink, {box.min.x + 30, middle - line_height(style) / 2}, shown_part(label));
  Node node;
  node.id = id;
  node.role = Role::checkbox;
  node.name = shown_part(label);
  node.description = why_disabled;
  node.checked = value;
  node.disabled = disabled;
  add_twin(std::move(node), box);
  return changed;
}

bool mark_box(std::string_view name, bool& value) {
  Kit& kit = Kit::current();
  const NodeId id = id_of(name);
  bool changed = false;
  if (const auto set = kit.take_value(id)) {
    changed = (*set == "1") != value;
    value = *set == "1";
  }
  const Box box = place(24, 30);
  const Box square{{box.min.x + 2, box.min.y + 5}, {box.min.x + 22, box.min.y + 25}};
  paint_check(square, value, hovered(box));
  note_painted("", square);
  if (kit.focus_ring(id)) paint_focus_ring(square, 5);
  Node node;
  node.id = id;
  node.role = Role::checkbox;
  node.name = shown_part(name);
  node.checked = value;
  add_twin(std::move(node), box);
  return changed;
}

bool segmented(std::string_view name, std::span<const std::string> options, std::size_t& index) {
  Kit& kit = Kit::current();
  const Tokens& tokens = kit.tokens();
  float widest = 0;
  for (const std::string& option : options) {
    widest = std::max(widest, measure(body_style(Weight::medium), shown_part(option)).x + 32);
  }
  const auto count = static_cast<float>(options.size());
  const float width = std::min(widest * count + 6, available_width());
  const Box box = place(width, control_height());
  fill(box, tokens.sunken, field_radius_px);
  outline(box, tokens.line, field_radius_px);
  const NodeId id = id_of(name);
  add_twin(group_node(Role::radiogroup, id, name), box);
  kit.mirror().push_parent(id);
  const IdScope scope{name};
  bool changed = step_with_arrows(options, index);
  for (std::size_t i = 0; i < options.size(); ++i) {
    const float share = (width - 6) / count;
    const float left = box.min.x + 3 + share * static_cast<float>(i);
    const Box part{{left, box.min.y + 3}, {left + share, box.max.y - 3}};
    const bool chosen = i == index;
    if (chosen) {
      fill(part, tokens.surface, field_radius_px - 2);
      outline(part, tokens.line, field_radius_px - 2);
    }
    TextStyle style = body_style(chosen ? Weight::medium : Weight::regular);
    if (!chosen && !hovered(part)) style.color = tokens.muted;
    const std::string shown = elided(style, shown_part(options[i]), share - 12);
    paint_text(style,
               {part.center().x - measure(style, shown).x / 2,
                part.min.y + (part.height() - line_height(style)) / 2},
               shown);
    const Box pressed{{part.min.x, box.min.y}, {part.max.x, box.max.y}};
    if (add_part({Role::radio, options[i], {}, i, options.size(), chosen}, pressed)) {
      index = i;
      changed = true;
    }
  }
  kit.mirror().pop_parent();
  return changed;
}

bool filter_pills(std::string_view name, std::span<const Pill> pills, std::size_t& index) {
  Kit& kit = Kit::current();
  const NodeId id = id_of(name);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float right = at.x + available_width();
  const float height = target_size(32);
  const TextStyle style = small_style(kit.tokens().text, Weight::medium);
  std::vector<Box> boxes{};
  std::vector<std::string> counts{};
  ImVec2 next = at;
  for (const Pill& pill : pills) {
    counts.push_back(pill.count ? std::to_string(*pill.count) : std::string{});
    float width = measure(style, pill.label).x + 24;
    if (pill.count) width += number_width(style, counts.back()) + 8;
    width = std::max(width, target_size(0));
    if (next.x + width > right && next.x > at.x) next = {at.x, next.y + height + 8};
    boxes.push_back({next, {next.x + width, next.y + height}});
    next.x += width + 8;
  }
  const Box all{at, {right, next.y + height}};
  add_twin(group_node(Role::group, id, name), all);
  kit.mirror().push_parent(id);
  const IdScope scope{name};
  bool changed = false;
  for (std::size_t i = 0; i < pills.size(); ++i) {
    paint_pill(boxes[i], pills[i], counts[i], i == index);
    const PartSpec part{Role::button, pills[i].label, counts[i], i, 0, i == index};
    if (add_part(part, boxes[i])) {
      index = i;
      changed = true;
    }
  }
  kit.mirror().pop_parent();
  finish_block(all);
  return changed;
}

bool tabs(std::string_view name, std::span<const std::string> labels, std::size_t& index) {
  Kit& kit = Kit::current();
  const Tokens& tokens = kit.tokens();
  const NodeId id = id_of(name);
  const Box box = place(available_width(), target_size(40));
  fill({{box.min.x, box.max.y - 1}, box.max}, tokens.line);
  add_twin(group_node(Role::tablist, id, name), box);
  kit.mirror().push_parent(id);
  const IdScope scope{name};
  bool changed = step_with_arrows(labels, index);
  float x = box.min.x;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const bool chosen = i == index;
    TextStyle style = body_style(Weight::medium);
    const float width = std::max(measure(style, shown_part(labels[i])).x + 8, target_size(0));
    const Box part{{x, box.min.y}, {x + width, box.max.y}};
    if (!chosen && !hovered(part)) style.color = tokens.muted;
    paint_text(style, {x + 4, part.min.y + (part.height() - line_height(style)) / 2},
               shown_part(labels[i]));
    if (chosen) fill({{part.min.x, part.max.y - 2}, part.max}, tokens.accent);
    if (add_part({Role::tab, labels[i], {}, i, labels.size(), chosen}, part)) {
      index = i;
      changed = true;
    }
    x = part.max.x + 20;
  }
  kit.mirror().pop_parent();
  return changed;
}

}  // namespace satchel::web
