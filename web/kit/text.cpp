// Words, pairs, money rows and chips.
#include "web/kit/text.h"

#include <imgui.h>

#include <algorithm>

#include "web/kit/layout.h"
#include "web/kit/paint.h"

namespace satchel::web {
namespace {

/// Paints wrapped text in the flow and returns where it stands.
Box flow_text(const TextStyle& style, std::string_view text) {
  const float room = std::max(40.0F, available_width());
  const float width = measure(style, text).x;
  const bool wraps = width > room + 0.5F || text.find('\n') != std::string_view::npos;
  const ImVec2 size = wraps ? measure(style, text, room) : ImVec2{width, line_height(style)};
  const Box box = place(size.x, size.y);
  paint_text(style, box.min, text, wraps ? room : 0);
  return box;
}

void add_live(Role role, std::string_view text, const Box& box, bool busy = false) {
  Node node;
  node.id = id_of(role == Role::alert ? "##alert" : "##status") + Kit::current().mirror().parent();
  node.role = role;
  node.name = text;
  node.busy = busy;
  add_twin(std::move(node), box);
}

/// Returns the level to say: no level is left out below the heading before, as readers who go from
/// heading to heading expect.
int spoken_level(int level) {
  const auto& nodes = Kit::current().mirror().nodes();
  for (auto node = nodes.rbegin(); node != nodes.rend(); ++node) {
    if (node->role == Role::heading) return std::min(level, node->level + 1);
  }
  return level;
}

}  // namespace

void heading(std::string_view text, int level) {
  const Tokens& tokens = Kit::current().tokens();
  TextStyle style{Weight::semi_bold, text_title_px, tokens.text};
  if (level == 2) style.size_px = text_card_title_px;
  if (level >= 3) style = small_style(tokens.muted, Weight::medium);
  const Box box = flow_text(style, shown_part(text));
  Node node;
  node.id = id_of(text) ^ 0x48U;
  node.role = Role::heading;
  node.name = shown_part(text);
  node.level = spoken_level(level);
  add_twin(std::move(node), box);
}

void body(std::string_view text) { add_words(text, flow_text(body_style(), text)); }

void strong(std::string_view text) { add_words(text, flow_text(body_style(Weight::medium), text)); }

void muted(std::string_view text) { add_words(text, flow_text(muted_style(), text)); }

void toned(std::string_view text, Tone tone) {
  add_words(text, flow_text(small_style(colors_of(Kit::current().theme(), tone).ink), text));
}

void error_text(std::string_view text) {
  if (text.empty()) return;
  const TextStyle style = small_style(Kit::current().tokens().red.ink, Weight::medium);
  add_live(Role::alert, text, flow_text(style, text));
}

void status_text(std::string_view text) {
  add_live(Role::status, text, flow_text(muted_style(), text));
}

void busy_text(std::string_view text) {
  add_live(Role::status, text, flow_text(muted_style(), text), true);
}

void key_value(std::string_view label, std::string_view value) {
  const float room = available_width();
  const TextStyle left = muted_style();
  const TextStyle right = body_style();
  const float height = line_height(right);
  const float label_width = measure(left, label).x;
  const bool stacked = label_width + measure(right, value).x + 16 > room;
  if (stacked) {
    add_words(label, flow_text(left, label));
    add_words(value, flow_text(right, value));
    return;
  }
  const Box box = place(room, height);
  paint_text(left, {box.min.x, box.min.y + (height - line_height(left)) / 2}, label);
  const float value_width = measure(right, value).x;
  paint_text(right, {box.max.x - value_width, box.min.y}, value);
  add_words(label, {box.min, {box.min.x + label_width, box.max.y}});
  add_words(value, {{box.max.x - value_width, box.min.y}, box.max});
}

void money_row(std::string_view label, std::string_view amount, MoneyRow kind,
               std::string_view detail) {
  const Tokens& tokens = Kit::current().tokens();
  TextStyle style = body_style(kind == MoneyRow::total ? Weight::semi_bold : Weight::regular);
  if (kind == MoneyRow::secondary) style = small_style(tokens.muted);
  const float room = available_width();
  const float amount_width = number_width(style, amount);
  const float label_room = std::max(40.0F, room - amount_width - 16);
  const std::string shown = elided(style, label, label_room);
  const TextStyle small = muted_style();
  const float first = line_height(style);
  const Box box = place(room, first + (detail.empty() ? 0 : line_height(small)));
  paint_text(style, box.min, shown);
  TextStyle amount_style = style;
  if (kind == MoneyRow::secondary) amount_style.color = tokens.text;
  paint_number(amount_style, box.max.x, box.min.y, amount);
  add_words(label, {box.min, {box.min.x + label_room, box.min.y + first}});
  add_words(amount, {{box.max.x - amount_width, box.min.y}, {box.max.x, box.min.y + first}})
      .number = true;
  if (detail.empty()) return;
  const std::string shown_detail = elided(small, detail, room);
  paint_text(small, {box.min.x, box.min.y + first}, shown_detail);
  add_words(detail, {{box.min.x, box.min.y + first}, box.max});
}

void status_chip(std::string_view word, Tone tone) {
  const ImVec2 size = chip_size(word);
  const Box box = place(size.x, size.y);
  paint_chip(box.min, word, tone);
  add_words(word, box);
}

void divider() {
  const Box box = place(available_width(), 9);
  fill({{box.min.x, box.min.y + 4}, {box.max.x, box.min.y + 5}}, Kit::current().tokens().line);
}

void gap(int steps) { place(0, std::max(0.0F, space(steps) - ImGui::GetStyle().ItemSpacing.y)); }

void same_line(int steps) { ImGui::SameLine(0, space(steps)); }

}  // namespace satchel::web
