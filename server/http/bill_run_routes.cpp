// Bill runs: dry, run, inspect, retry, post, discard.
#include "server/billing/bill_account.h"
#include "server/billing/bill_run.h"
#include "server/http/answer_once.h"
#include "server/http/handlers.h"
#include "server/http/list_page.h"
#include "server/http/problem_reply.h"
#include "shared/store/account_store.h"
#include "shared/wire/aggregate_wire.h"
#include "shared/wire/reader.h"

namespace satchel::server {

enum class BillMode { dry, run };

}  // namespace satchel::server

namespace satchel {
SATCHEL_ENUM_WORDS(server::BillMode, "dry", "run");
}  // namespace satchel

namespace satchel::server {
namespace {

constexpr std::int64_t runs_listed_max = 200;
constexpr std::int64_t instant_ms_max = 253'402'300'799'999;  // The end of the year 9999.

struct BillRequest {
  Date through = date(1970, 1, 1);
  BillMode mode = BillMode::dry;
};

BillRequest read_bill_request(ObjectReader& in) {
  return {.through = in.day("through"), .mode = in.word<BillMode>("mode")};
}

void encode_failed(JsonWriter& out, const BillRun& run) {
  out.key("failed");
  out.begin_array();
  for (const BillRunAccount& account : run.failed) {
    out.begin_object();
    out.field("account_id", account.account_id);
    out.field("error", account.error);
    out.end_object();
  }
  out.end_array();
}

void encode_unsent(JsonWriter& out, const BillRun& run) {
  out.key("unsent_devices");
  out.begin_array();
  for (const Device& device : run.unsent_devices) {
    out.begin_object();
    out.field("label", device.label);
    out.field("name", device.name);
    out.field("queued", device.watermark.queued);
    out.field("oldest_at_ms", device.watermark.oldest_at_ms);
    out.end_object();
  }
  out.end_array();
}

void encode_progress(JsonWriter& out, const BillRun& run) {
  if (!run.progress) return;
  out.key("progress");
  out.begin_object();
  out.field("accounts_per_second", run.progress->accounts_per_second);
  out.field("seconds_left", run.progress->seconds_left);
  out.end_object();
}

void encode_run(JsonWriter& out, const BillRun& run) {
  out.begin_object();
  out.field("id", run.id);
  out.field("through", run.through);
  out.field("state", run.state);
  out.field("started_at_ms", run.started_at.ms);
  out.field("accounts_total", run.accounts_total);
  out.field("accounts_done", run.accounts_done);
  out.field("accounts_failed", run.accounts_failed);
  out.field("completed_with_errors", is_completed_with_errors(run));
  encode_progress(out, run);
  out.field("invoice_count", run.invoice_count);
  out.field("line_count", run.line_count);
  out.field("posted_count", run.posted_count);
  if (run.post_at) out.field("post_at_ms", run.post_at->ms);
  out.key("totals");
  out.begin_array();
  for (const Money& total : run.totals) out.money(total);
  out.end_array();
  out.field("digest", run.digest);
  encode_failed(out, run);
  encode_unsent(out, run);
  out.end_object();
}

HttpReply run_reply(const BillRun& run, int status) {
  JsonWriter out;
  encode_run(out, run);
  HttpReply reply = json_reply(out.take(), status);
  reply.log_note = "bill run " + run.id.text() + " " + std::string(to_text(run.state));
  return reply;
}

HttpReply refusal_reply(BillRefusal refusal) {
  return problem_reply(Problem{.type = std::string(to_text(refusal)),
                               .title = "Refused",
                               .status = refusal == BillRefusal::run_not_found ? 404 : 409,
                               .detail = std::string(describe(refusal))});
}

HttpReply decision_reply(const BillDecision<BillRun>& decision, int status) {
  return decision ? run_reply(*decision, status) : refusal_reply(decision.error());
}

}  // namespace

Result<HttpReply> list_bill_runs(Call& call) {
  SATCHEL_TRY(parse_page(call.request, {}));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  JsonWriter out;
  out.begin_object();
  out.key("items");
  out.begin_array();
  for (const BillRun& run : SATCHEL_TRY(list_bill_runs(*tx, runs_listed_max))) {
    encode_run(out, run);
  }
  out.end_array();
  out.end_object();
  return json_reply(out.take());
}

Result<HttpReply> start_bill_run(Call& call) {
  const BillRequest request =
      SATCHEL_TRY(read_document(call.request.body, Strictness::strict, read_bill_request));
  return answer_once_apart(call, [&]() -> Result<HttpReply> {
    const UserId& by = call.caller->user_id;
    const bool dry = request.mode == BillMode::dry;
    const auto decision =
        SATCHEL_TRY(dry ? start_dry(call.context, by, request.through)
                        : start_run(call.context, by, request.through, &call.services.clock));
    return decision_reply(decision, dry ? 200 : 201);
  });
}

Result<HttpReply> show_bill_run(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<BillRunId>(call.request));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  const auto run = SATCHEL_TRY(find_bill_run(*tx, id));
  return run ? run_reply(*run, 200) : refusal_reply(BillRefusal::run_not_found);
}

Result<HttpReply> retry_bill_run(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<BillRunId>(call.request));
  return answer_once_apart(call, [&]() -> Result<HttpReply> {
    return decision_reply(SATCHEL_TRY(retry_failed(call.context, call.caller->user_id, id)), 200);
  });
}

Result<HttpReply> post_bill_run(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<BillRunId>(call.request));
  return answer_once_apart(call, [&]() -> Result<HttpReply> {
    return decision_reply(SATCHEL_TRY(post_run(call.context, call.caller->user_id, id)), 200);
  });
}

Result<HttpReply> schedule_bill_run(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<BillRunId>(call.request));
  const auto at =
      SATCHEL_TRY(read_document(call.request.body, Strictness::strict, [](ObjectReader& in) {
        const bool set = in.has("at_ms");
        return set ? std::optional(Timestamp{in.bounded_number("at_ms", instant_ms_max)})
                   : std::optional<Timestamp>();
      }));
  if (at && at->ms <= 0) return fail(ErrorCode::invalid, "at_ms must be an instant after 1970.");
  return answer_once_apart(call, [&]() -> Result<HttpReply> {
    return decision_reply(SATCHEL_TRY(schedule_posting(call.context, call.caller->user_id, id, at)),
                          200);
  });
}

Result<HttpReply> discard_bill_run(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<BillRunId>(call.request));
  return answer_once_apart(call, [&]() -> Result<HttpReply> {
    return decision_reply(SATCHEL_TRY(discard_run(call.context, call.caller->user_id, id)), 200);
  });
}

Result<HttpReply> bill_account_now(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<AccountId>(call.request));
  const Date through = SATCHEL_TRY(read_document(
      call.request.body, Strictness::strict, [](ObjectReader& in) { return in.day("through"); }));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    if (!SATCHEL_TRY(find_account(write.tx, id))) {
      return problem_reply(Rejection{Reason::account_not_found, {}});
    }
    const auto decided = SATCHEL_TRY(bill_account(write, call.caller->user_id, id, through));
    if (!decided) return refusal_reply(decided.error());
    JsonWriter out;
    out.begin_object();
    if (*decided) {
      out.key("invoice");
      encode(out, **decided);
    }
    out.end_object();
    HttpReply reply = json_reply(out.take());
    reply.log_note = "bill_account " + id.text();
    return reply;
  });
}

}  // namespace satchel::server
