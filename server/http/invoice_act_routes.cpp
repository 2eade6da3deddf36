// The money around invoices: allocations, write-offs, void invoices, statements of account.
#include "server/http/answer_once.h"
#include "server/http/document_reply.h"
#include "server/http/handlers.h"
#include "server/http/list_page.h"
#include "server/http/problem_reply.h"
#include "server/http/scope.h"
#include "server/sync/command_act.h"
#include "server/sync/perform.h"
#include "shared/domain/document/describe_statement.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/ledger_store.h"
#include "shared/store/organisation_store.h"
#include "shared/wire/aggregate_wire.h"

namespace satchel::server {
namespace {

/// Performs the command and answers with the last of `ref`'s kind that it wrote.
Result<HttpReply> perform_money(Call& call, const ServerWrite& write, const Command& command,
                                AggregateKind kind) {
  const auto decided = SATCHEL_TRY(perform_in(write, call.caller->actor, command));
  if (!decided) return problem_reply(decided.error());
  TruthReader truth(write.tx, call.caller->actor);
  HttpReply reply = json_reply("");
  for (const AggregateRef& ref : *decided) {
    if (ref.kind != kind) continue;
    const Truth found = SATCHEL_TRY(truth.read(ref));
    if (found.aggregate) reply.body = to_json(*found.aggregate);
  }
  reply.log_note = std::string(to_text(kind_of(command))) + " " + target_of(command).id;
  return reply;
}

/// Acts on the invoice in the path with what `make(account)` gives.
template <class Make>
Result<HttpReply> act_on_invoice(Call& call, const InvoiceId& id, Make make) {
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    const auto invoice = SATCHEL_TRY(find_invoice(write.tx, id));
    if (!invoice) return problem_reply(Rejection{Reason::invoice_not_found, {}});
    return perform_money(call, write, make(invoice->account_id), AggregateKind::invoice);
  });
}

Result<Date> day_of(const HttpRequest& request, std::string_view name, Date otherwise) {
  const std::string_view text = request.parameter(name);
  if (text.empty()) return otherwise;
  if (const auto day = parse_date(text)) return *day;
  return fail(ErrorCode::invalid,
              "The parameter " + std::string(name) + " must be a date, YYYY-MM-DD.");
}

/// The days default to the month of today so far.
Result<Statement> statement_of(Call& call, Transaction& tx, const Account& account) {
  StatementFacts facts;
  facts.today = SATCHEL_TRY(today_in(write_in(call.context, tx)));
  facts.to = SATCHEL_TRY(day_of(call.request, "to", facts.today));
  const Date first(facts.to.year(), facts.to.month(), std::chrono::day(1));
  facts.from = SATCHEL_TRY(day_of(call.request, "from", first));
  facts.currency = account.currency;
  facts.entries = SATCHEL_TRY(load_ledger_entries(tx, account.id));
  facts.open = SATCHEL_TRY(load_open_invoices(tx, account.id));
  return make_statement(facts);
}

void write_line(ListWriter& out, std::string_view what, const StatementMovement& line) {
  out.begin_row();
  out.field("on", line.on);
  out.field("what", what);
  out.field("subject_id", std::string_view(line.subject_id));
  out.field("amount", line.amount);
  out.field("balance", line.balance);
  out.end_row();
}

/// Opening and closing balance are lines of the file, too.
HttpReply statement_rows(const Call& call, const Statement& statement) {
  ListWriter out(format_of(call.request));
  const Money zero{0, statement.opening.currency};
  write_line(out, "opening", {statement.from, {}, {}, zero, statement.opening});
  for (const StatementMovement& line : statement.movements) {
    write_line(out, to_text(line.act), line);
  }
  write_line(out, "closing", {statement.to, {}, {}, zero, statement.closing});
  return list_reply(call.request, out, "");
}

}  // namespace

Result<HttpReply> allocate_payment(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<PaymentId>(call.request));
  const auto allocations =
      SATCHEL_TRY(read_document(call.request.body, Strictness::strict, read_allocations));
  return answer_once(call, [&](const ServerWrite& write) {
    return perform_money(call, write, AllocatePayment{id, allocations}, AggregateKind::payment);
  });
}

Result<HttpReply> undo_allocation(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<PaymentId>(call.request));
  const UndoAllocation command =
      SATCHEL_TRY(read_document(call.request.body, Strictness::strict, [&](ObjectReader& in) {
        return UndoAllocation{id, in.id<InvoiceId>("invoice_id"), in.text("reason")};
      }));
  return answer_once(call, [&](const ServerWrite& write) {
    return perform_money(call, write, command, AggregateKind::payment);
  });
}

Result<HttpReply> write_off_invoice(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<InvoiceId>(call.request));
  const std::string reason = SATCHEL_TRY(read_document(
      call.request.body, Strictness::strict, [](ObjectReader& in) { return in.text("reason"); }));
  return act_on_invoice(call, id, [&](const AccountId& account) -> Command {
    return WriteOffInvoice{account, id, reason};
  });
}

Result<HttpReply> void_invoice(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<InvoiceId>(call.request));
  const VoidInvoice wanted =
      SATCHEL_TRY(read_document(call.request.body, Strictness::strict, [&](ObjectReader& in) {
        return VoidInvoice{{}, id, in.text("reason"), in.flag("reissue")};
      }));
  return act_on_invoice(call, id, [&](const AccountId& account) -> Command {
    return VoidInvoice{account, id, wanted.reason, wanted.reissue};
  });
}

Result<HttpReply> show_statement(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<AccountId>(call.request));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  TruthReader truth(*tx, call.caller->actor);
  const auto account = SATCHEL_TRY(find_account(*tx, id));
  if (!account || !SATCHEL_TRY(truth.may_see(id))) {
    return fail(ErrorCode::not_found, "no such account");
  }
  const Statement statement = SATCHEL_TRY(statement_of(call, *tx, *account));
  if (format_of(call.request) == ListFormat::csv) return statement_rows(call, statement);
  const auto seller = SATCHEL_TRY(find_organisation(*tx));
  if (!seller) return fail(ErrorCode::corrupt, "there is no organisation to issue documents");
  return document_reply(describe_statement(*seller, *account, statement),
                        document_form_of(call.request));
}

}  // namespace satchel::server
