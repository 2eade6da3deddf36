// The mirror's changes as the compact JSON text that the page reads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "web/kit/mirror.h"

namespace satchel::web {

/// What goes with the changes of a frame.
struct MirrorNote {
  std::uint32_t last_event = 0;  // The newest page event this frame has seen.
  NodeId modal = 0;
  std::optional<NodeId> focus{};                     // Focus this twin.
  std::optional<std::pair<NodeId, float>> scroll{};  // Scroll this area to the offset.
};

/// Returns the changes as one JSON object. Keys are short and fields at their default are left out;
/// web/page/mirror.mjs is the other side.
std::string encode_mirror(const Mirror& mirror, const MirrorChanges& changes,
                          const MirrorNote& note);

/// Returns what stands on the canvas after this many frames, for checks of the page: each twin and
/// each painted thing with its rectangle there and the part of it that is in sight.
std::string encode_painted(const Mirror& mirror, const std::vector<Painted>& painted, int frames);

/// Returns the word of a role, as the page reads it.
const char* role_word(Role role);

}  // namespace satchel::web
