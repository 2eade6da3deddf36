// Bill runs, for the back office: dry run, run, inspect, retry, post, discard.
#pragma once

#include <string>

#include "web/kit/table.h"
#include "web/model/bill_run_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

struct BillRunsDraft {
  std::string through;   // YYYY-MM-DD; empty: as suggested.
  std::string selected;  // The run shown at the side; empty: the newest.
  TableState table;
  std::size_t compare_with = 0;  // 0: the cycle before; 1: its dry run.
  bool discarding = false;
};

void draw_bill_runs(const BillRunsModel& model, BillRunsDraft& draft, Commands& out);

}  // namespace satchel::web
