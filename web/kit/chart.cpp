// The bar chart.
#include "web/kit/chart.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "web/kit/layout.h"
#include "web/kit/paint.h"

namespace satchel::web {
namespace {

constexpr float bar_width_max = 72;  // Few bars stay bars, however wide the chart is.

}  // namespace

void bar_chart(const BarChartSpec& spec) {
  const Tokens& tokens = Kit::current().tokens();
  const TextStyle label = small_style(tokens.muted);
  const float label_room = line_height(label) + 6;
  const Box box = place(available_width(), spec.height);
  std::int64_t highest = 1;
  for (const Bar& bar : spec.bars) highest = std::max(highest, bar.value);
  const float count = static_cast<float>(std::max<std::size_t>(1, spec.bars.size()));
  const float share = box.width() / count;
  const float base = box.max.y - label_room;
  std::string words{shown_part(spec.name)};
  words += ": ";
  for (std::size_t i = 0; i < spec.bars.size(); ++i) {
    const Bar& bar = spec.bars[i];
    const double ratio = static_cast<double>(bar.value) / static_cast<double>(highest);
    const float room = base - box.min.y;
    // Even nothing keeps a sliver, so that every month can be seen.
    const float height = std::max(3.0F, static_cast<float>(ratio) * room);
    const float width = std::clamp(share - 6, 4.0F, bar_width_max);
    const float left = box.min.x + share * static_cast<float>(i) + (share - width) / 2;
    const Box shape{{left, base - height}, {left + width, base}};
    ImGui::GetWindowDrawList()->AddRectFilled(shape.min, shape.max,
                                              paint_of(tokens.accent, i == 0 ? 1.0F : 0.45F), 3);
    const std::string below = elided(label, bar.label, share - 2);
    paint_text(label, {shape.center().x - measure(label, below).x / 2, base + 6}, below);
    if (i > 0) words += "; ";
    words += bar.text;
  }
  Node node;
  node.id = id_of(spec.name);
  node.role = Role::image;
  node.name = words;
  add_twin(std::move(node), box);
}

}  // namespace satchel::web
