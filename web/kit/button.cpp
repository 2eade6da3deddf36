// Buttons, links and symbols.
#include "web/kit/button.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "web/kit/layout.h"
#include "web/kit/paint.h"

namespace satchel::web {
namespace {

struct ButtonLook {
  Color ground;
  Color ink;
  Color border;
  bool framed = true;
};

ButtonLook look_of(ButtonKind kind, bool disabled) {
  const Tokens& tokens = Kit::current().tokens();
  if (disabled && kind != ButtonKind::link && kind != ButtonKind::quiet) {
    return {tokens.sunken, tokens.muted, tokens.line};
  }
  switch (kind) {
    case ButtonKind::primary:
      return {tokens.accent, tokens.on_accent, tokens.accent};
    case ButtonKind::secondary:
      return {tokens.surface, tokens.text, tokens.line};
    case ButtonKind::danger:
      return {tokens.red.ground, tokens.red.ink, tokens.red.ground};
    case ButtonKind::link:
      return {tokens.surface, disabled ? tokens.muted : tokens.accent, tokens.surface, false};
    case ButtonKind::quiet:
      return {tokens.surface, disabled ? tokens.muted : tokens.text, tokens.surface, false};
  }
  return {tokens.surface, tokens.text, tokens.line};
}

void paint_button(const Box& box, const ButtonLook& look, bool disabled) {
  if (look.framed) {
    fill(box, look.ground, field_radius_px);
    if (!(look.border == look.ground)) outline(box, look.border, field_radius_px);
  }
  if (disabled || !hovered(box)) return;
  const Tokens& tokens = Kit::current().tokens();
  const float depth = held(box) ? 0.14F : 0.07F;
  ImGui::GetWindowDrawList()->AddRectFilled(box.min, box.max, paint_of(tokens.text, depth),
                                            field_radius_px);
}

void paint_label(const Box& box, const ButtonSpec& spec, const TextStyle& style) {
  const std::string_view label = shown_part(spec.label);
  const TextStyle key_style{Weight::regular, text_small_px, style.color};
  const float key_width = spec.key.empty() ? 0 : measure(key_style, spec.key).x + 10;
  const float room = box.width() - key_width - (spec.kind == ButtonKind::link ? 0 : 16);
  const std::string shown = elided(style, label, room);
  const float label_width = measure(style, shown).x;
  const float x = box.min.x + std::max(0.0F, (box.width() - label_width - key_width) / 2);
  paint_text(style, {x, box.min.y + (box.height() - line_height(style)) / 2}, shown);
  if (key_width <= 0) return;
  paint_text(key_style,
             {x + label_width + 10, box.min.y + (box.height() - line_height(key_style)) / 2},
             spec.key);
}

void paint_icon(Icon icon, ImVec2 center, Color color) {
  note_painted("", {{center.x - 6, center.y - 6}, {center.x + 6, center.y + 6}});
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImU32 ink = paint_of(color);
  const float width = 1.6F;
  const auto line = [&](float x1, float y1, float x2, float y2) {
    list->AddLine({center.x + x1, center.y + y1}, {center.x + x2, center.y + y2}, ink, width);
  };
  switch (icon) {
    case Icon::close:
    case Icon::remove:
      line(-4.5F, -4.5F, 4.5F, 4.5F);
      line(-4.5F, 4.5F, 4.5F, -4.5F);
      return;
    case Icon::plus:
      line(-5.5F, 0, 5.5F, 0);
      line(0, -5.5F, 0, 5.5F);
      return;
    case Icon::menu:
      for (const float y : {-5.0F, 0.0F, 5.0F}) line(-7, y, 7, y);
      return;
    case Icon::back:
      line(-5.5F, 0, 6, 0);
      line(-5.5F, 0, -0.5F, -5);
      line(-5.5F, 0, -0.5F, 5);
      return;
    case Icon::forward:
      line(-2.5F, -5, 2.5F, 0);
      line(2.5F, 0, -2.5F, 5);
      return;
    case Icon::edit:
      line(-5.5F, 5.5F, -4.5F, 1.5F);
      line(-5.5F, 5.5F, -1.5F, 4.5F);
      line(-4.5F, 1.5F, 2.5F, -5.5F);
      line(-1.5F, 4.5F, 5.5F, -2.5F);
      line(2.5F, -5.5F, 5.5F, -2.5F);
      return;
    case Icon::more:
      for (const float x : {-5.0F, 0.0F, 5.0F}) {
        list->AddCircleFilled({center.x + x, center.y}, 1.7F, ink);
      }
      return;
    case Icon::copy:
      list->AddRect({center.x - 5, center.y - 2}, {center.x + 2, center.y + 6}, ink, 2, 0, width);
      list->AddRect({center.x - 2, center.y - 6}, {center.x + 5, center.y + 2}, ink, 2, 0, width);
      return;
  }
}

bool pressed(NodeId id, std::string_view label, bool disabled) {
  Kit& kit = Kit::current();
  if (kit.take_focus_label(label)) kit.focus(id);
  const bool activated = kit.take_activate(id);
  return activated && !disabled;
}

}  // namespace

bool button(const ButtonSpec& spec) {
  Kit& kit = Kit::current();
  const bool disabled = !spec.why_disabled.empty();
  const bool is_link = spec.kind == ButtonKind::link;
  Weight weight = is_link ? Weight::regular : Weight::medium;
  if (spec.kind == ButtonKind::primary) weight = Weight::semi_bold;
  const ButtonLook look = look_of(spec.kind, disabled);
  const TextStyle style{weight, is_link ? text_small_px : text_body_px, look.ink};
  const float words = measure(style, shown_part(spec.label)).x;
  const float key = spec.key.empty() ? 0 : measure(small_style(look.ink), spec.key).x + 10;
  float width = spec.width;
  if (width == 0) width = words + key + (is_link ? 0 : 32);
  if (width < 0) width = available_width();
  const float height = is_link ? target_size(line_height(style) + 4) : control_height();
  if (is_link) width = std::max(width, target_size(0));
  const Box box = place(width, height);
  const NodeId id = id_of(spec.label);
  paint_button(box, look, disabled);
  paint_label(box, spec, style);
  if (is_link && hovered(box) && !disabled) {
    const float under = box.center().y + line_height(style) / 2;
    fill({{box.min.x, under - 1}, {box.max.x, under}}, look.ink);
  }
  if (kit.focus_ring(id)) paint_focus_ring(box, field_radius_px);

  Node node;
  node.id = id;
  node.role = Role::button;
  node.name = spec.name.empty() ? shown_part(spec.label) : spec.name;
  node.description = spec.why_disabled;
  node.shortcut = spec.key;
  node.disabled = disabled;
  add_twin(std::move(node), box);
  const bool activated = pressed(id, spec.label, disabled);
  const bool by_key = !disabled && kit.shortcut(spec.key, shown_part(spec.label));
  return activated || by_key;
}

bool primary_button(std::string_view label, std::string_view key) {
  return button({.label = label, .kind = ButtonKind::primary, .key = key});
}

bool secondary_button(std::string_view label, std::string_view key) {
  return button({.label = label, .kind = ButtonKind::secondary, .key = key});
}

bool danger_button(std::string_view label) {
  return button({.label = label, .kind = ButtonKind::danger});
}

bool link(std::string_view label, std::string_view href) {
  Kit& kit = Kit::current();
  const TextStyle style = small_style(kit.tokens().accent);
  const std::string_view shown = shown_part(label);
  const float words = measure(style, shown).x;
  const Box box = place(std::max(words, target_size(0)), target_size(line_height(style) + 4));
  const float top = std::floor(box.center().y - line_height(style) / 2);
  paint_text(style, {box.min.x, top}, shown);
  if (hovered(box)) {
    const float under = top + line_height(style) - 1;
    fill({{box.min.x, under}, {box.min.x + words, under + 1}}, style.color);
  }
  const NodeId id = id_of(label);
  if (kit.focus_ring(id)) paint_focus_ring(box, 4);
  Node node;
  node.id = id;
  node.role = Role::link;
  node.name = shown;
  node.href = href.empty() ? "#" : href;
  add_twin(std::move(node), box);
  return pressed(id, label, false);
}

bool icon_button(Icon icon, std::string_view name) {
  Kit& kit = Kit::current();
  const Box box = place(target_size(36), target_size(36));
  const NodeId id = id_of(name);
  const bool over = hovered(box);
  if (over) {
    ImGui::GetWindowDrawList()->AddRectFilled(
        box.min, box.max, paint_of(kit.tokens().text, held(box) ? 0.14F : 0.07F), field_radius_px);
  }
  paint_icon(icon, box.center(), over ? kit.tokens().text : kit.tokens().muted);
  if (kit.focus_ring(id)) paint_focus_ring(box, field_radius_px);
  Node node;
  node.id = id;
  node.role = Role::button;
  node.name = shown_part(name);
  add_twin(std::move(node), box);
  return pressed(id, name, false);
}

}  // namespace satchel::web
