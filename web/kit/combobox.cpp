// The type-ahead field and its list.
#include "web/kit/combobox.h"

#include <imgui.h>

#include <algorithm>

#include "web/kit/field_paint.h"
#include "web/kit/layout.h"

namespace satchel::web {
namespace {

constexpr std::size_t options_shown_max = 8;
constexpr float option_height_px = 36;

/// What a combobox remembers between frames, kept by the kit under ids of its own.
struct ComboMemory {
  float& active;  // The option the arrows stand on.
  float& closed;  // Not 0: closed by Escape or a pick until the text changes.
};

void claim_list_keys(Kit& kit, NodeId id) {
  for (const char* key : {"Enter", "Escape", "ArrowDown", "ArrowUp"}) kit.claim_key(id, key);
}

/// Moves, picks or closes by key.
std::optional<std::size_t> act_on_keys(NodeId id, std::size_t count, ComboMemory memory) {
  Kit& kit = Kit::current();
  const auto active = static_cast<std::size_t>(memory.active);
  if (kit.take_key(id, "Escape")) memory.closed = 1;
  if (count == 0) return std::nullopt;
  if (kit.take_key(id, "ArrowDown")) memory.active = static_cast<float>((active + 1) % count);
  if (kit.take_key(id, "ArrowUp")) memory.active = static_cast<float>((active + count - 1) % count);
  if (kit.take_key(id, "Enter")) return active;
  return std::nullopt;
}

void paint_option(const Box& box, const ComboOption& option, bool active) {
  const Tokens& tokens = Kit::current().tokens();
  if (active) {
    fill(box, tokens.selected, 6);
  } else if (hovered(box)) {
    ImGui::GetWindowDrawList()->AddRectFilled(box.min, box.max, paint_of(tokens.text, 0.05F), 6);
  }
  const TextStyle label = body_style(Weight::medium);
  const TextStyle small = muted_style();
  const TextStyle price{Weight::regular, text_body_px, tokens.muted};
  const float trailing = option.trailing.empty() ? 0 : number_width(price, option.trailing) + 16;
  const float room = box.width() - 24 - trailing;
  const float middle = box.center().y;
  const std::string shown = elided(label, option.label, room);
  const float label_width = measure(label, shown).x;
  paint_text(label, {box.min.x + 12, middle - line_height(label) / 2}, shown);
  if (room - label_width > 40 && !option.detail.empty()) {
    paint_text(small, {box.min.x + 12 + label_width + 16, middle - line_height(small) / 2 + 0.5F},
               elided(small, option.detail, room - label_width - 16));
  }
  if (trailing > 0) {
    paint_number(price, box.max.x - 12, middle - line_height(price) / 2, option.trailing);
  }
}

struct ListSpec {
  NodeId id = 0;
  std::string_view name{};
  std::span<const ComboOption> options{};
  std::string_view empty_text{};
  std::size_t active = 0;
};

NodeId option_id(NodeId list, std::size_t index) {
  return (list ^ 0x5A17U) + static_cast<NodeId>(index) * 2654435761U;
}

std::optional<std::size_t> draw_list(const ListSpec& spec) {
  Kit& kit = Kit::current();
  const float option_height = target_size(option_height_px);
  const std::size_t shown = std::min(spec.options.size(), options_shown_max);
  const std::size_t first = spec.active < shown ? 0 : spec.active - shown + 1;
  const float rows = static_cast<float>(std::max<std::size_t>(shown, 1));
  const Box box = place(available_width(), rows * option_height + 12);
  fill(box, kit.tokens().sunken, field_radius_px);
  outline(box, kit.tokens().line, field_radius_px);
  Node list;
  list.id = spec.id;
  list.role = Role::listbox;
  list.name = spec.name;
  add_twin(std::move(list), box);
  kit.mirror().push_parent(spec.id);
  std::optional<std::size_t> picked{};
  for (std::size_t i = first; i < first + shown; ++i) {
    const float top = box.min.y + 6 + static_cast<float>(i - first) * option_height;
    const Box row{{box.min.x + 6, top}, {box.max.x - 6, top + option_height}};
    paint_option(row, spec.options[i], i == spec.active);
    Node node;
    node.id = option_id(spec.id, i);
    node.role = Role::option;
    node.name = spec.options[i].label;
    for (const std::string* more : {&spec.options[i].detail, &spec.options[i].trailing}) {
      if (!more->empty()) node.name += ", " + *more;
    }
    node.selected = i == spec.active;
    node.position = static_cast<int>(i + 1);
    node.set_size = static_cast<int>(spec.options.size());
    const NodeId id = node.id;
    add_twin(std::move(node), row);
    if (kit.take_activate(id)) picked = i;
  }
  if (shown == 0) {
    const TextStyle style = muted_style();
    paint_text(style, {box.min.x + 18, box.min.y + 6 + (option_height - line_height(style)) / 2},
               spec.empty_text);
    add_words(spec.empty_text, box).role = Role::status;
  }
  kit.mirror().pop_parent();
  return picked;
}

}  // namespace

ComboResult combobox(const FieldSpec& spec, std::span<const ComboOption> options,
                     std::string& typed, std::string_view empty_text) {
  Kit& kit = Kit::current();
  const NodeId id = id_of(spec.label);
  const NodeId list_id = id ^ 0x11571U;
  const ComboMemory memory{kit.remembered(id), kit.remembered(list_id)};
  ComboResult result;
  if (auto text = kit.take_value(id)) {
    limit_text(*text);
    result.text_changed = *text != typed;
    typed = std::move(*text);
    memory.active = 0;
    memory.closed = 0;
  }
  if (kit.take_focus_label(spec.label)) {
    kit.focus(id);
    memory.closed = 0;
  }
  if (memory.closed != 0 && kit.focused(id) && kit.take_key(id, "ArrowDown")) memory.closed = 0;
  if (memory.active >= static_cast<float>(options.size())) memory.active = 0;

  // While the text has just changed the options still answer the old one: nothing can be picked.
  const auto is_open = [&] {
    return memory.closed == 0 && !result.text_changed && (kit.focused(id) || !typed.empty()) &&
           (!typed.empty() || !options.empty());
  };
  if (is_open() && kit.focused(id)) result.picked = act_on_keys(id, options.size(), memory);
  const bool open = is_open();
  if (open && kit.focused(id)) claim_list_keys(kit, id);

  const Box box = begin_field(spec, id, {});
  if (!kit.focused(id)) paint_field_text(box, spec, {}, typed);
  Node node = field_node(spec, id, Role::combobox);
  node.value = typed;
  node.expanded = open;
  const auto active = static_cast<std::size_t>(memory.active);
  if (open) node.controls = list_id;
  if (open && !options.empty()) node.active_descendant = option_id(list_id, active);
  add_twin(std::move(node), box);
  finish_field(spec);
  if (open) {
    const auto pressed = draw_list({list_id, shown_part(spec.label), options, empty_text, active});
    if (pressed) result.picked = pressed;
  }
  if (result.picked) {
    memory.closed = 1;
    memory.active = 0;
  }
  return result;
}

}  // namespace satchel::web
