// Choosing: select, checkbox, segmented control, filter pills, tabs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "web/kit/field.h"

namespace satchel::web {

/// One of several, from a native list. Returns true when `index` changed. `type`, `hint` and
/// `autocomplete` of the spec do not apply. An index beyond the options shows "Choose".
bool select(const FieldSpec& spec, std::span<const std::string> options, std::size_t& index);

/// Returns true when `value` changed.
bool checkbox(std::string_view label, bool& value, std::string_view why_disabled = {});

/// The box alone, for a table's row; `name` is what a screen reader says.
bool mark_box(std::string_view name, bool& value);

/// Two to four short options side by side. Returns true when `index` changed.
bool segmented(std::string_view name, std::span<const std::string> options, std::size_t& index);

struct Pill {
  std::string label{};
  std::optional<std::int64_t> count{};
};

/// Filters above a list, one of them pressed. Wraps on narrow screens. True when `index` changed.
bool filter_pills(std::string_view name, std::span<const Pill> pills, std::size_t& index);

/// Parts of one page. Returns true when `index` changed.
bool tabs(std::string_view name, std::span<const std::string> labels, std::size_t& index);

}  // namespace satchel::web
