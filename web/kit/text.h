// Words on a screen: headings, body, secondary text, pairs of label and value, money rows, chips.
#pragma once

#include <string_view>

#include "web/kit/theme.h"

namespace satchel::web {

/// Writes a heading. Level 1: the page's title; 2: a card's title; 3: a small label over a group.
void heading(std::string_view text, int level);

/// Writes wrapped text: of the normal colour, semi-bold, or secondary and small.
void body(std::string_view text);
void strong(std::string_view text);
void muted(std::string_view text);

/// Writes small text in a state's colour, such as "not sent".
void toned(std::string_view text, Tone tone);

/// Writes an error in words, read out when it appears. An empty text draws nothing.
void error_text(std::string_view text);

/// Writes a polite message that is read out when it changes, such as "Saved on this device".
void status_text(std::string_view text);

/// Writes what is being done while it lasts, without motion, marked busy for screen readers.
void busy_text(std::string_view text);

/// Writes a label at the left and its value at the right of the available width.
void key_value(std::string_view label, std::string_view value);

/// How a row of an invoice stands out.
enum class MoneyRow { normal, secondary, total };

/// Writes a label and an amount, right-aligned in tabular figures. `detail` stands small below the
/// label and may be empty.
void money_row(std::string_view label, std::string_view amount, MoneyRow kind = MoneyRow::normal,
               std::string_view detail = {});

/// Draws a chip: a dot and the word, in the colour of the state. Never colour alone.
void status_chip(std::string_view word, Tone tone);

/// Draws a one-pixel line over the available width with a little room around it.
void divider();

/// Leaves room of `steps` times four pixels.
void gap(int steps = 2);

/// Puts what follows on the same line as what was last drawn, `steps` times four pixels apart.
void same_line(int steps = 2);

}  // namespace satchel::web
