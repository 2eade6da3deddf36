// What a finger presses on a tablet and a phone: nothing in the wizard is too small to hit.
#include <doctest/doctest.h>

#include "tests/web/app/test_host.h"

namespace satchel::web::touch_test {
namespace {

constexpr float finger_px = 44;

bool is_pressed(const Node& node) {
  switch (node.role) {
    case Role::button:
    case Role::link:
    case Role::textbox:
    case Role::searchbox:
    case Role::select:
    case Role::combobox:
    case Role::option:
    case Role::checkbox:
    case Role::radio:
    case Role::tab:
      return true;
    case Role::row:
      return node.selected.has_value();
    case Role::text:
    case Role::heading:
    case Role::listbox:
    case Role::radiogroup:
    case Role::group:
    case Role::tablist:
    case Role::table:
    case Role::grid:
    case Role::rowgroup:
    case Role::columnheader:
    case Role::cell:
    case Role::gridcell:
    case Role::navigation:
    case Role::main:
    case Role::region:
    case Role::list:
    case Role::listitem:
    case Role::status:
    case Role::alert:
    case Role::dialog:
    case Role::progressbar:
    case Role::image:
      return false;
  }
  return false;
}

/// Returns a line for each thing in sight that is pressed and smaller than a finger.
std::string small_targets(TestApp& app) {
  std::string lines;
  for (const Node& node : app.ui.kit().mirror().nodes()) {
    const Rect seen = node.visible();
    if (!is_pressed(node) || seen.width <= 0 || seen.height <= 0) continue;
    if (node.rect.width >= finger_px && node.rect.height >= finger_px) continue;
    lines += node.name + ": " + std::to_string(static_cast<int>(node.rect.width)) + " x " +
             std::to_string(static_cast<int>(node.rect.height)) + "\n";
  }
  return lines;
}

TEST_SUITE_BEGIN("touch");

TEST_CASE("O8: everything that is pressed in the wizard is at least 44 pixels wide and high") {
  for (const float width : {1024.0F, 768.0F, 390.0F}) {
    CAPTURE(width);
    TestApp app(width, 1024);
    app.log_in();
    CHECK(small_targets(app) == "");
    app.open("/orders/new");
    CHECK(small_targets(app) == "");
    app.open("/orders/new/" + a_company_account().id.text());
    app.type("Add a product", "coff");
    CHECK(small_targets(app) == "");
    app.key("Enter");
    CHECK(small_targets(app) == "");
    app.key("Ctrl+Enter");
    CHECK(small_targets(app) == "");
    app.key("Ctrl+Enter");
    app.stroke({{10, 20}, {40, 50}, {80, 20}});
    CHECK(small_targets(app) == "");
    app.press("Save as quote");
    CHECK(small_targets(app) == "");
    app.press("Cancel");
    app.press("Place Order");
    CHECK(small_targets(app) == "");
    app.open("/customers/new");
    app.type("Company name", "Blauer See");
    CHECK(small_targets(app) == "");
  }
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::web::touch_test
