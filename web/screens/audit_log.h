// The audit log: who did what, when; filters, pages, and a file of all that passes them.
#pragma once

#include <string>

#include "web/kit/table.h"
#include "web/model/access_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

struct AuditDraft {
  std::size_t user = 0;  // 0: everyone; then the users seen so far.
  std::string action;
  std::string subject;
  std::string from;
  std::string to;
  TableState table;
};

void draw_audit_log(const AuditModel& model, AuditDraft& draft, Commands& out);

}  // namespace satchel::web
