// Bill runs live on the server: asks about them, acts on them, takes in what it answers.
#include <algorithm>

#include "shared/wire/writer.h"
#include "web/app/app.h"
#include "web/app/online_words.h"

namespace satchel::web {
namespace {

constexpr std::int64_t bill_runs_watched_every_ms = 2'000;

struct BillRunActWords {
  std::string_view path;
  std::string_view doing;
  std::string_view done;
};

BillRunActWords words_of_act(BillRunAct act) {
  switch (act) {
    case BillRunAct::retry:
      return {"/retry", "Billing the failed accounts …", "Billed again"};
    case BillRunAct::post:
      return {"/post", "Posting invoices …", "Invoices posted"};
    case BillRunAct::discard:
      return {"/discard", "Discarding the run …", "Run discarded"};
  }
  return {};
}

}  // namespace

/// False for a request that is not about bill runs.
bool App::perform_bill_run_act(const Request& request) {
  if (const auto* start = std::get_if<StartBillRun>(&request)) {
    start_bill_run(*start);
  } else if (const auto* act = std::get_if<ActOnBillRun>(&request)) {
    act_on_bill_run(*act);
  } else if (const auto* check = std::get_if<CheckBillRun>(&request)) {
    check_bill_run(*check);
  } else if (const auto* comparison = std::get_if<CompareBillRun>(&request)) {
    compare_bill_run(*comparison);
  } else if (std::holds_alternative<LoadBillRuns>(request)) {
    load_bill_runs();
  } else {
    return false;
  }
  return true;
}

void App::load_bill_runs() {
  models_.bill_runs.loading = true;
  send({.method = "GET", .path = "/v1/bill-runs"}, {OnlineAct::Kind::bill_runs, {}, {}});
}

void App::finish_bill_runs(const FetchReply& reply) {
  models_.bill_runs.loading = false;
  if (!is_success(reply)) {
    models_.bill_runs.error = words_of_failure(reply);
    return;
  }
  auto runs = parse_bill_runs(reply.body);
  auto tx = database_->begin(Access::read);
  if (!tx) return fail_with(tx.error());
  if (!runs) {
    models_.bill_runs.error = "The server's answer could not be read: " + runs.error().message;
    return;
  }
  for (BillRunView& run : *runs) {
    if (const auto named = name_failures(**tx, run); !named) return fail_with(named.error());
  }
  models_.bill_runs.runs = *std::move(runs);
  watch_bill_runs();
}

/// Asks again after a while as long as a run goes on, here or elsewhere.
void App::watch_bill_runs() {
  const std::vector<BillRunView>& runs = models_.bill_runs.runs;
  const bool going = std::any_of(runs.begin(), runs.end(), [](const BillRunView& run) {
    return run.state == BillRunState::running || run.state == BillRunState::posting;
  });
  if (!going && models_.bill_runs.doing.empty()) return;
  bill_runs_wake_ = Timestamp{now().ms + bill_runs_watched_every_ms};
  schedule_wake();
}

void App::wake_bill_runs() {
  bill_runs_wake_.reset();
  if (route_.place == Place::bill_runs) load_bill_runs();
}

void App::start_bill_run(const StartBillRun& wish) {
  JsonWriter body;
  body.begin_object();
  body.field("through", wish.through);
  body.field("mode", wish.dry ? "dry" : "run");
  body.end_object();
  models_.bill_runs.doing = wish.dry ? "Planning a dry run …" : "Running the bill cycle …";
  models_.bill_runs.error.clear();
  models_.bill_runs.dry.reset();
  send({.path = "/v1/bill-runs",
        .body = body.take(),
        .idempotency_key = make_uuid(now(), random_),
        .timeout_ms = 600'000},
       {OnlineAct::Kind::bill_run, {}, wish.dry ? "Dry run finished" : "Run ready to post"});
  watch_bill_runs();
}

void App::act_on_bill_run(const ActOnBillRun& wish) {
  const BillRunActWords words = words_of_act(wish.act);
  models_.bill_runs.doing = words.doing;
  models_.bill_runs.error.clear();
  models_.bill_runs.dry.reset();
  send({.path = "/v1/bill-runs/" + wish.id + std::string(words.path),
        .idempotency_key = make_uuid(now(), random_),
        .timeout_ms = 600'000},
       {OnlineAct::Kind::bill_run, {}, std::string(words.done)});
  watch_bill_runs();
}

void App::finish_bill_run(const OnlineAct& act, const FetchReply& reply) {
  models_.bill_runs.doing.clear();
  models_.bill_runs.check = {};
  if (!is_success(reply)) {
    models_.bill_runs.error = words_of_failure(reply);
    return load_bill_runs();
  }
  auto run = parse_bill_run(reply.body);
  if (run && run->state == BillRunState::dry) {
    auto tx = database_->begin(Access::read);
    if (!tx) return fail_with(tx.error());
    if (const auto named = name_failures(**tx, *run); !named) return fail_with(named.error());
    drafts_.bill_runs.selected.clear();
    models_.bill_runs.dry = *std::move(run);
  } else if (run) {
    drafts_.bill_runs.selected = run->id;
  }
  kit_.toast(act.done);
  load_bill_runs();
  exchange_soon();
}

void App::check_bill_run(const CheckBillRun& wish) {
  models_.bill_runs.check = {.run = wish.id, .anomalies = {}, .differences = {}};
  send({.method = "GET", .path = "/v1/bill-runs/" + wish.id + "/anomalies"},
       {OnlineAct::Kind::bill_run_check, {}, {}});
}

void App::compare_bill_run(const CompareBillRun& wish) {
  const std::string with = wish.with_dry ? "dry" : "previous";
  const std::string form = wish.as_file ? "&format=csv" : "&limit=500";
  const auto kind =
      wish.as_file ? OnlineAct::Kind::bill_run_file : OnlineAct::Kind::bill_run_comparison;
  send({.method = "GET", .path = "/v1/bill-runs/" + wish.id + "/diff?with=" + with + form},
       {kind, {}, {}});
}

/// Takes in the anomalies, the comparison or its file.
void App::finish_bill_run_check(const OnlineAct& act, const FetchReply& reply) {
  BillRunsModel& model = models_.bill_runs;
  if (!is_success(reply)) {
    model.error = words_of_failure(reply);
    return;
  }
  if (act.kind == OnlineAct::Kind::bill_run_file) {
    return offer_csv("bill-run-comparison", reply.body);
  }
  auto rows = parse_bill_run_rows(reply.body);
  if (!rows) {
    model.error = "The server's answer could not be read: " + rows.error().message;
  } else if (act.kind == OnlineAct::Kind::bill_run_check) {
    model.check.anomalies = *std::move(rows);
  } else {
    model.check.differences = *std::move(rows);
  }
}

}  // namespace satchel::web
