// What to look at before a bill run is posted: anomalies, and what differs from another run.
#include "server/http/handlers.h"
#include "server/http/list_page.h"
#include "server/store/bill_run_comparison.h"
#include "shared/store/settings_store.h"

namespace satchel::server {
namespace {

constexpr std::int64_t anomalies_listed_max = 1'000;

Result<BillRun> need_bill_run(Call& call, Transaction& tx) {
  const auto id = SATCHEL_TRY(parse_path_id<BillRunId>(call.request));
  auto run = SATCHEL_TRY(find_bill_run_head(tx, id));
  if (!run) return fail(ErrorCode::not_found, "no such bill run");
  return *std::move(run);
}

void write_change(ListWriter& out, const BillRunChange& change) {
  const Money difference = difference_of(change);
  const Money nothing{0, difference.currency};
  out.field("account_id", change.account_id);
  out.field("account_number", change.account_number);
  out.field("account_name", std::string_view(change.account_name));
  out.field("before", change.before.value_or(nothing));
  out.field("after", change.after.value_or(nothing));
  out.field("difference", difference);
}

}  // namespace

Result<HttpReply> list_bill_run_anomalies(Call& call) {
  SATCHEL_TRY(parse_page(call.request, {}));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  const BillRun run = SATCHEL_TRY(need_bill_run(call, *tx));
  const Settings settings = SATCHEL_TRY(load_settings(*tx));
  ListWriter out(format_of(call.request));
  for (const BillRunAnomaly& anomaly : SATCHEL_TRY(
           find_bill_run_anomalies(*tx, run, settings.bill_change_percent, anomalies_listed_max))) {
    out.begin_row();
    out.field("kind", anomaly.kind);
    write_change(out, anomaly.change);
    out.end_row();
  }
  return list_reply(call.request, out, "");
}

Result<HttpReply> show_bill_run_diff(Call& call) {
  const ListPage page = SATCHEL_TRY(parse_page(call.request, {"with"}));
  const auto with = SATCHEL_TRY(parse_word_parameter<BillRunBase>(call.request, "with"));
  BillRunDiffQuery query;
  query.base = parse_enum<BillRunBase>(with).value_or(BillRunBase::previous);
  query.after = page.after;
  query.count_max = page.limit;
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  const BillRun run = SATCHEL_TRY(need_bill_run(call, *tx));
  const auto changes = SATCHEL_TRY(compare_bill_run(*tx, run, query));
  ListWriter out(format_of(call.request));
  for (const BillRunChange& change : changes) {
    out.begin_row();
    write_change(out, change);
    out.end_row();
  }
  const bool more = std::ssize(changes) == page.limit;
  return list_reply(call.request, out, more ? cursor_of(changes.back()) : "");
}

}  // namespace satchel::server
