// Signatures: a pad that finger, mouse or pen draws on, and the picture of what was drawn.
#pragma once

#include <string>
#include <string_view>

namespace satchel::web {

/// Draws a pad of at most 480 px; the strokes are kept as an SVG path of moves and lines in a box
/// of 400 × 120. Returns true when the path changed. A name that is typed beside it is what those
/// sign with who cannot draw.
bool signature_pad(std::string_view label, std::string& path);

/// Draws the path as large as `width` allows. A screen reader gets one image with this name.
void signature_image(std::string_view name, std::string_view path, float width);

}  // namespace satchel::web
