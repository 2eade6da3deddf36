// The headless screen: finding nodes by role and name, and acting on them as the page would.
#include "tests/web/ui.h"

#include <doctest/doctest.h>
#include <imgui.h>

#include <algorithm>

#include "tests/web/mirror_check.h"

namespace satchel::web {
namespace {

bool is_entry(const Node& node) {
  return node.role == Role::textbox || node.role == Role::searchbox ||
         node.role == Role::combobox || node.role == Role::select || node.role == Role::checkbox;
}

bool is_pressable(const Node& node) {
  return node.role == Role::button || node.role == Role::link || node.role == Role::tab ||
         node.role == Role::radio || node.role == Role::option ||
         (node.role == Role::columnheader && node.focusable);
}

}  // namespace

Ui::Ui(float width, float height) : start_{width, height, 1.0F, 0} { kit_.painted = &painted_; }

void Ui::check_mirror() const {
  CHECK_MESSAGE(kit_.mirror().duplicate_ids() == 0, "two widgets share a label; use ##id");
  for (const std::string& line : mirror_mismatches(kit_.mirror(), painted_)) {
    FAIL_CHECK("what is painted and what is heard differ, " << line);
  }
}

void Ui::frame(const Draw& draw) {
  kit_.settle(start_, draw);
  // As a renderer would: the atlas's pages count as uploaded.
  if (ImGui::GetDrawData()->Textures != nullptr) {
    for (ImTextureData* texture : *ImGui::GetDrawData()->Textures) {
      if (texture->Status == ImTextureStatus_WantDestroy) {
        texture->SetStatus(ImTextureStatus_Destroyed);
      } else if (texture->Status != ImTextureStatus_Destroyed) {
        texture->SetStatus(ImTextureStatus_OK);
      }
    }
  }
  if (const auto focus = kit_.take_wanted_focus()) {
    kit_.push({.kind = EventKind::focus, .id = *focus, .flag = true});
    kit_.settle(start_, draw);
  }
  if (const auto scroll = kit_.take_wanted_scroll()) {
    kit_.push({.kind = EventKind::scroll, .id = scroll->first, .y = scroll->second});
    kit_.settle(start_, draw);
  }
  check_mirror();
}

void Ui::send(Event event, const Draw& draw) {
  kit_.push(std::move(event));
  frame(draw);
}

const Node& Ui::pressable(std::string_view name) const {
  const Node* found = nullptr;
  for (const Node& node : kit_.mirror().nodes()) {
    const bool row = node.role == Role::row && node.selected.has_value();
    const bool named = row ? text_of(node).find(name) != std::string::npos : node.name == name;
    if (!named || (!is_pressable(node) && !row)) continue;
    if (found != nullptr) FAIL("more than one can be pressed: " << name);
    found = &node;
  }
  if (found == nullptr) FAIL("nothing to press is called " << name << "; there is:\n" << text());
  if (found->disabled) FAIL(name << " is off: " << found->description);
  return *found;
}

void Ui::press(std::string_view name, const Draw& draw) {
  frame(draw);
  send({.kind = EventKind::activate, .id = pressable(name).id}, draw);
}

void Ui::type(std::string_view label, std::string_view text, const Draw& draw) {
  focus(label, draw);
  const Node* node = field(label);
  if (node == nullptr) FAIL("no field is called " << label);
  if (node->disabled) FAIL(label << " is off");
  send({.kind = EventKind::set_value, .id = node->id, .text = std::string{text}}, draw);
}

void Ui::choose(std::string_view label, std::string_view option, const Draw& draw) {
  frame(draw);
  const Node* node = find(Role::select, label);
  if (node == nullptr) FAIL("no select is called " << label);
  const auto found = std::find(node->options.begin(), node->options.end(), option);
  if (found == node->options.end()) FAIL(label << " has no option " << option);
  send({.kind = EventKind::set_value,
        .id = node->id,
        .text = std::to_string(found - node->options.begin())},
       draw);
}

void Ui::check(std::string_view label, bool on, const Draw& draw) {
  frame(draw);
  const Node* node = find(Role::checkbox, label);
  if (node == nullptr) FAIL("no checkbox is called " << label);
  send({.kind = EventKind::set_value, .id = node->id, .text = on ? "1" : "0"}, draw);
}

void Ui::focus(std::string_view name, const Draw& draw) {
  frame(draw);
  const Node* node = field(name);
  const NodeId id = node != nullptr ? node->id : pressable(name).id;
  if (kit_.focused_id() == id) return;
  if (kit_.focused_id() != 0) send({.kind = EventKind::blur, .id = kit_.focused_id()}, draw);
  send({.kind = EventKind::focus, .id = id, .flag = true}, draw);
}

void Ui::key(std::string_view keys, const Draw& draw) {
  Event event;
  event.kind = EventKind::key;
  event.control = keys.substr(0, 5) == "Ctrl+";
  event.shift = keys.substr(0, 6) == "Shift+";
  event.text = keys.substr(event.control ? 5 : event.shift ? 6 : 0);
  event.id = kit_.focused_id();
  const Node* node = kit_.mirror().find(event.id);
  event.in_text = node != nullptr && is_entry(*node) && node->role != Role::checkbox;
  send(std::move(event), draw);
}

const Node* Ui::find(Role role, std::string_view name) const {
  for (const Node& node : kit_.mirror().nodes()) {
    if (node.role == role && node.name == name) return &node;
  }
  return nullptr;
}

const Node* Ui::find_containing(Role role, std::string_view part) const {
  for (const Node& node : kit_.mirror().nodes()) {
    if (node.role != role) continue;
    const std::string words = role == Role::row ? text_of(node) : node.name;
    if (words.find(part) != std::string::npos) return &node;
  }
  return nullptr;
}

std::vector<const Node*> Ui::all(Role role) const {
  std::vector<const Node*> found;
  for (const Node& node : kit_.mirror().nodes()) {
    if (node.role == role) found.push_back(&node);
  }
  return found;
}

const Node* Ui::field(std::string_view label) const {
  for (const Node& node : kit_.mirror().nodes()) {
    if (is_entry(node) && node.name == label) return &node;
  }
  return nullptr;
}

std::string Ui::text() const {
  std::string words;
  for (const Node& node : kit_.mirror().nodes()) {
    if (node.name.empty() && node.value.empty()) continue;
    words += node.name;
    if (is_entry(node) && !node.value.empty()) words += ": " + node.value;
    words += '\n';
  }
  return words;
}

bool Ui::shows(std::string_view part) const { return text().find(part) != std::string::npos; }

std::string Ui::text_of(const Node& node) const {
  std::string words = node.name;
  for (const Node& child : kit_.mirror().nodes()) {
    NodeId parent = child.parent;
    while (parent != 0 && parent != node.id) {
      const Node* above = kit_.mirror().find(parent);
      parent = above == nullptr ? 0 : above->parent;
    }
    if (parent != node.id || child.name.empty()) continue;
    if (!words.empty()) words += ' ';
    words += child.name;
  }
  return words;
}

}  // namespace satchel::web
