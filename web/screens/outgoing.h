// What goes out to the world, for administrators: mails, deliveries to webhooks and jobs with what
// became of each, and sending it again; the webhooks, and how mails are worded.
#pragma once

#include <string>

#include "web/kit/table.h"
#include "web/model/outgoing_model.h"
#include "web/screens/commands.h"
#include "web/screens/webhooks.h"
#include "web/screens/wordings.h"

namespace satchel::web {

struct OutgoingDraft {
  std::size_t state = 0;  // 0: any; else of SendState, from 1.
  std::size_t kind = 0;   // 0: any; else of `job_kinds`, from 1.
  std::string selected;   // Id of the row at the side; empty: none.
  TableState table;
  WebhooksDraft webhooks;
  WordingsDraft wordings;
};

void draw_outgoing(const OutgoingModel& model, OutgoingDraft& draft, Commands& out);

}  // namespace satchel::web
