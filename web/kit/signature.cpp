// Strokes: from the pointer into a path, and from a path onto the canvas.
#include "web/kit/signature.h"

#include <imgui.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <vector>

#include "shared/domain/limits.h"
#include "web/kit/layout.h"
#include "web/kit/paint.h"

namespace satchel::web {
namespace {

constexpr float pad_width = 400;
constexpr float pad_height = 120;
constexpr float pad_width_max_px = 480;
constexpr float step_least = 1.2F;      // Points closer than this say nothing more.
constexpr std::size_t point_room = 24;  // The most letters of one point.
constexpr float line_px = 2;

using Stroke = std::vector<ImVec2>;

/// Reads the next number, or stops at anything else.
bool read_number(std::string_view& text, float& number) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  std::size_t length = 0;
  int whole = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
  if (error != std::errc()) return false;
  length = static_cast<std::size_t>(end - text.data());
  number = static_cast<float>(whole);
  if (length + 1 < text.size() && text[length] == '.') {
    const char tenth = text[length + 1];
    if (tenth < '0' || tenth > '9') return false;
    number += static_cast<float>(tenth - '0') / 10;
    length += 2;
  }
  text.remove_prefix(length);
  return true;
}

std::vector<Stroke> strokes_of(std::string_view path) {
  std::vector<Stroke> strokes;
  while (!path.empty()) {
    const char letter = path.front();
    path.remove_prefix(1);
    if (letter == ' ') continue;
    ImVec2 point;
    const bool known = letter == 'M' || (letter == 'L' && !strokes.empty());
    if (!known || !read_number(path, point.x) || !read_number(path, point.y)) break;
    if (letter == 'M') strokes.emplace_back();
    strokes.back().push_back(point);
  }
  return strokes;
}

void paint_strokes(const Box& box, std::string_view path) {
  const float scale = box.width() / pad_width;
  const ImU32 ink = paint_of(Kit::current().tokens().text);
  ImDrawList* list = ImGui::GetWindowDrawList();
  for (Stroke stroke : strokes_of(path)) {
    for (ImVec2& point : stroke) {
      point = {box.min.x + point.x * scale, box.min.y + point.y * scale};
    }
    if (stroke.size() == 1) {
      list->AddCircleFilled(stroke.front(), line_px, ink);
    } else {
      list->AddPolyline(stroke.data(), static_cast<int>(stroke.size()), ink, 0, line_px);
    }
  }
}

void append_point(std::string& path, char letter, ImVec2 at) {
  char text[point_room];
  const int length = std::snprintf(text, sizeof text, "%s%c%.1f %.1f", path.empty() ? "" : " ",
                                   letter, static_cast<double>(at.x), static_cast<double>(at.y));
  path.append(text, static_cast<std::size_t>(std::max(0, length)));
}

/// What the pad remembers between frames, kept by the kit under ids of its own.
struct PadMemory {
  float& drawing;
  float& last_x;
  float& last_y;
};

/// Whether the pointer is over a part of the pad that can be seen.
bool is_seen(const Box& box, const PointerSample& sample) {
  const ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 least = list->GetClipRectMin();
  const ImVec2 most = list->GetClipRectMax();
  return sample.x >= std::max(box.min.x, least.x) && sample.x < std::min(box.max.x, most.x) &&
         sample.y >= std::max(box.min.y, least.y) && sample.y < std::min(box.max.y, most.y);
}

/// Adds one place of the pointer to the path; returns whether it changed.
bool follow(const Box& box, const PointerSample& sample, const PadMemory& memory,
            std::string& path) {
  if (!sample.down) {
    // A tap that came by mistake is no signature: without a line there is none.
    const bool tapped = memory.drawing != 0 && path.find('L') == std::string::npos;
    memory.drawing = 0;
    if (tapped) path.clear();
    return tapped;
  }
  if (sample.pressed) memory.drawing = is_seen(box, sample) ? 1.0F : 0.0F;
  if (memory.drawing == 0 || path.size() + point_room > signature_length_max) return false;
  const float scale = pad_width / box.width();
  const ImVec2 at{std::clamp((sample.x - box.min.x) * scale, 0.0F, pad_width),
                  std::clamp((sample.y - box.min.y) * scale, 0.0F, pad_height)};
  const float moved = std::hypot(at.x - memory.last_x, at.y - memory.last_y);
  if (!sample.pressed && moved < step_least) return false;
  append_point(path, sample.pressed ? 'M' : 'L', at);
  memory.last_x = at.x;
  memory.last_y = at.y;
  return true;
}

Box place_pad(float width) {
  const float shown = std::min(width, available_width());
  return place(shown, std::floor(shown * pad_height / pad_width));
}

}  // namespace

bool signature_pad(std::string_view label, std::string& path) {
  Kit& kit = Kit::current();
  const Tokens& tokens = kit.tokens();
  const NodeId id = id_of(label);
  const Box box = place_pad(pad_width_max_px);
  fill(box, tokens.sunken, field_radius_px);
  outline(box, hovered(box) ? tokens.muted : tokens.line, field_radius_px);
  const float base = box.min.y + box.height() * 0.76F;
  fill({{box.min.x + 16, base}, {box.max.x - 16, base + 1}}, tokens.line);
  const PadMemory memory{kit.remembered(id), kit.remembered(id ^ 0x51C1U),
                         kit.remembered(id ^ 0x51C2U)};
  bool changed = false;
  if (!kit.blocked()) {
    for (const PointerSample& sample : kit.pointer_samples()) {
      changed = follow(box, sample, memory, path) || changed;
    }
  }
  paint_strokes(box, path);
  Node node;
  node.id = id;
  node.role = Role::image;
  node.name = std::string{shown_part(label)} + (path.empty() ? ", empty" : ", drawn");
  node.drawable = true;
  add_twin(std::move(node), box);
  return changed;
}

void signature_image(std::string_view name, std::string_view path, float width) {
  const Box box = place_pad(width);
  paint_strokes(box, path);
  Node node;
  node.id = id_of(name);
  node.role = Role::image;
  node.name = shown_part(name);
  add_twin(std::move(node), box);
}

}  // namespace satchel::web
