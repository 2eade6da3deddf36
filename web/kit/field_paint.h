// Inside the kit: the frame, label and words below that all fields share.
#pragma once

#include <string>
#include <string_view>

#include "web/kit/field.h"
#include "web/kit/paint.h"

namespace satchel::web {

/// How the text stands in a field's box.
struct FieldLook {
  bool align_right = false;
  bool rounded = false;            // The search field.
  std::string_view trailing = {};  // A key or a unit at the right end.
  bool chevron = false;
  int rows = 1;
};

/// Draws label and box, and returns the box; `finish_field` draws what stands below.
Box begin_field(const FieldSpec& spec, NodeId id, const FieldLook& look);
void finish_field(const FieldSpec& spec);

/// Paints the resting text or the hint into the box.
void paint_field_text(const Box& box, const FieldSpec& spec, const FieldLook& look,
                      std::string_view text);

/// Returns a node with what all fields have in common.
Node field_node(const FieldSpec& spec, NodeId id, Role role);

/// Cuts to the longest text a field takes, never inside a UTF-8 sequence.
void limit_text(std::string& text);

}  // namespace satchel::web
