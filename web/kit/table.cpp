// The table: header, rows drawn only where they can be seen, selection by pointer and keyboard.
#include "web/kit/table.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "web/kit/layout.h"
#include "web/kit/paint.h"
#include "web/kit/table_cells.h"

namespace satchel::web {
namespace {

constexpr float header_height = 34;
constexpr std::size_t rows_beyond = 3;  // Twins just out of sight, for a smooth scroll.

NodeId row_id(NodeId table, std::size_t index) {
  return (table * 31U + 7U) ^ (static_cast<NodeId>(index + 1) * 2654435761U);
}

/// One table being drawn.
class TableView {
 public:
  TableView(const TableSpec& spec, TableState& state)
      : spec_{spec}, state_{state}, kit_{Kit::current()}, id_{id_of(spec.name)} {
    row_height_ = spec.row_height > 0 ? spec.row_height : kit_.row_height_px();
    if (state.selected && *state.selected >= spec.row_count) state.selected.reset();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float rows = static_cast<float>(spec.row_count) * row_height_;
    float height = spec.height;
    if (height == 0) height = std::max(header_height + 3 * row_height_, available_height());
    if (height < 0) height = header_height + rows + 1;
    box_ = {at, {at.x + available_width(), at.y + height}};
    body_ = {{at.x, at.y + header_height}, box_.max};
    slots_ = lay_out(spec.columns, at.x, box_.width());
  }

  TableResult draw(const std::function<void(std::size_t, Cells&)>& draw_row) {
    Node node;
    node.id = id_;
    node.role = spec_.selectable ? Role::grid : Role::table;
    node.name = shown_part(spec_.name);
    node.row_count = static_cast<int>(spec_.row_count) + 1;
    node.column_count = static_cast<int>(spec_.columns.size());
    add_twin(std::move(node), box_);
    kit_.mirror().push_parent(id_);
    draw_header();
    act_on_keys();
    draw_body(draw_row);
    kit_.mirror().pop_parent();
    finish_block(box_);
    return result_;
  }

 private:
  NodeId body_id() const { return id_ ^ 0xB0D1U; }

