// Columns and cells of a table.
#include "web/kit/table_cells.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "web/kit/layout.h"

namespace satchel::web {
namespace {

constexpr float column_gap = 16;

bool hides(const Column& column, float table_width) {
  if (column.hide_on_phone && Kit::current().viewport().phone) return true;
  return table_width < column.hide_below;
}

}  // namespace

std::vector<Slot> lay_out(std::span<const Column> columns, float left, float width) {
  float fixed = 0;
  float shares = 0;
  float shown = 0;
  for (const Column& column : columns) {
    if (hides(column, width)) continue;
    fixed += column.width;
    shares += column.width > 0 ? 0.0F : 1.0F;
    shown += 1;
  }
  const float gaps = column_gap * std::max(0.0F, shown - 1);
  const float share = shares > 0 ? std::max(60.0F, (width - fixed - gaps) / shares) : 0;
  // Where the fixed columns alone are too wide they shrink together.
  const float wanted = fixed + shares * share + gaps;
  const float squeeze = wanted > width ? (width - gaps) / std::max(1.0F, wanted - gaps) : 1.0F;
  std::vector<Slot> slots;
  float x = left;
  for (const Column& column : columns) {
    if (hides(column, width)) {
      slots.push_back({x, x, true});
      continue;
    }
    const float room = std::floor((column.width > 0 ? column.width : share) * squeeze);
    slots.push_back({x, x + room, false});
    x += room + column_gap;
  }
  return slots;
}

RowCells::RowCells(const TableSpec& spec, const std::vector<Slot>& slots, const Box& row)
    : columns_{spec.columns},
      role_{spec.selectable ? Role::gridcell : Role::cell},
      slots_{slots},
      row_{row} {}

void RowCells::text(std::string_view text) { one_line(text, body_style()); }
void RowCells::strong(std::string_view text) { one_line(text, body_style(Weight::medium)); }
void RowCells::muted(std::string_view text) {
  one_line(text, {Weight::regular, text_body_px, Kit::current().tokens().muted});
}

void RowCells::two_lines(std::string_view main, std::string_view second,
                         std::optional<Tone> note_tone) {
  if (second.empty()) return one_line(main, body_style(Weight::medium));
  const Slot* slot = next();
  if (slot == nullptr) return;
  const TextStyle first = body_style(Weight::medium);
  const TextStyle note =
      note_tone ? small_style(colors_of(Kit::current().theme(), *note_tone).ink) : muted_style();
  const float width = slot->right - slot->left;
  const float height = line_height(first) + line_height(note);
  const float top = row_.min.y + std::floor((row_.height() - height) / 2);
  paint_text(first, {slot->left, top}, elided(first, main, width));
  paint_text(note, {slot->left, top + line_height(first)}, elided(note, second, width));
  const std::string words = std::string{main} + ", " + std::string{second};
  cell_twin(*slot, words);
}

void RowCells::stack(const StackedCell& cell) {
  const Slot* slot = next();
  if (slot == nullptr) return;
  const TextStyle first = body_style(Weight::medium);
  const TextStyle note = cell.note_tone
                             ? small_style(colors_of(Kit::current().theme(), *cell.note_tone).ink)
                             : muted_style();
  const float width = slot->right - slot->left;
  const float lines = line_height(first) + line_height(note);
  const float height = lines + 6 + chip_size(cell.chip).y;
  const float top = row_.min.y + std::floor((row_.height() - height) / 2);
  paint_text(first, {slot->left, top}, elided(first, cell.main, width));
  paint_text(note, {slot->left, top + line_height(first)}, elided(note, cell.second, width));
  paint_chip({slot->left, top + lines + 6}, cell.chip, cell.tone);
  const std::string words =
      std::string{cell.main} + ", " + std::string{cell.second} + ", " + std::string{cell.chip};
  cell_twin(*slot, words);
}

void RowCells::number(std::string_view text) {
  const Slot* slot = next();
  if (slot == nullptr) return;
  TextStyle style = body_style(Weight::medium);
  const float room = slot->right - slot->left;
  if (number_width(style, text) > room) style.size_px = text_small_px;
  const std::string shown =
      number_width(style, text) > room ? elided(style, text, room) : std::string(text);
  const bool right = columns_[column_ - 1].align == Align::right;
  const float end = right ? slot->right : slot->left + number_width(style, shown);
  paint_number(style, end, middle(style), shown);
  cell_twin(*slot, text);
}

void RowCells::chip(std::string_view word, Tone tone) {
  const Slot* slot = next();
  if (slot == nullptr) return;
  const float top = row_.min.y + std::floor((row_.height() - chip_size(word).y) / 2);
  const TextStyle style{Weight::medium, text_small_px, {}};
  const float room = slot->right - slot->left - (chip_size("").x);
  paint_chip({slot->left, top}, elided(style, word, room), tone);
  cell_twin(*slot, word);
}

void RowCells::widget(const std::function<void()>& draw) {
  const Slot* slot = next();
  if (slot == nullptr) return;
  Kit& kit = Kit::current();
  const NodeId id = cell_twin(*slot, "");
  kit.mirror().push_parent(id);
  kit.right_edges().push_back(slot->right);
  // As high as it was in the frame before; the layout settles by itself.
  float& known = kit.remembered(id);
  const float height = std::min(row_.height(), known > 0 ? known : control_height());
  put_cursor(slot->left, row_.min.y + std::floor((row_.height() - height) / 2));
  ImGui::BeginGroup();
  draw();
  ImGui::EndGroup();
  known = ImGui::GetItemRectSize().y;
  kit.right_edges().pop_back();
  kit.mirror().pop_parent();
}

const Slot* RowCells::next() {
  if (column_ >= slots_.size()) return nullptr;
  const Slot& slot = slots_[column_];
  ++column_;
  return slot.hidden ? nullptr : &slot;
}

float RowCells::middle(const TextStyle& style) const {
  return row_.min.y + std::floor((row_.height() - line_height(style)) / 2);
}

void RowCells::one_line(std::string_view text, const TextStyle& style) {
  const Slot* slot = next();
  if (slot == nullptr) return;
  const std::string shown = elided(style, text, slot->right - slot->left);
  const bool right = columns_[column_ - 1].align == Align::right;
  const float x = right ? slot->right - measure(style, shown).x : slot->left;
  paint_text(style, {x, middle(style)}, shown);
  cell_twin(*slot, text);
}

NodeId RowCells::cell_twin(const Slot& slot, std::string_view words) {
  Node node;
  node.role = role_;
  node.name = words;
  node.column_index = static_cast<int>(column_);
  node.number = columns_[column_ - 1].align == Align::right;
  const Box box{{slot.left, row_.min.y}, {slot.right, row_.max.y}};
  return add_twin(std::move(node), box).id;
}

}  // namespace satchel::web
