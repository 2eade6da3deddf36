// Invoices.
#include "server/http/handlers.h"
#include "server/http/list_page.h"
#include "server/http/list_rows.h"
#include "server/http/problem_reply.h"
#include "server/http/scope.h"
#include "shared/domain/access/permission.h"
#include "shared/domain/billing/explain_line.h"
#include "shared/store/billing_store.h"

namespace satchel::server {
namespace {

/// Drafts are for those who bill.
bool sees_drafts(const Call& call) { return may(call.caller->actor.role, Permission::bill_run); }

Result<InvoiceQuery> query_of(const Call& call) {
  const ListPage page =
      SATCHEL_TRY(parse_page(call.request, {"account", "order", "bill_run", "drafts"}));
  const std::string_view drafts = call.request.parameter("drafts");
  if (!drafts.empty() && drafts != "1") {
    return fail(ErrorCode::invalid, "The parameter drafts must be 1 or absent.");
  }
  InvoiceQuery query{.text = page.text, .count_max = page.limit + 1, .after = page.after};
  query.account_id = SATCHEL_TRY(parse_id_parameter<AccountId>(call.request, "account"));
  query.order_id = SATCHEL_TRY(parse_id_parameter<OrderId>(call.request, "order"));
  query.bill_run_id = SATCHEL_TRY(parse_id_parameter<BillRunId>(call.request, "bill_run"));
  query.territories = territories_of(call.caller->actor);
  query.drafts = drafts == "1" && sees_drafts(call);
  return query;
}

}  // namespace

Result<HttpReply> list_invoices(Call& call) {
  const InvoiceQuery query = SATCHEL_TRY(query_of(call));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  std::vector<Invoice> rows;
  if (!sees_nothing(call.caller->actor)) {
    rows = SATCHEL_TRY(satchel::list_invoices(*tx, query));
  }
  const bool more = std::ssize(rows) == query.count_max;
  if (more) rows.pop_back();
  ListWriter out(format_of(call.request));
  for (const Invoice& row : rows) write_row(out, row);
  return list_reply(call.request, out, more ? cursor_of(rows.back()) : "");
}

Result<HttpReply> show_invoice(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<InvoiceId>(call.request));
  if (sees_drafts(call)) {
    const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
    if (const auto invoice = SATCHEL_TRY(find_invoice(*tx, id))) {
      return json_reply(to_json(*invoice));
    }
  }
  return aggregate_reply(call, {AggregateKind::invoice, id.text()});
}

Result<HttpReply> explain_invoice(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<InvoiceId>(call.request));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  const auto invoice = SATCHEL_TRY(find_invoice(*tx, id));
  TruthReader truth(*tx, call.caller->actor);
  const bool seen = invoice && (invoice->state != InvoiceState::draft || sees_drafts(call)) &&
                    SATCHEL_TRY(truth.may_see(invoice->account_id));
  if (!seen) return fail(ErrorCode::not_found, "no such invoice");
  JsonWriter out;
  out.begin_object();
  out.key("lines");
  out.begin_array();
  for (const InvoiceLine& line : invoice->lines) {
    out.begin_object();
    out.field("id", line.id);
    out.field("name", line.name);
    out.key("steps");
    out.begin_array();
    for (const ExplainedStep& step : explain_line(line)) {
      out.begin_object();
      out.field("title", step.title);
      out.field("words", step.words);
      out.field("amount", step.amount);
      out.end_object();
    }
    out.end_array();
    out.end_object();
  }
  out.end_array();
  out.end_object();
  return json_reply(out.take());
}

}  // namespace satchel::server