  void draw_header() {
    const Box row{box_.min, {box_.max.x, box_.min.y + header_height}};
    Node node;
    node.id = row_id(id_, spec_.row_count + 1'000'000'000U);
    node.role = Role::row;
    node.row_index = 1;
    const NodeId header = node.id;
    add_twin(std::move(node), row);
    kit_.mirror().push_parent(header);
    for (std::size_t i = 0; i < spec_.columns.size(); ++i) {
      if (!slots_[i].hidden) draw_title(i, row);
    }
    kit_.mirror().pop_parent();
    fill({{row.min.x, row.max.y - 1}, row.max}, kit_.tokens().line);
  }

  void draw_title(std::size_t index, const Box& row) {
    const Column& column = spec_.columns[index];
    const Slot& slot = slots_[index];
    const Box cell{{slot.left, row.min.y}, {slot.right, row.max.y}};
    const bool sorted = state_.sort_column == index;
    TextStyle style = small_style(kit_.tokens().muted, Weight::medium);
    if (sorted || (column.sortable && hovered(cell))) style.color = kit_.tokens().text;
    const bool right = column.align == Align::right;
    const float room = cell.width() - (sorted ? 14 : 0);
    const std::string shown = elided(style, column.title, room);
    const float width = measure(style, shown).x;
    const float x = right ? slot.right - width : slot.left;
    paint_text(style, {x, row.min.y + (row.height() - line_height(style)) / 2}, shown);
    if (sorted) paint_arrow({right ? x - 9 : x + width + 9, cell.center().y}, style.color);
    add_title_twin(index, cell);
  }

  void paint_arrow(ImVec2 at, Color color) const {
    const float tip = state_.descending ? 3.0F : -3.0F;
    ImGui::GetWindowDrawList()->AddTriangleFilled({at.x - 3.5F, at.y - tip / 2},
                                                  {at.x + 3.5F, at.y - tip / 2}, {at.x, at.y + tip},
                                                  paint_of(color));
  }

  void add_title_twin(std::size_t index, const Box& cell) {
    const Column& column = spec_.columns[index];
    const bool sorted = state_.sort_column == index;
    Node node;
    node.id = row_id(id_ ^ 0x71713U, index);
    node.role = Role::columnheader;
    node.name = column.title.empty() ? "Actions" : column.title;
    node.column_index = static_cast<int>(index + 1);
    const NodeId id = node.id;
    if (column.sortable) {
      node.sort = Sort::unsorted;
      node.focusable = true;
    }
    if (sorted) node.sort = state_.descending ? Sort::descending : Sort::ascending;
    add_twin(std::move(node), cell);
    if (kit_.focus_ring(id)) paint_focus_ring(cell, 4);
    if (!column.sortable) return;
    if (!kit_.take_activate(id) && !kit_.take_key(id, "Enter") && !kit_.take_key(id, " ")) return;
    state_.descending = sorted && !state_.descending;
    state_.sort_column = index;
    result_.sort_changed = true;
  }

  /// Returns the row whose twin has the focus of this key event, if it is ours.
  std::optional<std::size_t> row_of_key() const {
    const Event* event = kit_.key_event();
    if (event == nullptr || !spec_.selectable) return std::nullopt;
    if (event->control && !spec_.markable) return std::nullopt;
    if (state_.selected && row_id(id_, *state_.selected) == event->id) return state_.selected;
    const auto [first, last] = seen_rows();
    for (std::size_t i = first; i < last; ++i) {
      if (row_id(id_, i) == event->id) return i;
    }
    return std::nullopt;
  }

  /// Space turns the mark of a row around, Ctrl+A marks all. Returns whether the key was one.
  bool mark_by_key(std::size_t row) {
    const Event& event = *kit_.key_event();
    if (event.control && (event.text == "a" || event.text == "A")) {
      for (std::size_t i = 0; i < spec_.row_count; ++i) state_.marked.insert(i);
    } else if (!event.control && event.text == " ") {
      if (state_.marked.erase(row) == 0) state_.marked.insert(row);
    } else {
      return false;
    }
    result_.marks_changed = true;
    kit_.consume();
    return true;
  }

  void act_on_keys() {
    const auto row = row_of_key();
    if (!row) return;
    if (spec_.markable && mark_by_key(*row)) return;
    if (kit_.key_event()->control) return;
    const std::string key = kit_.key_event()->text;
    const bool marks = spec_.markable && kit_.key_event()->shift;
    const auto page = static_cast<std::size_t>(std::max(1.0F, body_.height() / row_height_ - 1));
    const std::size_t last = spec_.row_count - 1;
    std::size_t next = *row;
    if (key == "ArrowDown")
      next = std::min(last, next + 1);
    else if (key == "ArrowUp")
      next = next == 0 ? 0 : next - 1;
    else if (key == "PageDown")
      next = std::min(last, next + page);
    else if (key == "PageUp")
      next = next > page ? next - page : 0;
    else if (key == "Home")
      next = 0;
    else if (key == "End")
      next = last;
    else if (key == "Enter")
      result_.opened = *row;
    else
      return;
    kit_.consume();
    if (marks && next != *row) {
      state_.marked.insert({*row, next});
      result_.marks_changed = true;
    }
    select(next);
    kit_.focus(row_id(id_, next));
    show(next);
  }

  void select(std::size_t row) {
    result_.selection_changed = result_.selection_changed || state_.selected != row;
    state_.selected = row;
  }

  void show(std::size_t row) {
    if (spec_.height < 0) return;
    const float top = static_cast<float>(row) * row_height_;
    const float offset = kit_.scroll_offset(body_id());
    if (top < offset) kit_.scroll_to(body_id(), top);
    const float below = top + row_height_ - body_.height();
    if (below > offset) kit_.scroll_to(body_id(), below);
  }

  std::pair<std::size_t, std::size_t> seen_rows() const {
    if (spec_.height < 0) return {0, spec_.row_count};
    const float offset = kit_.scroll_offset(body_id());
    const auto first = static_cast<std::size_t>(std::max(0.0F, offset / row_height_));
    const auto count = static_cast<std::size_t>(body_.height() / row_height_) + 2;
    const std::size_t from = first > rows_beyond ? first - rows_beyond : 0;
    return {std::min(from, spec_.row_count),
            std::min(first + count + rows_beyond, spec_.row_count)};
  }

  void draw_body(const std::function<void(std::size_t, Cells&)>& draw_row) {
    Node node;
    node.id = body_id();
    node.role = Role::rowgroup;
    const bool scrolls = spec_.height >= 0;
    // Rows that nobody selects take no focus; then what scrolls has to, for those without a
    // pointer.
    node.focusable = scrolls && !spec_.selectable;
    add_twin(std::move(node), body_);
    if (scrolls) {
      begin_area({body_id(), body_, 0, 0});
    } else {
      kit_.mirror().push_parent(body_id());
    }
    const float top = scrolls ? body_.min.y - ImGui::GetScrollY() : body_.min.y;
    const auto [first, last] = seen_rows();
    for (std::size_t i = first; i < last; ++i) {
      const float y = top + static_cast<float>(i) * row_height_;
      draw_one({{body_.min.x, y}, {body_.max.x, y + row_height_}}, i, draw_row);
    }
    const float rows = static_cast<float>(spec_.row_count) * row_height_;
    finish_block({{body_.min.x, top}, {body_.max.x, top + rows}});
    if (scrolls) {
      end_area(body_id());
    } else {
      kit_.mirror().pop_parent();
    }
  }

  void draw_one(const Box& row, std::size_t index,
                const std::function<void(std::size_t, Cells&)>& draw_row) {
    const NodeId id = row_id(id_, index);
    const bool selected = state_.selected == index;
    if (spec_.selectable && kit_.take_double_click(id)) result_.opened = index;
    if (spec_.selectable && kit_.take_activate(id)) {
      select(index);
      result_.pressed = index;
    }
    const Box ground{{row.min.x - 8, row.min.y}, {row.max.x + 8, row.max.y - 1}};
    if (spec_.selectable && selected) {
      paint_ground(ground, kit_.tokens().selected);
    } else if (spec_.selectable && hovered(row)) {
      paint_ground(ground, kit_.tokens().canvas);
    }
    if (kit_.focus_ring(id)) outline(ground, kit_.tokens().accent, 6, 2);
    fill({{row.min.x, row.max.y - 1}, row.max}, kit_.tokens().line);

    Node node;
    node.id = id;
    node.role = Role::row;
    node.row_index = static_cast<int>(index) + 2;
    if (spec_.selectable) {
      node.selected = selected;
      node.focusable = state_.selected ? selected : index == 0;
    }
    add_twin(std::move(node), row);
    kit_.mirror().push_parent(id);
    const IdScope scope{index};
    RowCells cells{spec_, slots_, row};
    draw_row(index, cells);
    kit_.mirror().pop_parent();
  }

  void paint_ground(const Box& ground, Color color) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    // The ground may stand out of the rows a little, into the card's padding.
    const ImVec2 clip_min = list->GetClipRectMin();
    const ImVec2 clip_max = list->GetClipRectMax();
    list->PushClipRect({clip_min.x - 8, clip_min.y}, {clip_max.x + 8, clip_max.y});
    fill(ground, color, 6);
    list->PopClipRect();
  }

  const TableSpec& spec_;
  TableState& state_;
  Kit& kit_;
  NodeId id_;
  float row_height_ = 0;
  Box box_;
  Box body_;
  std::vector<Slot> slots_;
  TableResult result_;
};

}  // namespace

TableResult table(const TableSpec& spec, TableState& state,
                  const std::function<void(std::size_t row, Cells& cells)>& draw_row) {
  return TableView{spec, state}.draw(draw_row);
}

}  // namespace satchel::web
