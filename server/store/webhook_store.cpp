// Webhooks in SQL.
#include "server/store/webhook_store.h"

#include <algorithm>
#include <array>

#include "server/store/base64.h"
#include "server/store/civil_date.h"
#include "shared/wire/writer.h"

namespace satchel::server {
namespace {

constexpr std::size_t url_length_max = 500;

std::string words_of(const std::vector<WebhookEvent>& events) {
  std::string words;
  for (const WebhookEvent event : events) {
    words += (words.empty() ? "" : " ") + std::string(to_text(event));
  }
  return words;
}

std::vector<WebhookEvent> events_in(std::string_view words) {
  std::vector<WebhookEvent> events;
  while (!words.empty()) {
    const std::string_view word = words.substr(0, words.find(' '));
    if (const auto event = parse_enum<WebhookEvent>(word)) events.push_back(*event);
    words.remove_prefix(std::min(words.size(), word.size() + 1));
  }
  return events;
}

bool is_web_address(std::string_view url) {
  const bool scheme = url.starts_with("https://") || url.starts_with("http://");
  return scheme && url.size() <= url_length_max && url.size() > 8 &&
         std::all_of(url.begin(), url.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

Webhook webhook_of(const Row& row) {
  return {row.id<WebhookId>(0), row.text(1),        events_in(row.text(2)),
          row.text(3),          row.number(4) == 1, {row.number(5)}};
}

Delivery delivery_of(const Row& row) {
  Delivery delivery;
  delivery.id = row.id<DeliveryId>(0);
  delivery.webhook_id = row.id<WebhookId>(1);
  delivery.job_id = row.id<JobId>(2);
  delivery.event = row.word<WebhookEvent>(3);
  delivery.event_id = row.text(4);
  delivery.body = row.text(5);
  delivery.created_at = {row.number(6)};
  delivery.state = row.word<JobState>(7);
  delivery.attempts = row.number(8);
  delivery.last_error = row.text(9);
  return delivery;
}

Result<JobId> add_delivery_job(const ServerWrite& write, const DeliveryId& id) {
  return add_job(write, {.kind = JobKind::webhook,
                         .subject = "delivery:" + id.text(),
                         .payload = "{}",
                         .idempotency_key = "webhook:" + make_uuid(write.now, write.random)});
}

Result<void> add_delivery(const ServerWrite& write, const WebhookId& webhook,
                          const Delivery& delivery) {
  const DeliveryId id = DeliveryId::make(write.now, write.random);
  const JobId job = SATCHEL_TRY(add_delivery_job(write, id));
  return write.tx.run(R"sql(
    INSERT INTO webhook_delivery (id, webhook_id, job_id, event, event_id, body, created_at_ms)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
  )sql",
                      id, webhook, job, delivery.event, delivery.event_id, delivery.body,
                      write.now);
}

std::string event_body(WebhookEvent event, Timestamp at, std::string_view data) {
  JsonWriter out;
  out.begin_object();
  out.field("type", event);
  out.field("timestamp", to_iso(at));
  out.key("data");
  out.raw(data);
  out.end_object();
  return out.take();
}

}  // namespace

std::string make_webhook_secret(Random& random) {
  std::array<std::uint8_t, 24> bytes{};
  random.fill(bytes);
  return "whsec_" + to_base64({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

Result<void> publish_event(const ServerWrite& write, WebhookEvent event, std::string_view data) {
  Delivery delivery;
  delivery.event = event;
  for (const Webhook& webhook : SATCHEL_TRY(list_webhooks(write.tx))) {
    const bool wanted =
        std::find(webhook.events.begin(), webhook.events.end(), event) != webhook.events.end();
    if (!webhook.enabled || !wanted) continue;
    if (delivery.event_id.empty()) {
      delivery.event_id = "msg_" + make_uuid(write.now, write.random);
      delivery.body = event_body(event, write.now, data);
    }
    SATCHEL_TRY(add_delivery(write, webhook.id, delivery));
  }
  return {};
}

Result<void> save_webhook(Transaction& tx, const Webhook& webhook) {
  if (!is_web_address(webhook.url)) {
    return fail(ErrorCode::invalid,
                "url must begin with https:// or http:// and have at most 500 "
                "characters without spaces.");
  }
  if (webhook.events.empty()) {
    return fail(ErrorCode::invalid, "events must name at least one event.");
  }
  return tx.run(R"sql(
    INSERT INTO webhook (id, url, events, secret, enabled, created_at_ms)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (id) DO UPDATE SET url = excluded.url, events = excluded.events,
      secret = excluded.secret, enabled = excluded.enabled
  )sql",
                webhook.id, webhook.url, words_of(webhook.events), webhook.secret, webhook.enabled,
                webhook.created_at);
}

Result<void> erase_webhook(const ServerWrite& write, const WebhookId& id) {
  const Rows rows =
      SATCHEL_TRY(write.tx.query("SELECT id FROM webhook_delivery WHERE webhook_id = $1", id));
  for (const Row& row : rows) {
    SATCHEL_TRY(drop_jobs(write, "delivery:" + row.text(0), "The webhook was removed."));
  }
  return write.tx.run("DELETE FROM webhook WHERE id = $1", id);
}

Result<std::optional<Webhook>> find_webhook(Transaction& tx, const WebhookId& id) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT id, url, events, secret, enabled, created_at_ms FROM webhook WHERE id = $1
  )sql",
                                         id));
  if (rows.empty()) return std::optional<Webhook>();
  return std::optional<Webhook>(webhook_of(rows[0]));
}

