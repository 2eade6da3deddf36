// Rail, plain pages.
#include "web/kit/shell.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "web/kit/button.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/layout.h"
#include "web/kit/paint.h"
#include "web/kit/text.h"

namespace satchel::web {
namespace {

constexpr float nav_item_height = 40;
constexpr float top_bar_height = 52;

void paint_logo(ImVec2 at) {
  const Tokens& tokens = Kit::current().tokens();
  ImDrawList* list = ImGui::GetWindowDrawList();
  fill({at, {at.x + 26, at.y + 26}}, tokens.accent, 7);
  const ImU32 ink = paint_of(tokens.on_accent);
  list->AddRect({at.x + 6.5F, at.y + 10.5F}, {at.x + 19.5F, at.y + 20}, ink, 3, 0, 2);
  list->PathArcTo({at.x + 13, at.y + 10}, 3.6F, 3.14159F, 6.28318F);
  list->PathStroke(ink, 0, 2);
}

Node landmark(Role role, std::string_view name) {
  Node node;
  node.id = id_of(name);
  node.role = role;
  node.name = name;
  return node;
}

bool draw_nav_item(const NavItem& item) {
  Kit& kit = Kit::current();
  const Tokens& tokens = kit.tokens();
  const Box box = place(available_width(), target_size(nav_item_height));
  const NodeId id = id_of(item.href);
  if (item.current) {
    fill(box, tokens.selected, field_radius_px);
  } else if (hovered(box)) {
    fill(box, tokens.canvas, field_radius_px);
  }
  TextStyle style = body_style(item.current ? Weight::semi_bold : Weight::medium);
  if (item.current) style.color = tokens.accent;
  const float top = box.min.y + (box.height() - line_height(style)) / 2;
  paint_text(style, {box.min.x + 14, top}, item.label);
  std::string name = item.label;
  if (item.count) {
    const std::string count = std::to_string(*item.count);
    const TextStyle small = muted_style();
    paint_number(small, box.max.x - 14, box.center().y - line_height(small) / 2, count);
    name += " " + count;
  }
  if (kit.focus_ring(id)) paint_focus_ring(box, field_radius_px);
  Node node;
  node.id = id;
  node.role = Role::link;
  node.name = name;
  node.href = item.href;
  node.current = item.current ? Current::page : Current::no;
  add_twin(std::move(node), box);
  return kit.take_activate(id);
}

float sync_card_height(const SyncCard& sync) {
  const float step = line_height(muted_style()) + 3;
  return 30 + line_height(body_style()) + step * static_cast<float>(sync.lines.size());
}

bool draw_sync_card(const SyncCard& sync) {
  Kit& kit = Kit::current();
  const Tokens& tokens = kit.tokens();
  const TextStyle title = body_style(Weight::semi_bold);
  const TextStyle small = muted_style();
  const float step = line_height(small) + 3;
  const Box box = place(available_width(), sync_card_height(sync));
  fill(box, tokens.sunken, card_radius_px);
  outline(box, hovered(box) ? tokens.muted : tokens.line, card_radius_px);
  float y = box.min.y + 13;
  ImGui::GetWindowDrawList()->AddCircleFilled({box.min.x + 20, y + line_height(title) / 2}, 4.5F,
                                              paint_of(colors_of(kit.theme(), sync.tone).ink));
  paint_text(title, {box.min.x + 34, y}, elided(title, sync.state, box.width() - 48));
  y += line_height(title) + 4;
  std::string name = "Synchronization: " + sync.state;
  for (const std::string& line : sync.lines) {
    paint_text(small, {box.min.x + 16, y}, elided(small, line, box.width() - 30));
    name += ", " + line;
    y += step;
  }
  const NodeId id = id_of("##sync card");
  if (kit.focus_ring(id)) paint_focus_ring(box, card_radius_px);
  Node node;
  node.id = id;
  node.role = Role::link;
  node.name = name;
  node.href = "#/sync";
  add_twin(std::move(node), box);
  return kit.take_activate(id);
}

/// Who is logged in, and the two small acts that belong to no screen.
void draw_user(const ShellSpec& spec, ShellResult& result) {
  const TextStyle style = small_style(Kit::current().tokens().text, Weight::medium);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  put_cursor(at.x + 16, at.y);
  ImGui::BeginGroup();
  if (!spec.user.empty()) {
    const Box line = place(available_width() - 8, line_height(style) + 2);
    paint_text(style, line.min, elided(style, spec.user, line.width()));
    add_words(spec.user, line);
  }
  const bool dark = Kit::current().theme() == Theme::dark;
  if (button({.label = dark ? "Light theme" : "Dark theme", .kind = ButtonKind::link})) {
    result.toggle_theme = true;
  }
  if (!spec.user.empty()) {
    same_line(4);
    if (button({.label = "Log out", .kind = ButtonKind::link})) result.log_out = true;
  }
  ImGui::EndGroup();
}

float user_height(const ShellSpec& spec) {
  return target_size(20) + (spec.user.empty() ? 2.0F : 22.0F);
}

/// User and state of synchronization, together.
float rail_foot_height(const ShellSpec& spec, const SyncCard& sync) {
  return user_height(spec) + 12 + sync_card_height(sync);
}

void draw_nav_items(const ShellSpec& spec, ShellResult& result) {
  for (std::size_t i = 0; i < spec.items.size(); ++i) {
    if (draw_nav_item(spec.items[i])) result.nav = i;
  }
}

void draw_rail_foot(const ShellSpec& spec, const SyncCard& sync, ShellResult& result) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  draw_user(spec, result);
  put_cursor(at.x, at.y + user_height(spec) + 12);
  if (draw_sync_card(sync)) result.sync = true;
}

/// The sections scroll where they have no room; who is logged in and whether all is safe on the
/// server stay in sight.
void draw_rail_items(const ShellSpec& spec, float bottom, ShellResult& result) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float row = target_size(nav_item_height) + ImGui::GetStyle().ItemSpacing.y;
  const float sections = row * static_cast<float>(spec.items.size());
  SyncCard sync = spec.sync;
  // A low tablet has no room for more than what matters most.
  while (sync.lines.size() > 1 && at.y + sections + rail_foot_height(spec, sync) + 8 > bottom) {
    sync.lines.pop_back();
  }
  const float foot = rail_foot_height(spec, sync);
  {
    const ScrollArea area("Sections", foot + 8);
    draw_nav_items(spec, result);
  }
  if (at.y + sections + foot + 8 > bottom) {
    fill({{0, bottom - foot - 9}, {rail_width_px, bottom - foot - 8}},
         Kit::current().tokens().line);
  }
  put_cursor(at.x, bottom - foot);
  draw_rail_foot(spec, sync, result);
}

