// Reports of the ledger: trial balance, tax, revenue, what recurs, what is owed; and its months.
#pragma once

#include <string>

#include "web/kit/table.h"
#include "web/model/ledger_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

struct LedgerDraft {
  LedgerSpan span;
  TableState table;
  bool closing = false;  // The dialog, with the month in it.
  std::string month;
};

void draw_ledger(const LedgerModel& model, LedgerDraft& draft, Commands& out);

}  // namespace satchel::web
