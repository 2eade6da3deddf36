// Page header and steps of a wizard.
#include <imgui.h>

#include <algorithm>

#include "web/kit/button.h"
#include "web/kit/field.h"
#include "web/kit/layout.h"
#include "web/kit/paint.h"
#include "web/kit/shell.h"
#include "web/kit/text.h"

namespace satchel::web {
namespace {

/// Where the parts of a page header stand.
struct HeaderPlaces {
  ImVec2 at{};
  float right = 0;
  float action_width = 0;
  float search_width = 0;
  bool phone = false;
};

HeaderPlaces measure_header(const PageHeaderSpec& spec) {
  HeaderPlaces places;
  places.at = ImGui::GetCursorScreenPos();
  places.right = places.at.x + available_width();
  places.phone = Kit::current().viewport().phone;
  if (!spec.action.empty()) {
    const float key = spec.action_key.empty() ? 0 : measure(muted_style(), spec.action_key).x + 10;
    places.action_width = measure(body_style(Weight::medium), shown_part(spec.action)).x + key + 40;
  }
  if (spec.search != nullptr) {
    const float gap = places.action_width > 0 ? 10.0F : 0.0F;
    const float width = available_width();
    places.search_width =
        places.phone ? width - places.action_width - gap : std::clamp(width * 0.3F, 200.0F, 300.0F);
  }
  return places;
}

/// Draws back arrow, title and subtitle; returns their lower edge.
float draw_titles(const PageHeaderSpec& spec, const HeaderPlaces& places,
                  PageHeaderResult& result) {
  Kit& kit = Kit::current();
  float left = places.at.x;
  if (spec.back) {
    put_cursor(left - 8, places.at.y - 4 - (target_size(36) - 36) / 2);
    result.back = icon_button(Icon::back, "Back");
    result.back = kit.shortcut("Escape", "Back") || result.back;
    left += 34;
  }
  const float controls = places.phone ? 0 : places.action_width + places.search_width + 24;
  put_cursor(left, places.at.y);
  kit.right_edges().push_back(std::max(left + 80, places.right - controls));
  ImGui::BeginGroup();
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {8, 2});
  heading(spec.title, 1);
  if (!spec.subtitle.empty()) muted(spec.subtitle);
  ImGui::PopStyleVar();
  ImGui::EndGroup();
  kit.right_edges().pop_back();
  return ImGui::GetItemRectMax().y;
}

}  // namespace

PageHeaderResult page_header(const PageHeaderSpec& spec) {
  PageHeaderResult result;
  const HeaderPlaces places = measure_header(spec);
  float bottom = draw_titles(spec, places, result);
  const bool has_controls = spec.search != nullptr || !spec.action.empty();
  const float top = places.phone ? bottom + 8 : places.at.y;
  if (spec.search != nullptr) {
    const float gap = places.action_width > 0 ? 10.0F : 0.0F;
    put_cursor(places.right - places.action_width - gap - places.search_width, top);
    const FieldResult typed =
        search_field({.label = spec.search_label, .width = places.search_width}, *spec.search);
    result.search_changed = typed.changed;
    result.search_submitted = typed.submitted;
  }
  if (!spec.action.empty()) {
    put_cursor(places.right - places.action_width, top);
    result.action = button({.label = spec.action,
                            .kind = ButtonKind::primary,
                            .key = spec.action_key,
                            .width = places.action_width});
  }
  if (has_controls) bottom = std::max(bottom, top + control_height());
  finish_block({places.at, {places.right, bottom}});
  gap(3);
  return result;
}

namespace {

/// One step of a wizard and where it stands.
struct StepSpec {
  std::string_view name{};
  std::size_t index = 0;
  std::size_t count = 0;
  bool here = false;
  bool done = false;
  bool named = true;
  Box box{};
};

void paint_step(const StepSpec& step) {
  const Tokens& tokens = Kit::current().tokens();
  TextStyle style = body_style(step.here ? Weight::semi_bold : Weight::medium);
  if (!step.here) style.color = tokens.muted;
  const bool reached = step.here || step.done;
  const ImVec2 center{step.box.min.x + 13, step.box.center().y};
  ImGui::GetWindowDrawList()->AddCircleFilled(center, 13,
                                              paint_of(reached ? tokens.accent : tokens.line));
  const Color ink = reached ? tokens.on_accent : tokens.text;
  const TextStyle figure = small_style(ink, Weight::semi_bold);
  const std::string number = std::to_string(step.index + 1);
  const float inset = measure(figure, number).x / 2;
  paint_text(figure, {center.x - inset, center.y - line_height(figure) / 2}, number);
  if (!step.named) return;  // On a phone only the current step has its name.
  paint_text(style, {step.box.min.x + 34, center.y - line_height(style) / 2}, step.name);
}

/// Registers the step; returns whether it was pressed. Only steps done can be.
bool add_step(const StepSpec& step) {
  Kit& kit = Kit::current();
  const std::string name = std::to_string(step.index + 1) + " " + std::string{step.name};
  Node item;
  item.id = id_of(step.name) ^ 0x57E9U;
  item.role = Role::listitem;
  item.current = step.here ? Current::step : Current::no;
  item.position = static_cast<int>(step.index + 1);
  item.set_size = static_cast<int>(step.count);
  if (!step.done) item.name = name;
  const NodeId item_id = item.id;
  add_twin(std::move(item), step.box);
  if (!step.done) return false;
  kit.mirror().push_parent(item_id);
  Node back;
  back.id = id_of(step.name);
  back.role = Role::button;
  back.name = name;
  const NodeId id = back.id;
  add_twin(std::move(back), step.box);
  kit.mirror().pop_parent();
  if (kit.focus_ring(id)) paint_focus_ring(step.box, 8);
  return kit.take_activate(id);
}

}  // namespace

std::optional<std::size_t> steps(std::span<const std::string> names, std::size_t current) {
  Kit& kit = Kit::current();
  const Box box = place(available_width(), target_size(32));
  Node list;
  list.id = id_of("Steps");
  list.role = Role::list;
  list.name = "Steps";
  const NodeId list_id = list.id;
  add_twin(std::move(list), box);
  kit.mirror().push_parent(list_id);
  const IdScope scope{"steps"};
  std::optional<std::size_t> pressed{};
  float x = box.min.x;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Weight weight = i == current ? Weight::semi_bold : Weight::medium;
    const bool named = i == current || !kit.viewport().phone;
    const float width =
        std::max(target_size(0), named ? 34 + measure(body_style(weight), names[i]).x : 26.0F);
    const StepSpec step{names[i],
                        i,
                        names.size(),
                        i == current,
                        i < current,
                        named,
                        {{x, box.min.y}, {x + width, box.max.y}}};
    paint_step(step);
    if (add_step(step)) pressed = i;
    x += width + 28;
  }
  kit.mirror().pop_parent();
  gap(3);
  return pressed;
}

}  // namespace satchel::web
