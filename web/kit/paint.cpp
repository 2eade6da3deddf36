// Painting and placing on top of ImGui's draw list and layout.
#include "web/kit/paint.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace satchel::web {
namespace {

float font_box(float size_px) { return std::round(size_px * font_box_per_em * 4.0F) / 4.0F; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

const char* end_of(std::string_view text) { return text.data() + text.size(); }

float advance(const TextStyle& style, std::string_view text) {
  if (text.empty()) return 0;  // ImGui would take a null end for a terminated string.
  ImFont* font = Kit::current().font(style.weight);
  return font->CalcTextSizeA(font_box(style.size_px), FLT_MAX, 0, text.data(), end_of(text)).x;
}

float digit_width(const TextStyle& style) {
  float widest = 0;
  for (const std::string_view digit : {"0", "2", "4", "6", "8", "9"}) {
    widest = std::max(widest, advance(style, digit));
  }
  return widest;
}

}  // namespace

ImU32 paint_of(Color color, float alpha) {
  const auto byte = static_cast<unsigned>(std::clamp(alpha, 0.0F, 1.0F) * 255.0F);
  return IM_COL32(color.red, color.green, color.blue, byte);
}

float line_height(const TextStyle& style) { return std::ceil(font_box(style.size_px)); }

ImVec2 measure(const TextStyle& style, std::string_view text, float wrap_width) {
  if (text.data() == nullptr)
    text = "";  // An empty view need not point anywhere; ImGui's text must.
  ImFont* font = Kit::current().font(style.weight);
  const ImVec2 size =
      font->CalcTextSizeA(font_box(style.size_px), FLT_MAX, wrap_width, text.data(), end_of(text));
  return {std::ceil(size.x), std::ceil(size.y)};
}

void paint_text_above(const TextStyle& style, ImVec2 at, std::string_view text) {
  ImGui::GetForegroundDrawList()->AddText(Kit::current().font(style.weight),
                                          font_box(style.size_px), at, paint_of(style.color),
                                          text.data(), end_of(text));
  const ImVec2 size = measure(style, text);
  note_painted(text, {at, {at.x + size.x, at.y + size.y}});
}

void paint_text(const TextStyle& style, ImVec2 at, std::string_view text, float wrap_width) {
  if (text.empty()) return;
  ImGui::GetWindowDrawList()->AddText(Kit::current().font(style.weight), font_box(style.size_px),
                                      {std::round(at.x), std::round(at.y)}, paint_of(style.color),
                                      text.data(), end_of(text), wrap_width);
  if (Kit::current().painted == nullptr) return;
  const ImVec2 size = measure(style, text, wrap_width);
  note_painted(text, {at, {at.x + size.x, at.y + size.y}});
}

std::string elided(const TextStyle& style, std::string_view text, float width) {
  if (advance(style, text) <= width + 0.5F) return std::string{text};
  const float room = width - advance(style, "\xE2\x80\xA6");
  std::size_t length = text.size();
  while (length > 0) {
    --length;
    // Never cut inside a UTF-8 sequence.
    const bool continues = (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U;
    if (!continues && advance(style, text.substr(0, length)) <= room) break;
  }
  return std::string{text.substr(0, length)} + "\xE2\x80\xA6";
}

float number_width(const TextStyle& style, std::string_view text) {
  const float cell = digit_width(style);
  float width = 0;
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_digit(text[i])) continue;
    width += advance(style, text.substr(start, i - start)) + cell;
    start = i + 1;
  }
  return std::ceil(width + advance(style, text.substr(start)));
}

void paint_number(const TextStyle& style, float right, float top, std::string_view text) {
  ImFont* font = Kit::current().font(style.weight);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float size = font_box(style.size_px);
  const float cell = digit_width(style);
  const float y = std::round(top);
  float x = std::round(right - number_width(style, text));
  const auto paint_part = [&](std::string_view part, float width) {
    const float inset = (width - advance(style, part)) / 2;
    list->AddText(font, size, {x + inset, y}, paint_of(style.color), part.data(), end_of(part));
    x += width;
  };
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_digit(text[i])) continue;
    const std::string_view before = text.substr(start, i - start);
    if (!before.empty()) paint_part(before, advance(style, before));
    paint_part(text.substr(i, 1), cell);
    start = i + 1;
  }
  const std::string_view rest = text.substr(start);
  if (!rest.empty()) paint_part(rest, advance(style, rest));
  note_painted(text, {{right - number_width(style, text), y}, {right, y + line_height(style)}});
}

void note_painted(std::string_view text, const Box& box) {
  std::vector<Painted>* painted = Kit::current().painted;
  if (painted == nullptr) return;
  const ImRect clip = ImGui::GetCurrentWindow()->ClipRect;
  painted->push_back({std::string(text),
                      {box.min.x, box.min.y, box.width(), box.height()},
                      {clip.Min.x, clip.Min.y, clip.GetWidth(), clip.GetHeight()}});
}

void fill(const Box& box, Color color, float radius) {
  ImGui::GetWindowDrawList()->AddRectFilled(box.min, box.max, paint_of(color), radius);
}

