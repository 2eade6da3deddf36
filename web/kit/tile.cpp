// Draws tiles.
#include "web/kit/tile.h"

#include <imgui.h>

#include "web/kit/layout.h"
#include "web/kit/paint.h"

namespace satchel::web {
namespace {

constexpr float tile_height = 92;
constexpr float tile_padding = 14;

void paint_tile_label(const TileSpec& spec, const Box& box, float width) {
  const Kit& kit = Kit::current();
  const TextStyle style = small_style(kit.tokens().muted, Weight::medium);
  float left = box.min.x + tile_padding;
  const float top = box.min.y + 12;
  if (spec.tone) {
    const ImVec2 dot{left + 4, top + line_height(style) / 2};
    ImGui::GetWindowDrawList()->AddCircleFilled(dot, 4,
                                                paint_of(colors_of(kit.theme(), *spec.tone).ink));
    left += 14;
  }
  paint_text(style, {left, top},
             elided(style, shown_part(spec.label), width - (left - box.min.x - tile_padding)));
}

}  // namespace

bool tile(const TileSpec& spec) {
  Kit& kit = Kit::current();
  const Tokens& tokens = kit.tokens();
  const Box box = place(available_width(), tile_height);
  const float width = box.width() - 2 * tile_padding;
  fill(box, tokens.surface, card_radius_px);
  outline(box, hovered(box) ? tokens.accent : tokens.line, card_radius_px);
  paint_tile_label(spec, box, width);
  TextStyle figure{Weight::semi_bold, text_title_px, tokens.text};
  if (!spec.tone) figure.color = tokens.muted;
  paint_text(figure, {box.min.x + tile_padding, box.min.y + 31}, spec.figure);
  const TextStyle detail = small_style(tokens.muted);
  paint_text(detail, {box.min.x + tile_padding, box.min.y + 63},
             elided(detail, spec.detail, width));

  const NodeId id = id_of(spec.label);
  if (kit.focus_ring(id)) paint_focus_ring(box, card_radius_px);
  Node node;
  node.id = id;
  node.role = Role::link;
  node.name = std::string(shown_part(spec.label)) + ": " + std::string(spec.figure);
  if (!spec.detail.empty()) node.name += ", " + std::string(spec.detail);
  node.href = spec.href;
  add_twin(std::move(node), box);
  return kit.take_activate(id);
}

}  // namespace satchel::web
