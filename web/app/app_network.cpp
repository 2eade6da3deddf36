// The server: exchanges, login, acts of the back office, bill runs.
#include "shared/domain/access/permission.h"
#include "shared/wire/order_command_wire.h"
#include "shared/wire/session_message.h"
#include "shared/wire/writer.h"
#include "web/app/app.h"
#include "web/app/online_words.h"
#include "web/model/words.h"

namespace satchel::web {
void App::act_on(const SyncActions& actions) {
  const SyncStatus before = status_;
  const bool was_online = before.state != SyncState::needs_login;
  if (actions.send) {
    sync_exchange_ = actions.send->exchange_id;
    sync_request_ = host_.fetch({.path = "/v1/sync", .body = actions.send->body});
  }
  if (actions.wake_at) sync_wake_ = actions.wake_at;
  if (actions.revised) reload_session();
  if (actions.revised) ++revision_;
  refresh_status();
  if (was_online != (status_.state != SyncState::needs_login)) ++revision_;
  if (route_.place == Place::sync) ++revision_;
  if (actions.revised) tell_sync_news(before);
  tell_title();
  schedule_wake();
  if (actions.revised && loop_->state() == SyncState::idle) shorten_log();
}

/// The exchange may have brought another role or other territories.
void App::reload_session() {
  const auto tx = database_->begin(Access::read);
  if (!tx) return fail_with(tx.error());
  auto device = load_device(**tx);
  if (!device) return fail_with(device.error());
  device_ = *std::move(device);
}

void App::tell_sync_news(const SyncStatus& before) {
  if (status_.refused.size() > before.refused.size()) {
    kit_.toast("The server refused an entry. Open Synchronization to see why", Tone::red);
  } else if (status_.amended.size() > before.amended.size()) {
    kit_.toast("The server changed something you entered. Open Synchronization", Tone::yellow);
  } else if (!before.totals.empty() && status_.totals.empty()) {
    kit_.toast("Your orders are safe on the server");
  }
}

/// Moves the write-ahead log into the database file; a log that cannot shrink is told as an error
/// of the exchange, and tried again after the next one.
void App::shorten_log() {
  const auto shortened = checkpoint(*database_);
  if (shortened) return;
  const std::string why = "The log on this device keeps growing: " + shortened.error().message;
  (void)store_last_error(*database_, why).has_value();
  refresh_status();
}

void App::schedule_wake() {
  std::optional<Timestamp> first = sync_wake_;
  for (const auto& wake : {draft_wake_, bill_runs_wake_}) {
    if (wake && (!first || *wake < *first)) first = wake;
  }
  if (first) host_.wake_at(first->ms);
}

void App::exchange_soon() {
  if (loop_->state() == SyncState::exchanging) {
    exchange_again_ = true;
    return;
  }
  act_on(loop_->on_online(true, now()));
}

void App::send(const FetchRequest& request, OnlineAct act) {
  acts_.emplace(host_.fetch(request), std::move(act));
}

/// Hands the answer to the desk that asked; false when none did.
bool App::is_of_desk(const FetchReply& reply) {
  const bool taken = catalogue_.take(reply) || dunning_.take(reply) || access_.take(reply) ||
                     outgoing_.take(reply) || ledger_.take(reply);
  if (catalogue_.take_changed() || dunning_.take_changed()) exchange_soon();
  return taken;
}

void App::on_reply(const FetchReply& reply) {
  if (!failure_.empty()) return;
  if (const bool reached = reply.status != 0; reached != reached_) {
    reached_ = reached;
    ++revision_;
  }
  if (reply.request == sync_request_) {
    sync_request_ = 0;
    act_on(loop_->on_reply({sync_exchange_, reply.status, reply.body}, now()));
    if (exchange_again_ && loop_->state() != SyncState::exchanging) {
      exchange_again_ = false;
      exchange_soon();
    }
    return;
  }
  if (is_of_desk(reply)) return;
  const auto found = acts_.find(reply.request);
  if (found == acts_.end()) return;
  const OnlineAct act = std::move(found->second);
  acts_.erase(found);
  switch (act.kind) {
    case OnlineAct::Kind::log_in:
      return finish_login(reply);
    case OnlineAct::Kind::log_out:
      return;
    case OnlineAct::Kind::order:
      return finish_order_act(act, reply);
    case OnlineAct::Kind::account:
      return finish_account(act, reply);
    case OnlineAct::Kind::bill_runs:
      return finish_bill_runs(reply);
    case OnlineAct::Kind::bill_run:
      return finish_bill_run(act, reply);
    case OnlineAct::Kind::bill_run_check:
    case OnlineAct::Kind::bill_run_comparison:
    case OnlineAct::Kind::bill_run_file:
      return finish_bill_run_check(act, reply);
    case OnlineAct::Kind::receipt:
      return finish_receipt(act, reply);
    case OnlineAct::Kind::invoice:
      return finish_invoice(act, reply);
    case OnlineAct::Kind::refund:
      return finish_refund(act, reply);
    case OnlineAct::Kind::subscription:
      return finish_subscription(act, reply);
    case OnlineAct::Kind::credit:
      return finish_credit(act, reply);
    case OnlineAct::Kind::invoice_act:
      return finish_invoice_act(act, reply);
    case OnlineAct::Kind::credit_log:
      return finish_credit_log(act, reply);
    case OnlineAct::Kind::bulk:
      return finish_one_of_bulk(act, reply);
    case OnlineAct::Kind::overview:
      return finish_overview(reply);
  }
}

void App::log_in(const LogIn& wish) {
  models_.login.busy = true;
  models_.login.error.clear();
  if (const auto free = check_login(*database_, wish.login); !free) {
    models_.login.busy = false;
    models_.login.error = free.error().message;
    return kit_.focus_next("Login");
  }
  const LoginRequest request{wish.login, wish.password, device_.device_id, "Browser", wish.code};
  send({.path = "/v1/login", .body = encode(request)}, {OnlineAct::Kind::log_in, {}, {}});
}

void App::finish_login(const FetchReply& reply) {
  models_.login.busy = false;
  if (!is_success(reply)) {
    const auto problem = parse_problem(reply.body);
    const std::string type = problem ? problem->type : "";
    models_.login.error = words_of_failure(reply);
    models_.login.code_needed = type == "code-needed" || type == "code-wrong";
    return kit_.focus_next(models_.login.code_needed ? "Code" : "Password");
  }
  models_.login.code_needed = false;
  const auto session = parse_session(reply.body);
  if (!session) {
    models_.login.error = "The server's answer could not be read. Reload the page and try again.";
    return;
  }
  auto device = store_session(*database_, *session, now(), random_);
  if (!device) {
    models_.login.error = device.error().message;
    // The server's cookie is this person's now, and the work here is not.
    return send({.path = "/v1/logout"}, {OnlineAct::Kind::log_out, {}, {}});
  }
  device_ = *std::move(device);
  drafts_.login = {};
  const bool at_login = route_.place == Place::login;
  if (at_login) host_.set_route(text_of(start_place()), true);
  enter(at_login ? start_place() : route_);
  act_on(loop_->on_login(now()));
}

void App::act_on_order(const Command& command) {
  const OrderId id = OrderId::parse(target_of(command).id).value_or(OrderId());
  const CommandKind kind = kind_of(command);
  drafts_.orders.details.acting = "Waiting for the server …";
  const Order& shown = models_.order.order;
  const std::int64_t seen = shown.id == id ? shown.version : 0;
  send({.path = "/v1/orders/" + id.text() + "/" + std::string(act_word_of(kind)),
        .body = order_act_body(command, seen),
        .idempotency_key = make_uuid(now(), random_)},
       {OnlineAct::Kind::order, id, std::string(done_words_of(kind))});
}

void App::finish_order_act(const OnlineAct& act, const FetchReply& reply) {
  if (drafts_.orders.selected == act.order_id) {
    drafts_.orders.details.acting.clear();
    if (!is_success(reply)) drafts_.orders.details.error = words_of_failure(reply);
  } else if (!is_success(reply)) {
    // Whoever has gone on to the next order must not believe that it was done.
    kit_.toast(act.done + ": no. " + words_of_failure(reply), Tone::red);
  }
  // Whoever is told that somebody else was first wants to see what he did.
  if (is_success(reply) || reply.status == 409) exchange_soon();
  if (is_success(reply)) kit_.toast(act.done);
}

void App::set_standing(const SetStanding& wish) {
  JsonWriter body;
  body.begin_object();
  body.field("flagged_for_fraud", wish.standing.flagged_for_fraud);
  body.field("hold_new_orders", wish.standing.hold_new_orders);
  body.field("credit_limit_minor", wish.standing.credit_limit_minor);
  body.end_object();
  drafts_.customer_page.error.clear();
  send({.path = "/v1/accounts/" + wish.account_id.text() + "/standing",
        .body = body.take(),
        .idempotency_key = make_uuid(now(), random_)},
       {OnlineAct::Kind::account, {}, "Standing saved"});
}

void App::assign(const AssignTerritories& wish) {
  JsonWriter body;
  body.begin_object();
  body.key("territory_ids");
  body.begin_array();
  for (const TerritoryId& id : wish.territories) body.text(id.text());
  body.end_array();
  body.end_object();
  drafts_.customer_page.error.clear();
  send({.method = "PUT",
        .path = "/v1/accounts/" + wish.account_id.text() + "/territories",
        .body = body.take()},
       {OnlineAct::Kind::account, {}, "Territories saved"});
}

void App::finish_account(const OnlineAct& act, const FetchReply& reply) {
  if (!is_success(reply)) {
    drafts_.customer_page.error = words_of_failure(reply);
    return;
  }
  kit_.toast(act.done);
  exchange_soon();
}

/// What only the server knows of the General page; the rest stands on this device.
void App::load_overview() {
  const bool office = logged_in() && reach_of(device_.session->role) == Reach::everything;
  if (!office || !may(device_.session->role, Permission::reports_view)) return;
  send({.method = "GET", .path = "/v1/overview"}, {OnlineAct::Kind::overview, {}, {}});
}

void App::finish_overview(const FetchReply& reply) {
  auto unsent = is_success(reply) ? parse_unsent(reply.body) : Result<UnsentWork>(UnsentWork());
  // Old figures would be taken for those of now.
  models_.unsent = unsent ? *std::move(unsent) : UnsentWork();
  ++revision_;
}

}  // namespace satchel::web
