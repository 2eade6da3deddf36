// The mirror's bookkeeping: collecting a frame's nodes and comparing them with those last sent.
#include "web/kit/mirror.h"

#include <algorithm>

namespace satchel::web {

namespace {

Rect common_part(const Rect& one, const Rect& other) {
  const float left = std::max(one.x, other.x);
  const float top = std::max(one.y, other.y);
  const float right = std::min(one.x + one.width, other.x + other.width);
  const float bottom = std::min(one.y + one.height, other.y + other.height);
  return {left, top, std::max(0.0F, right - left), std::max(0.0F, bottom - top)};
}

}  // namespace

Rect Node::visible() const { return common_part(rect, clip); }

Rect Painted::visible() const { return common_part(rect, clip); }

void Mirror::begin_frame() {
  nodes_.clear();
  index_.clear();
  parents_.clear();
  text_counts_.clear();
  modal_ = 0;
  duplicate_ids_ = 0;
}

Node& Mirror::add(Node node) {
  if (node.id == 0) node.id = next_text_id();
  if (index_.contains(node.id)) {
    ++duplicate_ids_;
    while (index_.contains(node.id)) ++node.id;
  }
  node.parent = parent();
  if (node.modal) modal_ = node.id;
  index_.emplace(node.id, nodes_.size());
  nodes_.push_back(std::move(node));
  return nodes_.back();
}

NodeId Mirror::next_text_id() {
  // FNV-1a over parent and running number: stable while the words before it stay.
  const std::uint32_t number = ++text_counts_[parent()];
  std::uint32_t hash = 2166136261U;
  for (const std::uint32_t part : {parent(), number, 0x7E87U}) {
    for (unsigned shift = 0; shift < 32; shift += 8) {
      hash = (hash ^ ((part >> shift) & 0xFFU)) * 16777619U;
    }
  }
  return hash == 0 ? 1 : hash;
}

void Mirror::push_parent(NodeId parent) { parents_.push_back(parent); }

void Mirror::pop_parent() { parents_.pop_back(); }

NodeId Mirror::parent() const { return parents_.empty() ? 0 : parents_.back(); }

const Node* Mirror::find(NodeId id) const {
  const auto found = index_.find(id);
  return found == index_.end() ? nullptr : &nodes_[found->second];
}

Node* Mirror::find_to_change(NodeId id) {
  const auto found = index_.find(id);
  return found == index_.end() ? nullptr : &nodes_[found->second];
}

Rect Mirror::rect_in_parent(const Node& node) const {
  Rect rect = node.rect;
  const Node* parent = find(node.parent);
  if (parent != nullptr) {
    rect.x -= parent->rect.x;
    rect.y -= parent->rect.y - (parent->scroll_height > 0 ? parent->scroll_offset : 0);
  }
  return rect;
}

Node Mirror::as_sent(const Node& node) const {
  Node sent = node;
  sent.rect = rect_in_parent(node);
  sent.clip = {};
  sent.scroll_offset = 0;
  return sent;
}

MirrorChanges Mirror::changes() const {
  MirrorChanges changes;
  changes.structure_changed = nodes_.size() != sent_order_.size();
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    Node node = as_sent(nodes_[i]);
    if (!changes.structure_changed) {
      changes.structure_changed = sent_order_[i] != std::pair{node.id, node.parent};
    }
    const auto before = sent_.find(node.id);
    if (before == sent_.end() || !(before->second == node) || touched_.contains(node.id)) {
      changes.changed.push_back(std::move(node));
    }
  }
  for (const auto& [id, node] : sent_) {
    if (!index_.contains(id)) changes.removed.push_back(id);
  }
  std::sort(changes.removed.begin(), changes.removed.end());
  return changes;
}

void Mirror::mark_sent() {
  sent_order_.clear();
  sent_.clear();
  touched_.clear();
  for (const Node& node : nodes_) {
    sent_order_.emplace_back(node.id, node.parent);
    sent_.emplace(node.id, as_sent(node));
  }
}

}  // namespace satchel::web
