// The ladder of dunning: which step follows how many days after an invoice was due.
#pragma once

#include <optional>

#include "web/kit/table.h"
#include "web/model/dunning_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

struct LadderDraft {
  std::optional<DunningLadder> edited;  // Nothing while nobody edits.
  bool tried = false;
  TableState table;
};

void draw_dunning_ladder(const DunningModel& model, LadderDraft& draft, Commands& out);

}  // namespace satchel::web
