// Inside the kit: measuring and painting text and shapes, placing items, registering twins.
#pragma once

#include <imgui.h>

#include <string>
#include <string_view>

#include "web/kit/kit.h"

namespace satchel::web {

struct TextStyle {
  Weight weight = Weight::regular;
  float size_px = text_body_px;  // Of the em square.
  Color color{};
};

ImU32 paint_of(Color color, float alpha = 1.0F);

/// Returns the height of a line in this style.
float line_height(const TextStyle& style);

/// Returns the size of the text; `wrap_width` 0 does not wrap.
ImVec2 measure(const TextStyle& style, std::string_view text, float wrap_width = 0);

/// Paints the text with its upper left corner at `at`; `wrap_width` 0 does not wrap.
void paint_text(const TextStyle& style, ImVec2 at, std::string_view text, float wrap_width = 0);
/// Paints one line above everything else, as toasts are.
void paint_text_above(const TextStyle& style, ImVec2 at, std::string_view text);

/// Returns the text, cut with an ellipsis where it is wider than `width`.
std::string elided(const TextStyle& style, std::string_view text, float width);

/// Returns the width of the text with every digit as wide as the widest.
float number_width(const TextStyle& style, std::string_view text);

/// Paints the text in tabular figures, ending at `right`.
void paint_number(const TextStyle& style, float right, float top, std::string_view text);

/// A rectangle of the canvas in pixels.
struct Box {
  ImVec2 min{};
  ImVec2 max{};

  float width() const { return max.x - min.x; }
  float height() const { return max.y - min.y; }
  ImVec2 center() const { return {(min.x + max.x) / 2, (min.y + max.y) / 2}; }
};

/// Notes what was painted where, if anybody wants to know.
void note_painted(std::string_view text, const Box& box);

void fill(const Box& box, Color color, float radius = 0);
void outline(const Box& box, Color color, float radius = 0, float thickness = 1);
void paint_focus_ring(const Box& box, float radius);
void paint_chip(ImVec2 at, std::string_view word, Tone tone);
ImVec2 chip_size(std::string_view word);

/// Takes the next `width` × `height` pixels of the layout.
Box place(float width, float height);

/// Puts the layout's cursor somewhere, and closes a block placed by hand so that layout goes on
/// below it.
void put_cursor(float x, float y);
void finish_block(const Box& box);

/// Returns whether the pointer is over the box and may act there.
bool hovered(const Box& box);

/// Returns whether a pointer button is held down over the box.
bool held(const Box& box);

/// Returns the id of a label in the current id scope.
NodeId id_of(std::string_view label);

/// Returns what is shown of a label: the part before "##".
std::string_view shown_part(std::string_view label);

/// Adds the twin of an item; fills in its rectangle and clip.
Node& add_twin(Node node, const Box& box);

/// Adds words as a twin under the open parent.
Node& add_words(std::string_view text, const Box& box);

/// Opens and closes a scrolling part of the window whose twin, `id`, was added before.
struct AreaSpec {
  NodeId id = 0;
  Box box{};
  float padding_x = 0;
  float padding_y = 0;
};
void begin_area(const AreaSpec& spec);
void end_area(NodeId id);

/// Returns the styles used all over.
TextStyle body_style(Weight weight = Weight::regular);
TextStyle muted_style();
TextStyle small_style(Color color, Weight weight = Weight::regular);

}  // namespace satchel::web
