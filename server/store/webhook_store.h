// The webhook store: who wants to hear of what, and each event on its way to him.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/job_store.h"

namespace satchel::server {

using WebhookId = Id<struct WebhookTag>;
using DeliveryId = Id<struct DeliveryTag>;

/// What outsiders may hear of.
enum class WebhookEvent { order_placed, order_accepted, invoice_posted, payment_received };

}  // namespace satchel::server

namespace satchel {
SATCHEL_ENUM_WORDS(server::WebhookEvent, "order.placed", "order.accepted", "invoice.posted",
                   "payment.received");
}  // namespace satchel

namespace satchel::server {

/// An address that events are sent to.
struct Webhook {
  WebhookId id;
  std::string url;                   // https or http.
  std::vector<WebhookEvent> events;  // At least one.
  std::string secret;                // "whsec_" and base64; signs what is sent.
  bool enabled = true;
  Timestamp created_at;
};

/// One event on its way to one address.
struct Delivery {
  DeliveryId id;
  WebhookId webhook_id;
  JobId job_id;  // The latest job that sends it; its state is the delivery's.
  WebhookEvent event = WebhookEvent::order_placed;
  std::string event_id;  // The same at every address and every attempt.
  std::string body;      // What is sent, as JSON.
  Timestamp created_at;
  JobState state = JobState::waiting;
  std::int64_t attempts = 0;
  std::string last_error;
};

/// Returns a new secret of 192 random bits.
std::string make_webhook_secret(Random& random);

/// Tells every enabled webhook that wants the event, after the caller's transaction has committed.
/// `data` is the event's content, one JSON object.
Result<void> publish_event(const ServerWrite& write, WebhookEvent event, std::string_view data);

/// Writes the webhook. ErrorCode::invalid for an address that is neither https nor http or too
/// long, and for no events.
Result<void> save_webhook(Transaction& tx, const Webhook& webhook);

/// Removes the webhook and gives up what is on its way there.
Result<void> erase_webhook(const ServerWrite& write, const WebhookId& id);

Result<std::optional<Webhook>> find_webhook(Transaction& tx, const WebhookId& id);
/// Returns all webhooks, oldest first.
Result<std::vector<Webhook>> list_webhooks(Transaction& tx);

Result<std::optional<Delivery>> find_delivery(Transaction& tx, const DeliveryId& id);

/// Empty texts and ids do not filter.
struct DeliveryFilter {
  WebhookId webhook_id;
  std::string state;
  DeliveryId before;  // The cursor.
};

/// Returns deliveries, newest first, at most `count_max`.
Result<std::vector<Delivery>> list_deliveries(Transaction& tx, const DeliveryFilter& filter,
                                              std::int64_t count_max);

/// Sends an event again, under its own id. Returns the job; nothing for no such delivery.
Result<std::optional<JobId>> resend_delivery(const ServerWrite& write, const DeliveryId& id);

}  // namespace satchel::server