Result<std::vector<Webhook>> list_webhooks(Transaction& tx) {
  const Rows rows = SATCHEL_TRY(
      tx.query("SELECT id, url, events, secret, enabled, created_at_ms FROM webhook ORDER BY id"));
  std::vector<Webhook> webhooks;
  for (const Row& row : rows) webhooks.push_back(webhook_of(row));
  return webhooks;
}

Result<std::optional<Delivery>> find_delivery(Transaction& tx, const DeliveryId& id) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT delivery.id, webhook_id, job_id, event, event_id, body, delivery.created_at_ms, state,
      attempts, last_error
    FROM webhook_delivery AS delivery JOIN job ON job.id = delivery.job_id WHERE delivery.id = $1
  )sql",
                                         id));
  if (rows.empty()) return std::optional<Delivery>();
  return std::optional<Delivery>(delivery_of(rows[0]));
}

Result<std::vector<Delivery>> list_deliveries(Transaction& tx, const DeliveryFilter& filter,
                                              std::int64_t count_max) {
  const Rows rows =
      SATCHEL_TRY(tx.query(R"sql(
    SELECT delivery.id, webhook_id, job_id, event, event_id, body, delivery.created_at_ms, state,
      attempts, last_error
    FROM webhook_delivery AS delivery JOIN job ON job.id = delivery.job_id
    WHERE ($1 = '' OR webhook_id = $1) AND ($2 = '' OR state = $2) AND ($3 = '' OR delivery.id < $3)
    ORDER BY delivery.id DESC LIMIT $4
  )sql",
                           filter.webhook_id, filter.state, filter.before, count_max));
  std::vector<Delivery> deliveries;
  for (const Row& row : rows) deliveries.push_back(delivery_of(row));
  return deliveries;
}

Result<std::optional<JobId>> resend_delivery(const ServerWrite& write, const DeliveryId& id) {
  if (!SATCHEL_TRY(find_delivery(write.tx, id))) return std::optional<JobId>();
  const JobId job = SATCHEL_TRY(add_delivery_job(write, id));
  SATCHEL_TRY(write.tx.run("UPDATE webhook_delivery SET job_id = $2 WHERE id = $1", id, job));
  return std::optional<JobId>(job);
}

}  // namespace satchel::server
