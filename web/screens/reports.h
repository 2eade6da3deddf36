// Reports: what was ordered and by whom, what was not, and who still owes.
#pragma once

#include <string>

#include "web/kit/table.h"
#include "web/model/report_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

struct ReportsDraft {
  std::size_t tab = 0;     // Status, reps, products, periods, incomplete, awaiting payment.
  std::size_t period = 2;  // Day, week, month.
  std::string from;        // YYYY-MM-DD, or empty.
  std::string to;
  TableState table;
};

/// Returns what the report shall show.
ReportQueryView query_of(const ReportsDraft& draft);

void draw_reports(const ReportModel& model, ReportsDraft& draft, Commands& out);

}  // namespace satchel::web