void draw_rail(const ShellSpec& spec, float height, ShellResult& result) {
  Kit& kit = Kit::current();
  const Box box{{0, 0}, {rail_width_px, height}};
  fill(box, kit.tokens().surface);
  Node node = landmark(Role::navigation, "Main");
  const NodeId id = node.id;
  add_twin(std::move(node), box);
  begin_area({id, box, 12, 12});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  paint_logo({at.x + 6, at.y + 8});
  TextStyle brand = body_style(Weight::semi_bold);
  brand.size_px = text_card_title_px - 1;
  paint_text(brand, {at.x + 42, at.y + 21 - line_height(brand) / 2}, "Satchel");
  add_words("Satchel",
            {{at.x + 42, at.y + 8}, {at.x + 42 + measure(brand, "Satchel").x, at.y + 34}});
  put_cursor(at.x, at.y + 54);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {8, 2});
  draw_rail_items(spec, height - 12, result);
  ImGui::PopStyleVar();
  end_area(id);
}

/// A phone has the brand, the state of synchronization and the menu in one bar.
void draw_top_bar(const ShellSpec& spec, float width, ShellResult& result) {
  Kit& kit = Kit::current();
  const Box box{{0, 0}, {width, top_bar_height}};
  fill(box, kit.tokens().surface);
  fill({{0, top_bar_height - 1}, {width, top_bar_height}}, kit.tokens().line);
  Node node = landmark(Role::navigation, "Main");
  const NodeId id = node.id;
  add_twin(std::move(node), box);
  kit.mirror().push_parent(id);
  paint_logo({14, 13});
  put_cursor(width - 48, 4);
  if (icon_button(Icon::menu, kit.menu_open ? "Close menu" : "Menu"))
    kit.menu_open = !kit.menu_open;
  const ImVec2 chip = chip_size(spec.sync.state);
  const Box state{{52, (top_bar_height - chip.y) / 2},
                  {52 + chip.x, (top_bar_height + chip.y) / 2}};
  paint_chip(state.min, spec.sync.state, spec.sync.tone);
  Node sync;
  sync.id = id_of("##sync chip");
  sync.role = Role::link;
  sync.name = "Synchronization: " + spec.sync.state;
  sync.href = "#/sync";
  const NodeId sync_id = sync.id;
  const float pressed_width = std::max(chip.x, target_size(0));
  add_twin(std::move(sync), {{52, 4}, {52 + pressed_width, top_bar_height - 4}});
  if (kit.take_activate(sync_id)) result.sync = true;
  kit.mirror().pop_parent();
}

