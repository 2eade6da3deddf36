// Tables: sortable columns, rows drawn only where seen, selection by pointer and keyboard.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string_view>

#include "web/kit/theme.h"

namespace satchel::web {

enum class Align { left, right };

struct Column {
  std::string_view title{};
  float width = 0;  // Pixels; 0: a share of what is left.
  Align align = Align::left;
  bool sortable = false;
  bool hide_on_phone = false;
  float hide_below = 0;  // Pixels: hidden where the table is narrower.
};

/// What the person chose in a table; belongs to the screen's draft.
struct TableState {
  std::optional<std::size_t> sort_column{};
  bool descending = false;
  std::optional<std::size_t> selected{};  // Row index in the order shown.
  std::set<std::size_t> marked{};         // Rows to act on together.
};

struct TableSpec {
  std::string_view name{};  // Accessible name, such as "Orders".
  std::span<const Column> columns{};
  std::size_t row_count = 0;
  bool markable = false;   // Space, Shift and arrows, and Ctrl+A mark rows.
  bool selectable = true;  // Rows can be selected and opened; else the table is only read.
  float height = 0;        // 0: the rest of the card, scrolling; below 0: as high as its rows.
  float row_height = 0;    // 0: 46 or 34 by density.
};

struct TableResult {
  bool sort_changed = false;
  bool selection_changed = false;
  bool marks_changed = false;            // By the keyboard; boxes in the cells are the caller's.
  std::optional<std::size_t> pressed{};  // A click or tap on a row, which also selects it.
  std::optional<std::size_t> opened{};   // Enter or double click on a row.
};

/// What a phone shows below each other in one cell.
struct StackedCell {
  std::string_view main{};
  std::string_view second{};
  std::optional<Tone> note_tone{};  // Of the second line; none: secondary text.
  std::string_view chip{};
  Tone tone = Tone::grey;
};

/// Fills the cells of one row from left to right; one call a column, in the order of the columns.
class Cells {
 public:
  virtual ~Cells() = default;
  virtual void text(std::string_view text) = 0;
  virtual void strong(std::string_view text) = 0;
  virtual void muted(std::string_view text) = 0;
  /// Two lines: the main one and a secondary one, which is in `note_tone` if given.
  virtual void two_lines(std::string_view main, std::string_view second,
                         std::optional<Tone> note_tone = std::nullopt) = 0;
  /// Two lines and a chip below them, for the high rows of a phone.
  virtual void stack(const StackedCell& cell) = 0;
  /// An amount or a count in tabular figures, aligned as its column.
  virtual void number(std::string_view text) = 0;
  virtual void chip(std::string_view word, Tone tone) = 0;
  /// Any widgets, drawn vertically centred in the cell's width (pass `hide_label` to fields).
  virtual void widget(const std::function<void()>& draw) = 0;
};

/// Draws the table; calls `draw_row` for the rows that can be seen. Up, Down, PageUp, PageDown,
/// Home and End move the selection, Enter opens; see `markable` for marks. The caller sorts its
/// rows when `sort_changed`.
TableResult table(const TableSpec& spec, TableState& state,
                  const std::function<void(std::size_t row, Cells& cells)>& draw_row);

}  // namespace satchel::web
