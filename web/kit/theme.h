// The look: colour tokens for light and dark, text sizes, spacing steps and row heights.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace satchel::web {

/// A colour without transparency, as in the design's token table.
struct Color {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;

  bool operator==(const Color&) const = default;
};

/// Returns the colour written as 0xRRGGBB.
constexpr Color color_of(std::uint32_t rgb) {
  return {static_cast<std::uint8_t>(rgb >> 16U), static_cast<std::uint8_t>(rgb >> 8U),
          static_cast<std::uint8_t>(rgb)};
}

enum class Theme { light, dark };

/// The meaning of a chip, a banner or a word. Colours of states are used for states only.
/// red: awaiting payment, errors. yellow: awaiting approval, not sent. green: paid and approved.
/// black: incomplete. violet: fraud, denied. grey: cancelled, everything without a colour.
enum class Tone { red, yellow, green, black, violet, grey };

/// A text colour and the ground it stands on.
struct ToneColors {
  Color ink{};
  Color ground{};
  Color outline{};  // Equal to `ground` where the chip has no outline.
};

struct Tokens {
  Color canvas{};   // Behind the cards.
  Color surface{};  // Cards, rail, fields.
  Color sunken{};   // The sync card, lists inside cards.
  Color line{};     // One-pixel lines.
  Color text{};
  Color muted{};      // Secondary text.
  Color accent{};     // The one main action, focus, links.
  Color on_accent{};  // Text on the main action.
  Color selected{};   // Ground of the selected row and the current rail item.
  ToneColors red;
  ToneColors yellow;
  ToneColors green;
  ToneColors black;
  ToneColors violet;
  ToneColors grey;
};

/// Returns the token table of a theme.
const Tokens& tokens_of(Theme theme);

/// Returns the ink, ground and outline of a tone in a theme.
const ToneColors& colors_of(Theme theme, Tone tone);

/// Returns the contrast ratio of two colours as WCAG 2 defines it, from 1 to 21.
double contrast(Color first, Color second);

/// A text token on the ground it is used on, for the contrast test.
struct TextOnGround {
  std::string_view what{};
  Color ink{};
  Color ground{};
};

/// Returns every pair of text and ground that the kit draws, for one theme.
std::span<const TextOnGround> text_on_grounds(Theme theme);

/// Text sizes in CSS pixels of the em square, so the canvas and the page's inputs agree.
inline constexpr float text_small_px = 12.5F;
inline constexpr float text_body_px = 14.0F;
inline constexpr float text_card_title_px = 16.0F;
inline constexpr float text_title_px = 21.0F;

/// ImGui measures a font by ascent plus descent; Inter's are 1.21 em.
inline constexpr float font_box_per_em = 1.21F;

/// Spacing goes in steps of four pixels.
constexpr float space(int steps) { return static_cast<float>(steps) * 4.0F; }

inline constexpr float row_height_touch_px = 46.0F;
inline constexpr float row_height_dense_px = 34.0F;
inline constexpr float card_radius_px = 10.0F;
inline constexpr float field_radius_px = 8.0F;
inline constexpr float rail_width_px = 226.0F;
inline constexpr float details_from_width_px = 1100.0F;
inline constexpr float phone_below_width_px = 720.0F;

}  // namespace satchel::web
