// Telling people things: banners, empty states, progress, dialogs.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "web/kit/theme.h"

namespace satchel::web {

struct BannerSpec {
  std::string_view text{};
  Tone tone = Tone::yellow;
  std::string_view action = {};  // A button at the right end; empty: none.
  bool urgent = false;           // Read out at once instead of politely.
};

/// Draws a coloured strip over the available width; returns true when its button was pressed.
bool banner(const BannerSpec& spec);

struct EmptyStateSpec {
  std::string_view title{};      // "No customers yet"
  std::string_view text{};       // What belongs here and how to make the first one.
  std::string_view action = {};  // "New customer"; empty: none.
  std::string_view key = {};
};

/// Draws the words in the middle of the room there is; returns true when the action was pressed.
bool empty_state(const EmptyStateSpec& spec);

struct ProgressSpec {
  std::string_view label{};      // What is being done.
  std::optional<int> percent{};  // Without it: not known how far.
  std::string_view detail = {};  // "120 of 300 orders"
  std::string_view stop = {};    // Label of the button that stops it; empty: cannot be stopped.
};

/// Draws a bar with its words; returns true when Stop was pressed.
bool progress(const ProgressSpec& spec);

/// A modal dialog: the rest is inert until it closes. Escape and the close button set `open` to
/// false; the focus goes in, and back to where it was.
/// `Dialog dialog{"Discard draft?", open}; if (dialog.shown()) { …; }`
class [[nodiscard]] Dialog {
 public:
  explicit Dialog(std::string_view title, bool& open, float width = 460);
  ~Dialog();
  Dialog(const Dialog&) = delete;
  Dialog& operator=(const Dialog&) = delete;

  bool shown() const { return shown_; }

 private:
  bool shown_ = false;
  bool* open_ = nullptr;
  std::uint32_t id_ = 0;
  float right_ = 0;  // Where the close button stands.
  float top_ = 0;
};

}  // namespace satchel::web
