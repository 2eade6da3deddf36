// Subscriptions: usage is kept on this device at once, changes are made by the server.
#include "shared/wire/subscription_command_wire.h"
#include "shared/wire/writer.h"
#include "web/app/app.h"
#include "web/app/online_words.h"

namespace satchel::web {
namespace {

/// What the API calls the act, and what to say when it is done.
struct NamedAct {
  std::string_view path;
  std::string_view done;
};

std::optional<NamedAct> act_in(const Request& request) {
  if (std::holds_alternative<ChangeSubscription>(request)) {
    return NamedAct{"change", "Subscription changed"};
  }
  if (std::holds_alternative<CancelSubscription>(request)) {
    return NamedAct{"cancel", "Subscription cancelled"};
  }
  if (std::holds_alternative<PauseSubscription>(request)) {
    return NamedAct{"pause", "Subscription paused"};
  }
  if (std::holds_alternative<ResumeSubscription>(request)) {
    return NamedAct{"resume", "Subscription resumed"};
  }
  return std::nullopt;
}

/// The body of the act and the subscription it is for.
std::pair<SubscriptionId, std::string> body_of(const Request& request) {
  JsonWriter out;
  SubscriptionId id;
  out.begin_object();
  std::visit(
      [&](const auto& each) {
        if constexpr (requires { each.subscription_id; }) {
          id = each.subscription_id;
          encode_terms(out, each);
        }
      },
      request);
  out.end_object();
  return {id, out.take()};
}

}  // namespace

bool App::perform_subscription_act(const Request& request) {
  if (const auto* recorded = std::get_if<RecordUsage>(&request)) {
    record_usage(*recorded);
    return true;
  }
  const auto act = act_in(request);
  if (!act) return false;
  auto [id, body] = body_of(request);
  drafts_.subscriptions.act.error.clear();
  drafts_.subscriptions.act.acting = "The server is at it …";
  send({.path = "/v1/subscriptions/" + id.text() + "/" + std::string(act->path),
        .body = std::move(body),
        .idempotency_key = make_uuid(now(), random_)},
       {OnlineAct::Kind::subscription, {}, std::string(act->done)});
  return true;
}

/// The id is made once, here: however often the entry is sent, it is one record.
void App::record_usage(RecordUsage command) {
  SubscriptionActDraft& draft = drafts_.subscriptions.act;
  command.usage.id = UsageRecordId::make(now(), random_);
  draft.error.clear();
  if (const auto rejection = give(command)) {
    draft.error =
        describe(rejection->fields.empty() ? rejection->reason : rejection->fields.front().reason);
    return;
  }
  if (!accepted_) return;
  draft.units.clear();
  draft.note.clear();
  draft.tried = false;
  kit_.toast(to_text(command.usage.units) + " recorded");
}

void App::finish_subscription(const OnlineAct& act, const FetchReply& reply) {
  SubscriptionActDraft& draft = drafts_.subscriptions.act;
  draft.acting.clear();
  if (!is_success(reply)) {
    draft.error = words_of_failure(reply);
    return;
  }
  draft = {};
  kit_.toast(act.done);
  exchange_soon();
}

}  // namespace satchel::web
