// A type-ahead: type, move with the arrows, Enter picks, Escape closes.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "web/kit/field.h"

namespace satchel::web {

struct ComboOption {
  std::string label{};
  std::string detail{};    // Secondary, after the label: the pack size, the city.
  std::string trailing{};  // Right-aligned in tabular figures: a price.
};

struct ComboResult {
  bool text_changed = false;            // Search again; show the new options in the next frame.
  std::optional<std::size_t> picked{};  // Index into the options of this frame.
};

/// Draws the field and, while it has the focus and text or options, the list below it (in the flow,
/// as in the pictures). `options` are what matches `typed` now, best first; the first is active.
/// `empty_text` stands in the list when nothing matches. Picking leaves `typed` to the caller.
ComboResult combobox(const FieldSpec& spec, std::span<const ComboOption> options,
                     std::string& typed, std::string_view empty_text = "Nothing found");

}  // namespace satchel::web
