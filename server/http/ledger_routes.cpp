// The ledger: its reports, a customer's entries, and months that are closed.
#include "server/billing/close_month.h"
#include "server/http/answer_once.h"
#include "server/http/handlers.h"
#include "server/http/problem_reply.h"
#include "server/http/report_list.h"
#include "server/sync/command_act.h"
#include "shared/store/account_store.h"
#include "shared/wire/reader.h"

namespace satchel::server {
namespace {

/// The date in the query parameter `name`; nothing when it is absent.
Result<std::optional<Date>> report_day(const HttpRequest& request, std::string_view name) {
  const std::string_view text = request.parameter(name);
  if (text.empty()) return std::optional<Date>();
  if (auto day = parse_date(text)) return day;
  return fail(ErrorCode::invalid,
              "The parameter " + std::string(name) + " must be a date, YYYY-MM-DD.");
}

void write_entry(ListWriter& out, const LedgerEntry& entry) {
  out.begin_row();
  out.field("on", entry.on);
  out.field("act", entry.act);
  out.field("subject_id", std::string_view(entry.subject_id));
  out.field("debit", entry.debit);
  out.field("credit", entry.credit);
  out.field("amount", entry.amount);
  out.field("tax_ppm", entry.tax_ppm);
  out.field("reason", std::string_view(entry.reason));
  out.end_row();
}

}  // namespace

Result<HttpReply> show_report(Call& call) {
  const auto report = parse_enum<Report>(call.request.parameters.at(0));
  if (!report) return fail(ErrorCode::not_found, "no such report");
  SATCHEL_TRY(parse_page(call.request, {"on", "from", "to"}));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  ReportQuery query;
  query.report = *report;
  query.today = SATCHEL_TRY(today_in(write_in(call.context, *tx)));
  query.on = SATCHEL_TRY(report_day(call.request, "on")).value_or(query.today);
  query.span.from = SATCHEL_TRY(report_day(call.request, "from"));
  query.span.to = SATCHEL_TRY(report_day(call.request, "to"));
  ListWriter out(format_of(call.request));
  SATCHEL_TRY(write_report(out, *tx, query));
  return list_reply(call.request, out, "");
}

Result<HttpReply> list_ledger_entries(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<AccountId>(call.request));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  if (!SATCHEL_TRY(find_account(*tx, id))) return fail(ErrorCode::not_found, "no such account");
  ListWriter out(format_of(call.request));
  for (const LedgerEntry& entry : SATCHEL_TRY(load_ledger_entries(*tx, id))) {
    write_entry(out, entry);
  }
  return list_reply(call.request, out, "");
}

Result<HttpReply> list_closed_months(Call& call) {
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  ListWriter out(format_of(call.request));
  for (const ClosedMonth& closed : SATCHEL_TRY(satchel::list_closed_months(*tx))) {
    out.begin_row();
    out.field("month", std::string_view(closed.month));
    out.field("closed_at_ms", closed.closed_at.ms);
    out.field("closed_by", closed.closed_by);
    out.end_row();
  }
  return list_reply(call.request, out, "");
}

Result<HttpReply> close_ledger_month(Call& call) {
  const std::string month = SATCHEL_TRY(read_document(
      call.request.body, Strictness::strict, [](ObjectReader& in) { return in.text("month"); }));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    const auto closed = SATCHEL_TRY(close_month(write, call.caller->actor, month));
    if (!closed) return problem_reply(closed.error());
    JsonWriter out;
    out.begin_object();
    out.field("month", closed->month);
    out.field("closed_at_ms", closed->closed_at.ms);
    out.field("closed_by", closed->closed_by);
    out.end_object();
    HttpReply reply = json_reply(out.take());
    reply.log_note = "close_month " + month;
    return reply;
  });
}

}  // namespace satchel::server
