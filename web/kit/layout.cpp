// Cards, columns, the list with its details, scrolling areas.
#include "web/kit/layout.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "web/kit/paint.h"
#include "web/kit/text.h"

namespace satchel::web {
namespace {

constexpr float pane_gap = 14;
constexpr float card_height_min = 200;

float card_padding() { return Kit::current().viewport().phone ? 14.0F : 20.0F; }

Node region_node(NodeId id, std::string_view name) {
  Node node;
  node.id = id;
  node.role = Role::region;
  node.name = shown_part(name);
  return node;
}

void paint_card(const Box& box, bool sunken) {
  const Tokens& tokens = Kit::current().tokens();
  fill(box, sunken ? tokens.sunken : tokens.surface, card_radius_px);
  outline(box, tokens.line, card_radius_px);
}

}  // namespace

float available_width() {
  return std::max(1.0F, Kit::current().right_edges().back() - ImGui::GetCursorScreenPos().x);
}

float available_height() {
  // As if nothing were scrolled, or a card that fills the room would grow with the scrolling.
  const float y = ImGui::GetCursorScreenPos().y + ImGui::GetScrollY();
  return std::max(1.0F, Kit::current().open_areas().back().bottom - y);
}

float control_height() {
  return target_size(Kit::current().row_height_px() < row_height_touch_px ? 30.0F : 36.0F);
}

float target_size(float wide) {
  constexpr float finger_px = 44;
  return Kit::current().viewport().wide ? wide : std::max(wide, finger_px);
}

Card::Card(const CardSpec& spec) : grows_{spec.height < 0} {
  Kit& kit = Kit::current();
  id_ = id_of(spec.name);
  const float padding = card_padding();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = spec.width > 0 ? std::min(spec.width, available_width()) : available_width();
  float height = spec.height;
  if (height == 0) height = std::max(card_height_min, available_height() - spec.keep_below);
  // A card that grows is painted at the height it had before; the layout settles by itself.
  if (grows_) height = std::max(2 * padding, kit.remembered(id_));
  const Box box{at, {at.x + width, at.y + height}};
  paint_card(box, spec.sunken);
  add_twin(region_node(id_, spec.name), box);
  if (!grows_) {
    begin_area({id_, box, padding, padding});
    return;
  }
  kit.mirror().push_parent(id_);
  kit.right_edges().push_back(box.max.x - padding);
  put_cursor(at.x + padding, at.y + padding);
  ImGui::BeginGroup();
}

Card::~Card() {
  if (!grows_) {
    end_area(id_);
    return;
  }
  Kit& kit = Kit::current();
  const float padding = card_padding();
  kit.mirror().pop_parent();
  kit.right_edges().pop_back();
  ImGui::EndGroup();
  const float height = ImGui::GetItemRectSize().y + 2 * padding;
  kit.remembered(id_) = height;
  Node* node = kit.mirror().find_to_change(id_);
  if (node == nullptr) return;
  node->rect.height = height;
  finish_block(
      {{node->rect.x, node->rect.y}, {node->rect.x + node->rect.width, node->rect.y + height}});
}

Columns::Columns(std::vector<float> shares, bool keep_on_phone, float gap)
    : shares_{std::move(shares)}, gap_{gap} {
  stacked_ = Kit::current().viewport().phone && !keep_on_phone;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  left_ = at.x;
  top_ = at.y;
  bottom_ = at.y;
  width_ = available_width();
  begin_part();
}

Columns::~Columns() {
  end_part();
  finish_block({{left_, top_}, {left_ + width_, bottom_}});
}

void Columns::next() {
  end_part();
  ++part_;
  begin_part();
}

void Columns::begin_part() {
  const float total = std::accumulate(shares_.begin(), shares_.end(), 0.0F);
  const float room = width_ - gap_ * static_cast<float>(shares_.size() - 1);
  float x = left_;
  float width = width_;
  if (!stacked_) {
    for (std::size_t i = 0; i < part_ && i < shares_.size(); ++i) {
      x += std::floor(room * shares_[i] / total) + gap_;
    }
    if (part_ < shares_.size()) width = std::floor(room * shares_[part_] / total);
    if (part_ + 1 == shares_.size()) width = left_ + width_ - x;
  }
  const float y = stacked_ && part_ > 0 ? bottom_ + gap_ : top_;
  put_cursor(x, y);
  ImGui::BeginGroup();
  Kit::current().right_edges().push_back(x + width);
}

void Columns::end_part() {
  Kit::current().right_edges().pop_back();
  ImGui::EndGroup();
  bottom_ = std::max(bottom_, ImGui::GetItemRectMax().y);
}

TwoPane::TwoPane(const TwoPaneSpec& spec) : spec_{spec} {
  both_ = Kit::current().viewport().wide;
  stacked_ = !both_ && spec.stack_below;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  left_ = at.x;
  top_ = at.y;
  width_ = available_width();
  if (!main()) return;
  const float side = both_ ? spec.side_width + pane_gap : 0;
  ImGui::BeginGroup();
  Kit::current().right_edges().push_back(left_ + width_ - side);
  open_ = true;
}

TwoPane::~TwoPane() { close(); }

bool TwoPane::main() const { return both_ || stacked_ || !spec_.side_wanted; }

bool TwoPane::side() {
  const bool main_shown = open_;
  close();
  if (!both_ && !stacked_ && !spec_.side_wanted) return false;
  if (both_ && main_shown) put_cursor(left_ + width_ - spec_.side_width, top_);
  if (stacked_) gap(1);
  ImGui::BeginGroup();
  Kit::current().right_edges().push_back(left_ + width_);
  open_ = true;
  return true;
}

void TwoPane::close() {
  if (!open_) return;
  Kit::current().right_edges().pop_back();
  ImGui::EndGroup();
  open_ = false;
}

ScrollArea::ScrollArea(std::string_view name, float keep_below) {
  id_ = id_of(name);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = std::max(80.0F, available_height() - keep_below);
  const Box box{at, {at.x + available_width(), at.y + height}};
  add_twin(region_node(id_, name), box);
  begin_area({id_, box, 0, 0});
}

ScrollArea::~ScrollArea() { end_area(id_); }

RightRow::RightRow(std::string_view name) : id_{id_of(name) ^ 0x7167U} {
  align_right(Kit::current().remembered(id_));
  ImGui::BeginGroup();
}

RightRow::~RightRow() {
  ImGui::EndGroup();
  Kit::current().remembered(id_) = ImGui::GetItemRectSize().x;
}

void align_right(float width) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  put_cursor(std::max(at.x, at.x + available_width() - width), at.y);
}

void align_bottom(float height) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  put_cursor(at.x, std::max(at.y, at.y + available_height() - height));
}

}  // namespace satchel::web
