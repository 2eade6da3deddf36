// Inside the kit: where a table's columns stand, and the cells of one row.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "web/kit/paint.h"
#include "web/kit/table.h"

namespace satchel::web {

/// Where a column stands; hidden ones have no width.
struct Slot {
  float left = 0;
  float right = 0;
  bool hidden = false;
};

/// Returns where each column stands when `left` and `width` are those of the table.
std::vector<Slot> lay_out(std::span<const Column> columns, float left, float width);

/// Paints the cells of one row and registers their twins.
class RowCells final : public Cells {
 public:
  RowCells(const TableSpec& spec, const std::vector<Slot>& slots, const Box& row);

  void text(std::string_view text) override;
  void strong(std::string_view text) override;
  void muted(std::string_view text) override;
  void two_lines(std::string_view main, std::string_view second,
                 std::optional<Tone> note_tone) override;
  void stack(const StackedCell& cell) override;
  void number(std::string_view text) override;
  void chip(std::string_view word, Tone tone) override;
  void widget(const std::function<void()>& draw) override;

 private:
  const Slot* next();
  float middle(const TextStyle& style) const;
  void one_line(std::string_view text, const TextStyle& style);
  NodeId cell_twin(const Slot& slot, std::string_view words);

  std::span<const Column> columns_;
  Role role_;
  const std::vector<Slot>& slots_;
  Box row_;
  std::size_t column_ = 0;
};

}  // namespace satchel::web
