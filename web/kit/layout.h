// Arranging a screen: cards, columns, the list with its details, scrolling areas.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "web/kit/mirror.h"

namespace satchel::web {

/// Returns the width in pixels that the next widget may fill.
float available_width();

/// Returns the height in pixels down to the lower edge of the enclosing card or page.
float available_height();

/// Returns the height of buttons and fields: 36, or 30 in dense lists, or 44 where fingers press.
float control_height();

/// Returns the height and width that is pressed at least: that of `wide` on wide screens, 44 where
/// fingers press.
float target_size(float wide);

struct CardSpec {
  std::string_view name{};  // Accessible name of the region; unique.
  float width = 0;          // 0: all the room there is.
  float height = 0;         // 0: down to the lower edge, scrolling; below 0: as high as needed.
  bool sunken = false;      // On the sunken colour, without a line: a list inside a card.
  float keep_below = 0;     // Room to leave below when height is 0.
};

/// A card with rounded corners and a one-pixel line, until the end of the scope.
class [[nodiscard]] Card {
 public:
  explicit Card(const CardSpec& spec);
  ~Card();
  Card(const Card&) = delete;
  Card& operator=(const Card&) = delete;

 private:
  NodeId id_ = 0;
  bool grows_ = false;
};

/// Side by side, in shares of the width: `Columns columns{{2, 1, 1}}; …; columns.next(); …`.
/// On a phone the parts stack, unless `keep_on_phone`.
class [[nodiscard]] Columns {
 public:
  explicit Columns(std::vector<float> shares, bool keep_on_phone = false, float gap = 12);
  ~Columns();
  Columns(const Columns&) = delete;
  Columns& operator=(const Columns&) = delete;

  /// Goes to the next part.
  void next();

 private:
  void begin_part();
  void end_part();

  std::vector<float> shares_;
  std::size_t part_ = 0;
  bool stacked_ = false;
  float gap_ = 0;
  float left_ = 0;
  float top_ = 0;
  float width_ = 0;
  float bottom_ = 0;
};

/// A list with details: `TwoPane panes{{.side_width = 318}}; card…; if (panes.side()) { card… }`.
/// Below 1100 px only one of them shows: the details when `side_wanted`, else the list.
struct TwoPaneSpec {
  float side_width = 318;
  bool side_wanted = false;
  bool stack_below = false;  // Below 1100 px: both, the side below the main part (the wizard).
};
class [[nodiscard]] TwoPane {
 public:
  explicit TwoPane(const TwoPaneSpec& spec);
  ~TwoPane();
  TwoPane(const TwoPane&) = delete;
  TwoPane& operator=(const TwoPane&) = delete;

  /// Returns whether to draw the main part (the list).
  bool main() const;
  /// Goes to the side and returns whether to draw it.
  bool side();

 private:
  void close();

  TwoPaneSpec spec_;
  bool both_ = false;
  bool stacked_ = false;
  bool open_ = false;
  float left_ = 0;
  float top_ = 0;
  float width_ = 0;
};

/// A part of the page that scrolls by itself, filling the room down to the lower edge.
class [[nodiscard]] ScrollArea {
 public:
  explicit ScrollArea(std::string_view name, float keep_below = 0);
  ~ScrollArea();
  ScrollArea(const ScrollArea&) = delete;
  ScrollArea& operator=(const ScrollArea&) = delete;

 private:
  NodeId id_ = 0;
};

/// A row of buttons at the right end: `{ const RightRow row{"actions"}; button…; same_line();
/// button…; }`. It learns its width in the first frame.
class [[nodiscard]] RightRow {
 public:
  explicit RightRow(std::string_view name);
  ~RightRow();
  RightRow(const RightRow&) = delete;
  RightRow& operator=(const RightRow&) = delete;

 private:
  NodeId id_ = 0;
};

/// Puts what follows at the right end, `width` pixels before it.
void align_right(float width);

/// Puts what follows at the lower edge of the card, `height` pixels above it (a row of actions).
void align_bottom(float height);

}  // namespace satchel::web
