// Acts of the admin over REST.
#include "tests/replay/back_office.h"

namespace satchel::driver {
namespace {

constexpr std::size_t repeat_every = 8;

/// One act of the office, perhaps sent twice under its key.
Result<void> act(ReplayRun& run, const std::string& order, const std::string& verb) {
  const std::string path = "/v1/orders/" + order + "/" + verb;
  const std::string key = verb + "-" + order;
  const HttpReply reply = run.office.post(path, "", key);
  if (reply.status < 200 || reply.status > 299) {
    return fail(ErrorCode::unavailable, "POST " + path + " was answered " +
                                            std::to_string(reply.status) + ": " + reply.body);
  }
  ++run.counts.acts;
  if (run.random.below(repeat_every) != 0) return {};
  const HttpReply again = run.office.post(path, "", key);
  ++run.counts.acts_repeated;
  if (again.status != reply.status || again.body != reply.body) {
    return fail(ErrorCode::conflict, "POST " + path +
                                         " was answered differently the second time: " +
                                         std::to_string(again.status) + " " + again.body);
  }
  return {};
}

Result<void> run_bill_cycle(ReplayRun& run, Date through) {
  const std::string body = R"({"through":")" + to_text(through) + R"(","mode":"run"})";
  const std::string key = "cycle-" + to_text(through) + "-" + std::to_string(run.counts.bill_runs);
  const Json opened = SATCHEL_TRY(run.office.post_json("/v1/bill-runs", body, key));
  const std::string id = text_of(opened, "id");
  const Json posted =
      SATCHEL_TRY(run.office.post_json("/v1/bill-runs/" + id + "/post", "", key + "-post"));
  ++run.counts.bill_runs;
  if (text_of(posted, "state") == "posted" && number_of(posted, "accounts_failed") == 0) return {};
  return fail(ErrorCode::conflict,
              "the bill run through " + to_text(through) + " was not posted: " + to_text(posted));
}

}  // namespace

Result<void> accept_and_complete(ReplayRun& run) {
  JsonArray orders = SATCHEL_TRY(read_list(run.office, "/v1/orders"));
  run.random.shuffle(orders);
  for (const Json& order : orders) SATCHEL_TRY(act(run, text_of(order, "id"), "accept"));
  run.random.shuffle(orders);
  for (const Json& order : orders) SATCHEL_TRY(act(run, text_of(order, "id"), "complete"));
  return {};
}

Result<void> run_bill_cycles(ReplayRun& run, Date first, Date last) {
  for (Date through = first; through <= last; through = add_months(through, 1, 1)) {
    SATCHEL_TRY(run_bill_cycle(run, through));
  }
  return {};
}

}  // namespace satchel::driver
