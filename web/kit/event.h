// What the page, or a test, tells the kit: the person pressed, typed, moved the focus or scrolled.
#pragma once

#include <cstdint>
#include <string>

#include "web/kit/mirror.h"

namespace satchel::web {

enum class EventKind {
  activate,   // A click, or Enter or Space on the focused twin.
  set_value,  // `text` is the whole new text; for a select the option's index; "1"/"0" for a box.
  focus,      // `flag`: the focus ring should show (the keyboard was used).
  blur,
  key,  // `text` is the DOM key name: "Enter", "ArrowDown", "n".
  double_click,
  scroll,   // `y` is the new offset of the scroll area.
  pointer,  // `x`, `y`; `flag`: a button is down. For hover, and to draw on a pad.
  pointer_leave,
};

struct Event {
  EventKind kind = EventKind::activate;
  NodeId id = 0;
  std::string text{};
  float x = 0;
  float y = 0;
  bool flag = false;
  bool control = false;  // Ctrl, or Command on a Mac.
  bool shift = false;
  bool alt = false;
  bool in_text = false;      // The key was pressed inside a text box.
  std::uint32_t number = 0;  // The page's serial number of the event; 0 from tests.
};

}  // namespace satchel::web
