// General: the back office's start page with everything that waits.
#pragma once

#include "web/kit/table.h"
#include "web/model/general_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

struct GeneralDraft {
  TableState table;
};

/// Draws a tile for each queue, and below them who owes money and for how long.
void draw_general(const GeneralModel& model, GeneralDraft& draft, Commands& out);

/// Returns the tone in which a queue is shown where something waits in it.
Tone tone_of(OrderQueue queue);

}  // namespace satchel::web
