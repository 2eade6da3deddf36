// TestDesk: the app of somebody in the office, over a server whose answers the test wrote down.
#pragma once

#include <string>
#include <string_view>

#include "tests/web/app/test_host.h"

namespace satchel::web {

/// Answers stand in `app.replies`, by their paths.
struct TestDesk {
  TestApp app;

  explicit TestDesk(satchel::Role role) {
    app.session.role = role;
    app.log_in();
  }
  /// Goes there and lets everything be answered; what is asked from then on is in `app.acts`.
  void open(const std::string& route) {
    app.open(route);
    app.answer_all();
    app.acts.clear();
  }
  void press(std::string_view name) {
    app.press(name);
    app.answer_all();
  }
  /// Returns the text of the first row that contains the part; empty without one.
  std::string row(std::string_view part) {
    const Node* node = app.ui.find_containing(Role::row, part);
    return node == nullptr ? "" : app.ui.text_of(*node);
  }
};

}  // namespace satchel::web