void draw_phone_menu(const ShellSpec& spec, const Box& box, ShellResult& result) {
  Kit& kit = Kit::current();
  fill(box, kit.tokens().surface);
  Node node = landmark(Role::region, "Menu");
  const NodeId id = node.id;
  add_twin(std::move(node), box);
  begin_area({id, box, 16, 12});
  draw_nav_items(spec, result);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  put_cursor(at.x, std::max(at.y + 8, box.max.y - 12 - rail_foot_height(spec, spec.sync)));
  draw_rail_foot(spec, spec.sync, result);
  end_area(id);
  if (result.nav || result.sync || result.log_out) kit.menu_open = false;
}

/// Another page than in the frame before is not scrolled yet.
void begin_at_top(NodeId page, std::string_view place) {
  Kit& kit = Kit::current();
  const auto mark = static_cast<float>(std::hash<std::string_view>{}(place) % 1'000'000U);
  float& before = kit.remembered(page ^ 0x5C11U);
  if (before != mark && kit.scroll_offset(page) > 0) kit.scroll_to(page, 0);
  before = mark;
}

}  // namespace

Shell::Shell(const ShellSpec& spec) {
  Kit& kit = Kit::current();
  const Viewport view = kit.viewport();
  Box page{{rail_width_px, 0}, {view.width, view.height}};
  if (view.phone) {
    draw_top_bar(spec, view.width, result_);
    page.min = {0, top_bar_height};
    if (kit.menu_open) draw_phone_menu(spec, page, result_);
  } else {
    kit.menu_open = false;
    draw_rail(spec, view.height, result_);
  }
  // Below an open menu the page keeps its place but takes no room.
  if (view.phone && kit.menu_open) page.min.y = page.max.y - 1;
  Node node = landmark(Role::main, "Page");
  const NodeId id = node.id;
  begin_at_top(id, spec.place);
  add_twin(std::move(node), page);
  begin_area({id, page, view.phone ? 12.0F : 24.0F, view.phone ? 12.0F : 20.0F});
  if (!spec.notice.empty()) banner({.text = spec.notice});
}

Shell::~Shell() { end_area(Kit::current().mirror().parent()); }

PlainPage::PlainPage(std::string_view name, float width) {
  Kit& kit = Kit::current();
  const Viewport view = kit.viewport();
  Node node = landmark(Role::main, "Page");
  node.name = name;
  const NodeId id = node.id;
  const Box page{{0, 0}, {view.width, view.height}};
  add_twin(std::move(node), page);
  begin_area({id, page, 0, 0});
  const float shown = std::min(width, view.width - 24);
  const float padding = view.phone ? 16.0F : 28.0F;
  const float height = std::max(120.0F, kit.remembered(id));
  const float left = std::floor((view.width - shown) / 2);
  const float top = std::max(56.0F, std::floor((view.height - height) * 0.42F));
  const ImVec2 shift{0, ImGui::GetScrollY()};
  const Box card{{left, top - shift.y}, {left + shown, top + height - shift.y}};
  paint_logo({left + shown / 2 - 52, card.min.y - 44});
  TextStyle brand = body_style(Weight::semi_bold);
  brand.size_px = text_card_title_px;
  const ImVec2 word{left + shown / 2 - 16, card.min.y - 31 - line_height(brand) / 2};
  paint_text(brand, word, "Satchel");
  add_words("Satchel", {word, {word.x + measure(brand, "Satchel").x, word.y + line_height(brand)}});
  fill(card, kit.tokens().surface, card_radius_px);
  outline(card, kit.tokens().line, card_radius_px);
  put_cursor(card.min.x + padding, card.min.y + padding);
  kit.right_edges().push_back(card.max.x - padding);
  ImGui::BeginGroup();
}

PlainPage::~PlainPage() {
  Kit& kit = Kit::current();
  const NodeId id = kit.mirror().parent();
  ImGui::EndGroup();
  kit.remembered(id) = ImGui::GetItemRectSize().y + 2 * (kit.viewport().phone ? 16.0F : 28.0F);
  gap(8);
  kit.right_edges().pop_back();
  end_area(id);
}

}  // namespace satchel::web
