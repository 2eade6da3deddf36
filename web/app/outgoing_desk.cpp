// Asks the server about what goes out, and takes in what it answers.
#include "web/app/outgoing_desk.h"

#include <utility>

#include "shared/wire/writer.h"
#include "web/app/online_words.h"

namespace satchel::web {
namespace {

constexpr std::string_view outgoing_page = "limit=100";

std::string webhook_body(const SaveWebhook& wish) {
  JsonWriter out;
  out.begin_object();
  out.field("url", wish.url);
  out.key("events");
  out.begin_array();
  for (const std::string& event : wish.events) out.text(event);
  out.end_array();
  out.field("enabled", wish.enabled);
  out.end_object();
  return out.take();
}

}  // namespace

void OutgoingDesk::clear() {
  asking_.forget();
  model_ = {};
  draft_ = {};
}

void OutgoingDesk::enter(std::string_view list) {
  model_ = {.list = parse_enum<OutgoingList>(list).value_or(OutgoingList::mails)};
  draft_ = {};
  load();
}

void OutgoingDesk::draw(bool online, Timestamp now, Commands& out) {
  model_.online.why_off = online ? "" : "You are offline. This lives on the server.";
  model_.now = now;
  draw_outgoing(model_, draft_, out);
}

std::string OutgoingDesk::list_path(std::string_view first) const {
  std::string path = "/v1/" + std::string(to_text(model_.list)) + "?" + std::string(first);
  if (draft_.state > 0) {
    path += "&state=" + std::string(to_text(static_cast<SendState>(draft_.state - 1)));
  }
  if (draft_.kind > 0) path += "&kind=" + job_kinds()[draft_.kind - 1];
  return path;
}

/// What was asked for before does not count any more.
void OutgoingDesk::load() {
  asking_.forget();
  if (model_.list == OutgoingList::wording) return fetch_list(Ask::wordings, "/v1/mail-templates");
  if (model_.list != OutgoingList::webhooks) fetch_list(Ask::rows, list_path(outgoing_page));
  if (model_.list == OutgoingList::deliveries || model_.list == OutgoingList::webhooks) {
    fetch_list(Ask::webhooks, "/v1/webhooks");
  }
}

void OutgoingDesk::fetch_list(Ask ask, std::string path) {
  model_.online.loading = true;
  const FetchRequest request{.method = "GET", .path = std::move(path)};
  asking_.ask(request, Asked{ask});
}

void OutgoingDesk::send(std::string doing, FetchRequest request, Asked asked) {
  model_.online.doing = std::move(doing);
  model_.online.error.clear();
  asking_.ask(request, std::move(asked));
}

void OutgoingDesk::perform(const OutgoingWish& wish) {
  const std::string list(to_text(model_.list));
  if (const auto* page = std::get_if<LoadOutgoing>(&wish)) {
    if (!page->more) return load();
    return fetch_list(Ask::more, list_path(outgoing_page) + "&after=" + model_.page.next);
  }
  if (const auto* again = std::get_if<SendAgain>(&wish)) {
    const bool job = model_.list == OutgoingList::jobs;
    return send(job ? "Trying again …" : "Sending again …",
                {.path = "/v1/" + list + "/" + again->id + (job ? "/retry" : "/resend")},
                {Ask::act, job ? "It is tried again" : "It is sent again"});
  }
  if (std::holds_alternative<SaveOutgoingCsv>(wish)) {
    return send("Asking for the file …",
                {.method = "GET", .path = list_path("format=csv"), .timeout_ms = 300'000},
                {Ask::csv, "Saved as " + list + ".csv", list + ".csv"});
  }
  if (const auto* webhook = std::get_if<SaveWebhook>(&wish)) return save_webhook(*webhook);
  if (const auto* removed = std::get_if<RemoveWebhook>(&wish)) {
    return send("Removing …", {.method = "DELETE", .path = "/v1/webhooks/" + removed->id},
                {Ask::act, "Webhook removed"});
  }
  if (std::holds_alternative<HideSecret>(wish)) model_.added = {};
  perform_wording(wish);
}

void OutgoingDesk::perform_wording(const OutgoingWish& wish) {
  const std::string path = "/v1/mail-templates/";
  if (const auto* saved = std::get_if<SaveWording>(&wish)) {
    JsonWriter out;
    out.begin_object();
    out.field("title", saved->title);
    out.field("text", saved->text);
    out.end_object();
    send("Saving …", {.method = "PUT", .path = path + saved->kind, .body = out.take()},
         {Ask::act, "Wording saved"});
  } else if (const auto* reset = std::get_if<ResetWording>(&wish)) {
    send("Saving …", {.method = "DELETE", .path = path + reset->kind},
         {Ask::act, "Worded as delivered again"});
  }
}

void OutgoingDesk::save_webhook(const SaveWebhook& wish) {
  if (wish.id.empty()) {
    return send("Adding …", {.path = "/v1/webhooks", .body = webhook_body(wish)},
                {Ask::added, "Webhook added"});
  }
  send("Saving …", {.method = "PUT", .path = "/v1/webhooks/" + wish.id, .body = webhook_body(wish)},
       {Ask::act, "Webhook saved"});
}

bool OutgoingDesk::take(const FetchReply& reply) {
  const auto asked = asking_.answered(reply);
  if (asked) finish(*asked, reply);
  return asked.has_value();
}

void OutgoingDesk::finish(const Asked& asked, const FetchReply& reply) {
  if (!settle(model_.online, reply)) return;
  switch (asked.ask) {
    case Ask::rows:
      model_.page = {};
      return take_rows(reply);
    case Ask::more:
      return take_rows(reply);
    case Ask::webhooks:
      return take_webhooks(reply);
    case Ask::wordings:
      return take_wordings(reply);
    case Ask::csv:
      host_.save_file(asked.file, "text/csv", reply.body);
      return kit_.toast(asked.done);
    case Ask::added:
      take_added(reply);
      break;
    case Ask::act:
      break;
  }
  kit_.toast(asked.done);
  load();
}

void OutgoingDesk::take_rows(const FetchReply& reply) {
  auto page = parse_outgoing(model_.list, reply.body);
  if (!page) return tell_unread(page.error());
  auto& rows = model_.page.rows;
  rows.insert(rows.end(), page->rows.begin(), page->rows.end());
  model_.page.next = page->next;
}

void OutgoingDesk::take_webhooks(const FetchReply& reply) {
  auto webhooks = parse_webhooks(reply.body);
  if (!webhooks) return tell_unread(webhooks.error());
  model_.webhooks = *std::move(webhooks);
}

void OutgoingDesk::take_added(const FetchReply& reply) {
  auto added = parse_webhook(reply.body);
  if (!added) return tell_unread(added.error());
  model_.added = *std::move(added);
}

void OutgoingDesk::take_wordings(const FetchReply& reply) {
  auto wordings = parse_wordings(reply.body);
  if (!wordings) return tell_unread(wordings.error());
  model_.wordings = *std::move(wordings);
}

void OutgoingDesk::tell_unread(const Error& error) {
  model_.online.error = "The server's answer could not be read: " + error.message;
}

}  // namespace satchel::web
