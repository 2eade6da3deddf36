// Banners, empty states, progress, dialogs, toasts, the dialog of all shortcuts.
#include "web/kit/feedback.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "web/kit/button.h"
#include "web/kit/layout.h"
#include "web/kit/paint.h"
#include "web/kit/text.h"

namespace satchel::web {
namespace {

/// Paints text in the middle of `room`, wrapped, and returns the box it takes.
Box centered_text(const TextStyle& style, std::string_view text, float room) {
  const float width = std::min(measure(style, text).x, room);
  const ImVec2 size = measure(style, text, width + 1);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float inset = std::floor((available_width() - width) / 2);
  const Box line = place(available_width(), size.y);
  const Box box{{at.x + inset, line.min.y}, {at.x + inset + width, line.max.y}};
  paint_text(style, box.min, text, width + 1);
  return box;
}

}  // namespace

bool banner(const BannerSpec& spec) {
  Kit& kit = Kit::current();
  const ToneColors& colors = colors_of(kit.theme(), spec.tone);
  const TextStyle style = small_style(colors.ink, Weight::medium);
  const float button_width =
      spec.action.empty() ? 0 : measure(body_style(Weight::medium), shown_part(spec.action)).x + 40;
  const float room = std::max(60.0F, available_width() - 32 - button_width);
  const ImVec2 size = measure(style, spec.text, room);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = std::max(size.y + 16, spec.action.empty() ? 34.0F : 46.0F);
  const Box box{at, {at.x + available_width(), at.y + height}};
  fill(box, colors.ground, field_radius_px);
  const Box words{{box.min.x + 14, box.min.y + (height - size.y) / 2},
                  {box.min.x + 14 + size.x, box.min.y + (height + size.y) / 2}};
  paint_text(style, words.min, spec.text, room);
  Node& node = add_words(spec.text, words);
  node.role = spec.urgent ? Role::alert : Role::status;
  bool pressed = false;
  if (!spec.action.empty()) {
    put_cursor(box.max.x - button_width, box.min.y + (height - control_height()) / 2);
    pressed = button({.label = spec.action, .width = button_width - 8});
  }
  finish_block(box);
  return pressed;
}

bool empty_state(const EmptyStateSpec& spec) {
  const float room = std::min(available_width() - 24, 420.0F);
  const float height = spec.action.empty() ? 72 : 124;
  const float top = std::max(24.0F, (std::min(available_height(), 480.0F) - height) / 2);
  place(1, top);
  TextStyle title = body_style(Weight::semi_bold);
  title.size_px = text_card_title_px;
  const Box title_box = centered_text(title, spec.title, room);
  Node node;
  node.id = id_of(spec.title) ^ 0xE3F7U;
  node.role = Role::heading;
  node.level = 2;
  node.name = spec.title;
  add_twin(std::move(node), title_box);
  const TextStyle text{Weight::regular, text_body_px, Kit::current().tokens().muted};
  add_words(spec.text, centered_text(text, spec.text, room));
  if (spec.action.empty()) return false;
  gap(2);
  const float key = spec.key.empty() ? 0 : measure(muted_style(), spec.key).x + 10;
  const float width = measure(body_style(Weight::medium), shown_part(spec.action)).x + key + 40;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  put_cursor(at.x + std::floor((available_width() - width) / 2), at.y);
  return button(
      {.label = spec.action, .kind = ButtonKind::primary, .key = spec.key, .width = width});
}

bool progress(const ProgressSpec& spec) {
  const Tokens& tokens = Kit::current().tokens();
  const std::string figure = spec.percent ? std::to_string(*spec.percent) + " %" : std::string{};
  money_row(spec.label, figure.empty() ? "working" : figure);
  const Box box = place(available_width(), 8);
  fill(box, tokens.line, 4);
  const int percent = std::clamp(spec.percent.value_or(0), 0, 100);
  if (percent > 0) {
    const float width = std::max(8.0F, box.width() * static_cast<float>(percent) / 100.0F);
    fill({box.min, {box.min.x + width, box.max.y}}, tokens.accent, 4);
  }
  Node node;
  node.id = id_of(spec.label);
  node.role = Role::progressbar;
  node.name = shown_part(spec.label);
  node.now_percent = spec.percent ? percent : -1;
  add_twin(std::move(node), box);
  if (!spec.detail.empty()) status_text(spec.detail);
  return !spec.stop.empty() && button({.label = spec.stop});
}

Dialog::Dialog(std::string_view title, bool& open, float width) {
  if (!open) return;
  Kit& kit = Kit::current();
  const NodeId id = id_of(title) ^ 0xD1A1U;
  kit.open_dialog_scope(id);
  if (kit.shortcut("Escape", "Close")) {
    open = false;
    kit.close_dialog_scope();
    return;
  }
  shown_ = true;
  open_ = &open;
  id_ = id;
  const Viewport view = kit.viewport();
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize({view.width, view.height});
  const std::string window = "##dialog" + std::to_string(id);
  ImGui::Begin(window.c_str(), nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoNav |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                   ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::GetWindowDrawList()->AddRectFilled(
      {0, 0}, {view.width, view.height},
      paint_of(color_of(0x0B0E13), kit.theme() == Theme::light ? 0.4F : 0.6F));
  const float shown_width = std::min(width, view.width - 24);
  const float padding = 24;
  const float height = std::min(std::max(120.0F, kit.remembered(id)), view.height - 24);
  const ImVec2 at{std::floor((view.width - shown_width) / 2),
                  std::floor(std::max(12.0F, (view.height - height) * 0.4F))};
  const Box box{at, {at.x + shown_width, at.y + height}};
  fill(box, kit.tokens().surface, card_radius_px);
  outline(box, kit.tokens().line, card_radius_px);
  Node node;
  node.id = id;
  node.role = Role::dialog;
  node.name = shown_part(title);
  node.modal = true;
  Node& added = add_twin(std::move(node), box);
  added.parent = 0;
  begin_area({id, box, padding, padding});
  right_ = box.max.x - 16;
  top_ = ImGui::GetCursorScreenPos().y - 6;
  heading(title, 2);
  gap(2);
}

Dialog::~Dialog() {
  if (!shown_) return;
  Kit& kit = Kit::current();
  const float content = ImGui::GetCursorScreenPos().y - kit.open_areas().back().content_top;
  kit.remembered(id_) = content - ImGui::GetStyle().ItemSpacing.y + 48;
  // Last in the order of Tab, though it stands at the top.
  put_cursor(right_ - 36, top_);
  if (icon_button(Icon::close, "Close dialog")) *open_ = false;
  end_area(id_);
  ImGui::End();
  kit.close_dialog_scope();
}

void Kit::draw_shortcuts_dialog() {
  Dialog dialog{"All shortcuts", shortcuts_shown_};
  if (!dialog.shown()) return;
  for (const ShortcutInfo& info : dialog_shortcuts_) key_value(info.meaning, info.keys);
  key_value("Next field, previous field", "Tab, Shift+Tab");
  gap(2);
  if (button({.label = "Close", .width = -1})) shortcuts_shown_ = false;
}

void Kit::draw_toasts() {
  const auto over = [&](const Toast& toast) { return toast.until_ms <= now_ms(); };
  toasts_.erase(std::remove_if(toasts_.begin(), toasts_.end(), over), toasts_.end());
  // Smaller screens have their main buttons at the lower edge.
  const Viewport view = viewport();
  float bottom = start_.height - 20;
  if (!view.wide) bottom = view.phone ? 104.0F : 60.0F;
  for (const Toast& toast : toasts_) {
    TextStyle style = body_style(Weight::medium);
    style.color = tokens().surface;
    const float width = measure(style, toast.text).x + 56;
    const float left = std::floor((start_.width - width) / 2);
    const Box box{{left, bottom - 44}, {left + width, bottom}};
    ImDrawList* list = ImGui::GetForegroundDrawList();
    list->AddRectFilled(box.min, box.max, paint_of(tokens().text), field_radius_px);
    list->AddCircleFilled({box.min.x + 20, box.center().y}, 4,
                          paint_of(colors_of(theme_, toast.tone).ground));
    paint_text_above(style, {box.min.x + 34, box.center().y - line_height(style) / 2}, toast.text);
    add_words(toast.text, box).role = Role::status;
    bottom += view.wide ? -52.0F : 52.0F;
  }
}

}  // namespace satchel::web
