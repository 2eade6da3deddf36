// A tile: one figure with its words, the whole of it a link to what it counts.
#pragma once

#include <optional>
#include <string_view>

#include "web/kit/theme.h"

namespace satchel::web {

struct TileSpec {
  std::string_view label{};  // "Awaiting payment"; unique in its scope.
  std::string_view figure{};
  std::string_view detail{};   // A line below; cut where there is no room.
  std::optional<Tone> tone{};  // Of the dot before the label; none: nothing waits there.
  std::string_view href{};     // "#/orders/list/pending"
};

/// Draws the tile over the available width; returns true when it was followed.
bool tile(const TileSpec& spec);

}  // namespace satchel::web
