// Draws the webhooks and the form of one.
#include "web/screens/webhooks.h"

#include <algorithm>
#include <array>

#include "web/kit/button.h"
#include "web/kit/choice.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/layout.h"
#include "web/kit/text.h"
#include "web/screens/settings_parts.h"

namespace satchel::web {
namespace {

constexpr auto webhook_columns =
    std::to_array<Column>({{.title = "Address"},
                           {.title = "Is told of", .width = 220, .hide_below = 500},
                           {.title = "State", .width = 90}});

std::string event_words(const WebhookView& webhook) {
  std::string words;
  for (const std::string& event : webhook.events) {
    words += (words.empty() ? "" : ", ") + plain_words(event);
  }
  return words;
}

void draw_webhook_list(const OutgoingModel& model, WebhooksDraft& draft, Commands& out) {
  const Card card({.name = "Webhook list"});
  if (model.webhooks.empty()) {
    empty_state({.title = model.online.loading ? "Asking the server …" : "No webhooks yet",
                 .text =
                     "A webhook is an address that is told when an order is placed or accepted, "
                     "an invoice is posted or a payment comes in."});
    return;
  }
  if (button({.label = "Export CSV", .why_disabled = why_off(model.online)})) {
    out.push_back(OutgoingWish{SaveOutgoingCsv{}});
  }
  gap(2);
  draft.table.selected.reset();
  for (std::size_t index = 0; index < model.webhooks.size(); ++index) {
    const bool here = draft.open && model.webhooks[index].id == draft.edited.id;
    if (here) draft.table.selected = index;
  }
  const TableSpec spec{
      .name = "Webhooks", .columns = webhook_columns, .row_count = model.webhooks.size()};
  const auto result = table(spec, draft.table, [&](std::size_t index, Cells& cells) {
    const WebhookView& webhook = model.webhooks[index];
    cells.strong(webhook.url);
    cells.muted(event_words(webhook));
    cells.chip(webhook.enabled ? "On" : "Off", webhook.enabled ? Tone::green : Tone::grey);
  });
  if (!result.selection_changed) return;
  draft = {.open = true, .edited = model.webhooks[*draft.table.selected], .table = draft.table};
}

void draw_webhook_events(WebhookView& webhook) {
  heading("Is told of", 3);
  for (const std::string& event : webhook_events()) {
    const auto found = std::find(webhook.events.begin(), webhook.events.end(), event);
    bool on = found != webhook.events.end();
    if (!checkbox(plain_words(event), on)) continue;
    if (on) {
      webhook.events.push_back(event);
    } else {
      webhook.events.erase(found);
    }
  }
}

void draw_webhook_buttons(const OutgoingModel& model, WebhooksDraft& draft, Commands& out) {
  const WebhookView& webhook = draft.edited;
  Columns buttons({1, 1}, true);
  if (button({.label = "Close", .width = -1})) draft.open = false;
  buttons.next();
  if (!button({.label = webhook.id.empty() ? "Add" : "Save",
               .kind = ButtonKind::primary,
               .key = "Ctrl+Enter",
               .why_disabled = why_off(model.online),
               .width = -1})) {
    return;
  }
  draft.tried = true;
  if (webhook.url.empty() || webhook.events.empty()) return;
  out.push_back(
      OutgoingWish{SaveWebhook{webhook.id, webhook.url, webhook.events, webhook.enabled}});
  draft.open = false;
}

void draw_webhook_form(const OutgoingModel& model, WebhooksDraft& draft, Commands& out) {
  const Card card({.name = "Webhook", .height = -1});
  WebhookView& webhook = draft.edited;
  heading(webhook.id.empty() ? "New webhook" : "Webhook", 2);
  gap(2);
  text_field({.label = "Address",
              .hint = "https://",
              .error = draft.tried && webhook.url.empty() ? "Enter an address." : "",
              .required = true},
             webhook.url);
  gap(2);
  draw_webhook_events(webhook);
  if (draft.tried && webhook.events.empty()) error_text("Choose at least one event.");
  gap(2);
  checkbox("Switched on", webhook.enabled);
  gap(3);
  draw_webhook_buttons(model, draft, out);
  if (webhook.id.empty()) return;
  gap(2);
  if (button({.label = "Remove the webhook",
              .kind = ButtonKind::danger,
              .why_disabled = why_off(model.online),
              .width = -1})) {
    draft.removing = true;
  }
}

void draw_remove_webhook(WebhooksDraft& draft, Commands& out) {
  Dialog dialog("Remove this webhook?", draft.removing);
  if (!dialog.shown()) return;
  body("What is on its way there is given up. To stop it for a while, switch it off instead.");
  gap(3);
  Columns buttons({1, 1}, true);
  if (button({.label = "Keep it", .width = -1})) draft.removing = false;
  buttons.next();
  if (!button({.label = "Remove it", .kind = ButtonKind::danger, .width = -1})) return;
  out.push_back(OutgoingWish{RemoveWebhook{draft.edited.id}});
  draft = {};
}

void draw_secret(const OutgoingModel& model, Commands& out) {
  if (model.added.secret.empty()) return;
  const Card card({.name = "New secret", .height = -1});
  strong("The secret that signs what " + model.added.url + " is sent");
  muted("Enter it there. It is not shown again.");
  gap(2);
  std::string secret = model.added.secret;
  text_field({.label = "Secret", .hide_label = true}, secret);
  gap(2);
  if (button({.label = "Hide the secret"})) out.push_back(OutgoingWish{HideSecret{}});
}

}  // namespace

void open_new_webhook(WebhooksDraft& draft) { draft = {.open = true, .edited = {}, .table = {}}; }

void draw_webhooks(const OutgoingModel& model, WebhooksDraft& draft, Commands& out) {
  draw_secret(model, out);
  {
    TwoPane panes({.side_width = 360, .side_wanted = draft.open});
    if (panes.main()) draw_webhook_list(model, draft, out);
    if (panes.side()) {
      if (draft.open) {
        draw_webhook_form(model, draft, out);
      } else {
        const Card card({.name = "Webhook", .height = -1});
        muted("Choose a webhook to change or remove it.");
      }
    }
  }
  draw_remove_webhook(draft, out);
}

}  // namespace satchel::web
