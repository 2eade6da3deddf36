// Dunning: the queue of what is overdue, with what is done about each; and the ladder.
#pragma once

#include "web/kit/table.h"
#include "web/model/dunning_model.h"
#include "web/screens/account_controls.h"
#include "web/screens/commands.h"
#include "web/screens/dunning_ladder.h"

namespace satchel::web {

struct DunningDraft {
  bool ladder_shown = false;
  InvoiceId selected;  // The invoice at the side; empty: none.
  bool asking_run = false;
  TableState table;
  ControlsDraft controls;
  LadderDraft ladder;
};

void draw_dunning(const DunningModel& model, DunningDraft& draft, Commands& out);

}  // namespace satchel::web