void outline(const Box& box, Color color, float radius, float thickness) {
  // ImGui draws on the middle of the outer pixel, whatever the thickness.
  const float inset = (thickness - 1) / 2;
  ImGui::GetWindowDrawList()->AddRect({box.min.x + inset, box.min.y + inset},
                                      {box.max.x - inset, box.max.y - inset}, paint_of(color),
                                      std::max(0.0F, radius - inset), 0, thickness);
}

void paint_focus_ring(const Box& box, float radius) {
  const Box ring{{box.min.x - 3, box.min.y - 3}, {box.max.x + 3, box.max.y + 3}};
  outline(ring, Kit::current().tokens().accent, radius + 3, 2);
}

ImVec2 chip_size(std::string_view word) {
  const TextStyle style{Weight::medium, text_small_px, {}};
  return {measure(style, word).x + 32, 22};
}

void paint_chip(ImVec2 at, std::string_view word, Tone tone) {
  const ToneColors& colors = colors_of(Kit::current().theme(), tone);
  const ImVec2 size = chip_size(word);
  const Box box{at, {at.x + size.x, at.y + size.y}};
  fill(box, colors.ground, size.y / 2);
  if (!(colors.outline == colors.ground)) outline(box, colors.outline, size.y / 2);
  ImGui::GetWindowDrawList()->AddCircleFilled({at.x + 13, at.y + size.y / 2}, 3.5F,
                                              paint_of(colors.ink));
  const TextStyle style{Weight::medium, text_small_px, colors.ink};
  paint_text(style, {at.x + 22, at.y + (size.y - line_height(style)) / 2}, word);
}

Box place(float width, float height) {
  ImVec2 at = ImGui::GetCursorScreenPos();
  const auto& layout = ImGui::GetCurrentWindow()->DC;
  // What shares a line stands centred on it.
  if (layout.IsSameLine && layout.CurrLineSize.y > height) {
    at.y += std::floor((layout.CurrLineSize.y - height) / 2);
  }
  const Box box{at, {at.x + width, at.y + height}};
  ImGui::ItemSize({width, height});
  ImGui::ItemAdd({box.min, box.max}, 0);
  return box;
}

void put_cursor(float x, float y) { ImGui::SetCursorScreenPos({x, y}); }

void finish_block(const Box& box) {
  put_cursor(box.min.x, box.min.y);
  place(box.width(), box.height());
}

bool hovered(const Box& box) {
  return !Kit::current().blocked() && ImGui::IsMouseHoveringRect(box.min, box.max);
}

bool held(const Box& box) { return hovered(box) && ImGui::GetIO().MouseDown[0]; }

NodeId id_of(std::string_view label) {
  if (label.empty()) label = "##";
  return ImGui::GetCurrentWindow()->GetID(label.data(), end_of(label));
}

std::string_view shown_part(std::string_view label) { return label.substr(0, label.find("##")); }

Node& add_twin(Node node, const Box& box) {
  const ImRect clip = ImGui::GetCurrentWindow()->ClipRect;
  node.rect = {box.min.x, box.min.y, box.width(), box.height()};
  node.clip = {clip.Min.x, clip.Min.y, clip.GetWidth(), clip.GetHeight()};
  return Kit::current().mirror().add(std::move(node));
}

Node& add_words(std::string_view text, const Box& box) {
  Node node;
  node.role = Role::text;
  node.name = text;
  return add_twin(std::move(node), box);
}

void begin_area(const AreaSpec& spec) {
  Kit& kit = Kit::current();
  put_cursor(spec.box.min.x, spec.box.min.y);
  ImGui::SetNextWindowScroll({0, kit.scroll_offset(spec.id)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {spec.padding_x, spec.padding_y});
  ImGui::BeginChild(spec.id, {spec.box.width(), spec.box.height()},
                    ImGuiChildFlags_AlwaysUseWindowPadding,
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse |
                        ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav);
  ImGui::PopStyleVar();
  // Twins of what is scrolled out of sight must still be placed, or nobody could scroll to them.
  ImGui::GetCurrentWindow()->SkipItems = false;
  kit.right_edges().push_back(spec.box.max.x - spec.padding_x);
  kit.mirror().push_parent(spec.id);
  kit.open_areas().push_back(
      {spec.box.max.y - spec.padding_y, ImGui::GetCursorScreenPos().y, spec.padding_y});
}

void end_area(NodeId id) {
  Kit& kit = Kit::current();
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  const Area area = kit.open_areas().back();
  const float content = std::max(0.0F, window->DC.CursorMaxPos.y - area.content_top);
  const float height = content + 2 * area.padding_y;
  const float offset = window->Scroll.y;
  const float room = window->Size.y;
  kit.open_areas().pop_back();
  kit.mirror().pop_parent();
  kit.right_edges().pop_back();
  ImGui::EndChild();
  Node* node = kit.mirror().find_to_change(id);
  if (node == nullptr) return;
  node->scroll_height = height > room + 0.5F ? height : 0;
  node->scroll_offset = node->scroll_height > 0 ? offset : 0;
}

TextStyle body_style(Weight weight) { return {weight, text_body_px, Kit::current().tokens().text}; }

TextStyle muted_style() { return {Weight::regular, text_small_px, Kit::current().tokens().muted}; }

TextStyle small_style(Color color, Weight weight) { return {weight, text_small_px, color}; }

}  // namespace satchel::web
