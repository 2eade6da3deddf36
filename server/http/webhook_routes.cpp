// Webhooks: who is told of events, what was sent, and sending it again.
#include "server/store/webhook_store.h"

#include "server/http/answer_once.h"
#include "server/http/handlers.h"
#include "server/http/list_page.h"
#include "server/http/problem_reply.h"
#include "server/store/audit_log.h"
#include "shared/wire/reader.h"

namespace satchel::server {
namespace {

constexpr std::size_t events_max = 20;

Webhook read_webhook(ObjectReader& in) {
  Webhook webhook;
  webhook.url = in.text("url");
  for (const std::string& word : in.texts("events", events_max)) {
    const auto event = parse_enum<WebhookEvent>(word);
    if (event) {
      webhook.events.push_back(*event);
    } else {
      in.report("events", "knows no event " + word);
    }
  }
  webhook.enabled = !in.has("enabled") || in.flag("enabled");
  return webhook;
}

/// The secret is written only where it was just made.
void encode_webhook(JsonWriter& out, const Webhook& webhook, bool with_secret) {
  out.begin_object();
  out.field("id", webhook.id);
  out.field("url", webhook.url);
  out.key("events");
  out.begin_array();
  for (const WebhookEvent event : webhook.events) out.text(to_text(event));
  out.end_array();
  out.field("enabled", webhook.enabled);
  out.field("created_at_ms", webhook.created_at.ms);
  if (with_secret) out.field("secret", webhook.secret);
  out.end_object();
}

/// For a file: without what only a program could use.
void write_webhook(ListWriter& out, const Webhook& webhook) {
  std::string events;
  for (const WebhookEvent event : webhook.events) {
    events += (events.empty() ? "" : " ") + std::string(to_text(event));
  }
  out.begin_row();
  out.field("id", webhook.id);
  out.field("url", std::string_view(webhook.url));
  out.field("events", std::string_view(events));
  out.field("enabled", webhook.enabled);
  out.field("created_at_ms", webhook.created_at.ms);
  out.end_row();
}

HttpReply webhook_reply(const Webhook& webhook, int status, bool with_secret) {
  JsonWriter out;
  encode_webhook(out, webhook, with_secret);
  return json_reply(out.take(), status);
}

HttpReply no_webhook_reply() {
  return problem_reply(404, "There is no such webhook; look at the list of webhooks.");
}

Result<void> audit_webhook(const ServerWrite& write, const Call& call, std::string action,
                           const Webhook& webhook) {
  return append_audit(write, {.at = write.now,
                              .user_id = call.caller->user_id,
                              .action = std::move(action),
                              .subject = "webhook:" + webhook.id.text(),
                              .detail = webhook.url});
}

void write_delivery(ListWriter& out, const Delivery& delivery) {
  out.begin_row();
  out.field("id", delivery.id);
  out.field("webhook_id", delivery.webhook_id);
  out.field("job_id", delivery.job_id);
  out.field("event", delivery.event);
  out.field("event_id", delivery.event_id);
  out.field("state", delivery.state);
  out.field("attempts", delivery.attempts);
  out.field("last_error", delivery.last_error);
  out.field("created_at_ms", delivery.created_at.ms);
  out.end_row();
}

}  // namespace

Result<HttpReply> list_webhooks(Call& call) {
  SATCHEL_TRY(parse_page(call.request, {}));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  if (format_of(call.request) == ListFormat::csv) {
    ListWriter rows(ListFormat::csv);
    for (const Webhook& webhook : SATCHEL_TRY(list_webhooks(*tx))) write_webhook(rows, webhook);
    return list_reply(call.request, rows, "");
  }
  JsonWriter out;
  out.begin_object();
  out.key("items");
  out.begin_array();
  for (const Webhook& webhook : SATCHEL_TRY(list_webhooks(*tx))) {
    encode_webhook(out, webhook, false);
  }
  out.end_array();
  out.end_object();
  return json_reply(out.take());
}

Result<HttpReply> add_webhook(Call& call) {
  const Webhook wanted =
      SATCHEL_TRY(read_document(call.request.body, Strictness::strict, read_webhook));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    Webhook webhook = wanted;
    webhook.id = WebhookId::make(write.now, write.random);
    webhook.secret = make_webhook_secret(write.random);
    webhook.created_at = write.now;
    SATCHEL_TRY(save_webhook(write.tx, webhook));
    SATCHEL_TRY(audit_webhook(write, call, "add_webhook", webhook));
    return webhook_reply(webhook, 201, true);
  });
}

Result<HttpReply> change_webhook(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<WebhookId>(call.request));
  const Webhook wanted =
      SATCHEL_TRY(read_document(call.request.body, Strictness::strict, read_webhook));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    auto webhook = SATCHEL_TRY(find_webhook(write.tx, id));
    if (!webhook) return no_webhook_reply();
    webhook->url = wanted.url;
    webhook->events = wanted.events;
    webhook->enabled = wanted.enabled;
    SATCHEL_TRY(save_webhook(write.tx, *webhook));
    SATCHEL_TRY(audit_webhook(write, call, "change_webhook", *webhook));
    return webhook_reply(*webhook, 200, false);
  });
}

Result<HttpReply> remove_webhook(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<WebhookId>(call.request));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    const auto webhook = SATCHEL_TRY(find_webhook(write.tx, id));
    if (!webhook) return no_webhook_reply();
    SATCHEL_TRY(erase_webhook(write, id));
    SATCHEL_TRY(audit_webhook(write, call, "remove_webhook", *webhook));
    return webhook_reply(*webhook, 200, false);
  });
}

Result<HttpReply> list_deliveries(Call& call) {
  const ListPage page = SATCHEL_TRY(parse_page(call.request, {"state", "webhook"}));
  DeliveryFilter filter;
  filter.webhook_id = SATCHEL_TRY(parse_id_parameter<WebhookId>(call.request, "webhook"));
  filter.state = SATCHEL_TRY(parse_word_parameter<JobState>(call.request, "state"));
  filter.before = SATCHEL_TRY(parse_cursor<DeliveryId>(page));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  auto rows = SATCHEL_TRY(list_deliveries(*tx, filter, page.limit + 1));
  const bool more = std::ssize(rows) > page.limit;
  if (more) rows.pop_back();
  ListWriter out(format_of(call.request));
  for (const Delivery& row : rows) write_delivery(out, row);
  return list_reply(call.request, out, more ? std::string_view(rows.back().id.text()) : "");
}

Result<HttpReply> resend_delivery(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<DeliveryId>(call.request));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    const auto job = SATCHEL_TRY(resend_delivery(write, id));
    if (!job) return problem_reply(404, "There is no such delivery; look at the list of them.");
    SATCHEL_TRY(append_audit(write, {.at = write.now,
                                     .user_id = call.caller->user_id,
                                     .action = "resend_delivery",
                                     .subject = "delivery:" + id.text(),
                                     .detail = "job:" + job->text()}));
    JsonWriter out;
    out.begin_object();
    out.field("id", id);
    out.field("job_id", *job);
    out.end_object();
    return json_reply(out.take());
  });
}

}  // namespace satchel::server
