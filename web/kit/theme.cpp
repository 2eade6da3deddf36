// The token table of light and dark, and the contrast formula.
#include "web/kit/theme.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace satchel::web {
namespace {

constexpr ToneColors plain_tone(std::uint32_t ink, std::uint32_t ground) {
  return {color_of(ink), color_of(ground), color_of(ground)};
}

constexpr Tokens light_tokens{
    .canvas = color_of(0xF5F6F8),
    .surface = color_of(0xFFFFFF),
    .sunken = color_of(0xF0F2F5),
    .line = color_of(0xE1E5EA),
    .text = color_of(0x171B21),
    .muted = color_of(0x5F6977),
    .accent = color_of(0x2459D3),
    .on_accent = color_of(0xFFFFFF),
    .selected = color_of(0xE8EEFB),
    .red = plain_tone(0xB42318, 0xFDECEA),
    .yellow = plain_tone(0x8A5A00, 0xFFF3D6),
    .green = plain_tone(0x17663A, 0xE3F5EA),
    .black = plain_tone(0x171B21, 0xE4E7EB),
    .violet = plain_tone(0x5B3CC4, 0xEEE9FB),
    .grey = plain_tone(0x4D5663, 0xECEEF1),
};

constexpr Tokens dark_tokens{
    .canvas = color_of(0x111418),
    .surface = color_of(0x191D23),
    .sunken = color_of(0x14181D),
    .line = color_of(0x2A3038),
    .text = color_of(0xE8EBEF),
    .muted = color_of(0x98A2B0),
    .accent = color_of(0x6C9BFF),
    .on_accent = color_of(0x0B1220),
    .selected = color_of(0x222C3D),
    .red = plain_tone(0xFF8A80, 0x3A1D1C),
    .yellow = plain_tone(0xF2C14E, 0x372B12),
    .green = plain_tone(0x6BD699, 0x15311F),
    .black = {color_of(0xFFFFFF), color_of(0x000000), color_of(0x8A93A0)},
    .violet = plain_tone(0xB9A4FF, 0x2A2244),
    .grey = plain_tone(0xB4BDC9, 0x2A3038),
};

constexpr std::array<TextOnGround, 22> pairs_of(const Tokens& t) {
  return {{
      {"text on canvas", t.text, t.canvas},
      {"text on surface", t.text, t.surface},
      {"text on sunken", t.text, t.sunken},
      {"text on selected", t.text, t.selected},
      {"muted on canvas", t.muted, t.canvas},
      {"muted on surface", t.muted, t.surface},
      {"muted on sunken", t.muted, t.sunken},
      {"muted on selected", t.muted, t.selected},
      {"accent on surface", t.accent, t.surface},
      {"accent on canvas", t.accent, t.canvas},
      {"accent on selected", t.accent, t.selected},
      {"on accent", t.on_accent, t.accent},
      {"surface on text", t.surface, t.text},
      {"red", t.red.ink, t.red.ground},
      {"red on surface", t.red.ink, t.surface},
      {"yellow", t.yellow.ink, t.yellow.ground},
      {"yellow on surface", t.yellow.ink, t.surface},
      {"yellow on selected", t.yellow.ink, t.selected},
      {"green", t.green.ink, t.green.ground},
      {"black", t.black.ink, t.black.ground},
      {"violet", t.violet.ink, t.violet.ground},
      {"grey", t.grey.ink, t.grey.ground},
  }};
}

constexpr auto light_pairs = pairs_of(light_tokens);
constexpr auto dark_pairs = pairs_of(dark_tokens);

double linear(std::uint8_t channel) {
  const double value = static_cast<double>(channel) / 255.0;
  return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Color color) {
  return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

}  // namespace

const Tokens& tokens_of(Theme theme) { return theme == Theme::light ? light_tokens : dark_tokens; }

const ToneColors& colors_of(Theme theme, Tone tone) {
  const Tokens& tokens = tokens_of(theme);
  switch (tone) {
    case Tone::red:
      return tokens.red;
    case Tone::yellow:
      return tokens.yellow;
    case Tone::green:
      return tokens.green;
    case Tone::black:
      return tokens.black;
    case Tone::violet:
      return tokens.violet;
    case Tone::grey:
      return tokens.grey;
  }
  return tokens.grey;
}

double contrast(Color first, Color second) {
  const double a = luminance(first);
  const double b = luminance(second);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

std::span<const TextOnGround> text_on_grounds(Theme theme) {
  return theme == Theme::light ? std::span<const TextOnGround>{light_pairs}
                               : std::span<const TextOnGround>{dark_pairs};
}

}  // namespace satchel::web
