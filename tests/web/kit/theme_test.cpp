// The token table: every text can be read on its ground.
#include "web/kit/theme.h"

#include <doctest/doctest.h>

#include <string>

namespace satchel::web::theme_test {

TEST_SUITE("theme") {
  TEST_CASE("text on its ground keeps at least 4.5 to 1 in light and in dark") {
    for (const Theme theme : {Theme::light, Theme::dark}) {
      for (const TextOnGround& pair : text_on_grounds(theme)) {
        const std::string what{pair.what};
        CAPTURE(what);
        CAPTURE(theme == Theme::light ? "light" : "dark");
        CHECK(contrast(pair.ink, pair.ground) >= 4.5);
      }
    }
  }

  TEST_CASE("contrast is 21 for black on white and 1 for a colour on itself") {
    CHECK(contrast(color_of(0x000000), color_of(0xFFFFFF)) == doctest::Approx(21.0));
    CHECK(contrast(color_of(0x2459D3), color_of(0x2459D3)) == doctest::Approx(1.0));
  }

  TEST_CASE("the black chip of the dark theme has a light outline, others have none") {
    CHECK(colors_of(Theme::dark, Tone::black).outline == color_of(0x8A93A0));
    CHECK(colors_of(Theme::dark, Tone::red).outline == colors_of(Theme::dark, Tone::red).ground);
  }

  TEST_CASE("no text is smaller than twelve pixels") { CHECK(text_small_px >= 12.0F); }
}

}  // namespace satchel::web::theme_test
