// A bar chart with the same figures in words.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace satchel::web {

struct Bar {
  std::string label{};     // Below the bar: "D", "Jan".
  std::int64_t value = 0;  // At least 0; only the ratio counts.
  std::string text{};      // In words for the text alternative: "December 934.63 DKK".
};

struct BarChartSpec {
  std::string_view name{};  // "Next 12 months"
  std::span<const Bar> bars{};
  float height = 130;
};

/// Draws the bars over the available width, the first in the accent colour. A screen reader gets
/// one image whose name holds every bar's text.
void bar_chart(const BarChartSpec& spec);

}  // namespace satchel::web
