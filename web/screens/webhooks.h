// Webhooks, for administrators: who is told of which events; the secret is shown once.
#pragma once

#include <string>
#include <vector>

#include "web/kit/table.h"
#include "web/model/outgoing_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

struct WebhooksDraft {
  bool open = false;  // The form is shown.
  WebhookView edited;
  bool tried = false;
  bool removing = false;
  TableState table;
};

/// Opens the form for a new webhook.
void open_new_webhook(WebhooksDraft& draft);

/// Draws the list and the form below the header of its page.
void draw_webhooks(const OutgoingModel& model, WebhooksDraft& draft, Commands& out);

}  // namespace satchel::web
