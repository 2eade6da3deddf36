// Reads the server's answers about what goes out.
#include "web/model/outgoing_model.h"

#include <algorithm>
#include <utility>

#include "shared/base/text.h"
#include "shared/wire/reader.h"

namespace satchel::web {
namespace {

constexpr std::size_t outgoing_rows_max = 100'000;
constexpr std::size_t webhook_events_max = 100;
constexpr std::size_t placeholders_max = 100;

OutgoingView read_outgoing(OutgoingList list, ObjectReader& in) {
  OutgoingView row;
  row.id = in.text("id");
  switch (list) {
    case OutgoingList::mails:
      row.what = in.text("title");
      row.to = in.text("to");
      row.about = in.optional_text("about");
      break;
    case OutgoingList::deliveries:
      row.what = plain_words(in.text("event"));
      row.to = in.optional_text("webhook_id");
      break;
    case OutgoingList::jobs:
      row.what = plain_words(in.text("kind"));
      row.to = in.text("subject");
      break;
    case OutgoingList::webhooks:
    case OutgoingList::wording:
      break;
  }
  row.state = in.word<SendState>("state");
  row.attempts = in.optional_number("attempts", 0);
  row.last_error = in.optional_text("last_error");
  row.created_at = {in.optional_number("created_at_ms", 0)};
  row.finished_at = {in.optional_number("finished_at_ms", 0)};
  return row;
}

WebhookView read_webhook(ObjectReader& in) {
  WebhookView webhook;
  webhook.id = in.text("id");
  webhook.url = in.text("url");
  webhook.events = in.texts("events", webhook_events_max);
  webhook.enabled = in.flag("enabled");
  webhook.secret = in.optional_text("secret");
  return webhook;
}

WordingView read_wording(ObjectReader& in) {
  WordingView wording;
  wording.kind = in.text("kind");
  wording.title = in.text("title");
  wording.text = in.text("text");
  wording.own = in.flag("own");
  wording.placeholders = in.texts("placeholders", placeholders_max);
  return wording;
}

}  // namespace

Result<OutgoingPage> parse_outgoing(OutgoingList list, std::string_view body) {
  return read_document(body, Strictness::tolerant, [list](ObjectReader& in) {
    OutgoingPage page;
    in.each_object("items", outgoing_rows_max,
                   [&](ObjectReader& each) { page.rows.push_back(read_outgoing(list, each)); });
    page.next = in.optional_text("next");
    return page;
  });
}

Result<std::vector<WebhookView>> parse_webhooks(std::string_view body) {
  return read_document(body, Strictness::tolerant, [](ObjectReader& in) {
    std::vector<WebhookView> webhooks;
    in.each_object("items", outgoing_rows_max,
                   [&](ObjectReader& each) { webhooks.push_back(read_webhook(each)); });
    return webhooks;
  });
}

Result<WebhookView> parse_webhook(std::string_view body) {
  return read_document(body, Strictness::tolerant, read_webhook);
}

Result<std::vector<WordingView>> parse_wordings(std::string_view body) {
  return read_document(body, Strictness::tolerant, [](ObjectReader& in) {
    std::vector<WordingView> wordings;
    in.each_object("items", outgoing_rows_max,
                   [&](ObjectReader& each) { wordings.push_back(read_wording(each)); });
    return wordings;
  });
}

std::string_view words_of(SendState state) {
  switch (state) {
    case SendState::waiting:
      return "Waiting";
    case SendState::running:
      return "Running";
    case SendState::done:
      return "Done";
    case SendState::failed:
      return "Failed";
    case SendState::given_up:
      return "Given up";
  }
  return "Unknown";
}

const std::vector<std::string>& job_kinds() {
  static const std::vector<std::string> kinds{"mail",      "webhook",     "provisioning",
                                              "registrar", "fraud_check", "payment"};
  return kinds;
}

const std::vector<std::string>& webhook_events() {
  static const std::vector<std::string> events{"order.placed", "order.accepted", "invoice.posted",
                                               "payment.received"};
  return events;
}

std::string plain_words(std::string word) {
  const auto joins = [](char letter) { return letter == '_' || letter == '.'; };
  std::replace_if(word.begin(), word.end(), joins, ' ');
  return capitalised(std::move(word));
}

}  // namespace satchel::web
