// What goes out to the world, as the server tells: mails, deliveries to webhooks, jobs, and the
// webhooks themselves, and how mails are worded. Never kept on the device.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/enum_words.h"
#include "web/model/access_model.h"

namespace satchel::web {

/// The lists of the screen, in the words of their addresses.
enum class OutgoingList { mails, deliveries, jobs, webhooks, wording };

/// Where something outgoing is: failed is tried again, given up is not.
enum class SendState { waiting, running, done, failed, given_up };

}  // namespace satchel::web

namespace satchel {
SATCHEL_ENUM_WORDS(web::OutgoingList, "mails", "deliveries", "jobs", "webhooks", "mail-templates");
SATCHEL_ENUM_WORDS(web::SendState, "waiting", "running", "done", "failed", "given_up");
}  // namespace satchel

namespace satchel::web {

/// A mail, a delivery or a job.
struct OutgoingView {
  std::string id;
  std::string what;        // A mail's title, an event, or what kind of job.
  std::string to;          // A mail's address, a webhook's id, or the subject of a job.
  std::string about = {};  // What a mail is about: "invoice:0190…".
  SendState state = SendState::waiting;
  std::int64_t attempts = 0;
  std::string last_error = {};
  Timestamp created_at = {};
  Timestamp finished_at = {};  // 0 while it is on its way, and of deliveries.
};

/// One page of a list; `next` names the one that follows, or is empty.
struct OutgoingPage {
  std::vector<OutgoingView> rows;
  std::string next;
};

struct WebhookView {
  std::string id;
  std::string url;
  std::vector<std::string> events;
  bool enabled = true;
  std::string secret = {};  // Only in the answer that made it.
};

/// How one kind of mail is worded.
struct WordingView {
  std::string kind;  // In the server's words: "invoice", "new_password".
  std::string title;
  std::string text;
  bool own = false;  // The organisation's own wording instead of the delivered one.
  std::vector<std::string> placeholders;
};

/// Reads a page of mails, deliveries or jobs.
Result<OutgoingPage> parse_outgoing(OutgoingList list, std::string_view body);
Result<std::vector<WebhookView>> parse_webhooks(std::string_view body);
Result<WebhookView> parse_webhook(std::string_view body);
Result<std::vector<WordingView>> parse_wordings(std::string_view body);

/// Returns "Waiting", "Given up", …
std::string_view words_of(SendState state);

/// Returns the kinds of jobs, and the events a webhook can hear of, in the server's words.
const std::vector<std::string>& job_kinds();
const std::vector<std::string>& webhook_events();

/// Returns such a word as people read it: "Fraud check", "Order placed".
std::string plain_words(std::string word);

struct OutgoingModel {
  OnlineState online;
  OutgoingList list = OutgoingList::mails;
  OutgoingPage page;  // Everything loaded so far.
  std::vector<WebhookView> webhooks;
  WebhookView added;  // Just added, with its secret; shown once.
  std::vector<WordingView> wordings;
  Timestamp now;
};

}  // namespace satchel::web
