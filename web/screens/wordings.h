// How mails are worded, for administrators: the kinds, and the title and text of one.
#pragma once

#include <string>

#include "web/kit/table.h"
#include "web/model/outgoing_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

struct WordingsDraft {
  WordingView edited;  // Without a kind: none is open.
  bool tried = false;
  bool resetting = false;
  TableState table;
};

/// Draws the kinds and the form of one below the header of its page.
void draw_wordings(const OutgoingModel& model, WordingsDraft& draft, Commands& out);

}  // namespace satchel::web
