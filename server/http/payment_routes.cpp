// Payments: recorded for an order or an account, refunded, listed; and an account's credit.
#include "server/http/answer_once.h"
#include "server/http/handlers.h"
#include "server/http/list_page.h"
#include "server/http/list_rows.h"
#include "server/http/problem_reply.h"
#include "server/http/scope.h"
#include "server/sync/command_act.h"
#include "server/sync/perform.h"
#include "shared/store/billing_store.h"
#include "shared/store/credit_store.h"
#include "shared/store/order_store.h"
#include "shared/store/payment_store.h"
#include "shared/wire/aggregate_wire.h"

namespace satchel::server {
namespace {

/// What was taken, by the body alone. Sent again under the same id, it is one payment.
struct PaymentRequest {
  TakenPayment taken;            // Without an id it gets a new one.
  std::optional<Date> taken_on;  // Without a day it was today.
  std::vector<Allocation> allocations;
};

PaymentRequest read_payment_request(ObjectReader& in) {
  PaymentRequest request;
  TakenPayment& taken = request.taken;
  taken.id = in.optional_id<PaymentId>("id");
  taken.invoice_id = in.optional_id<InvoiceId>("invoice_id");
  taken.method = in.word<PaymentMethod>("method");
  taken.amount = in.money("amount");
  taken.reference = in.optional_text("reference");
  request.taken_on = in.optional_day("taken_on");
  request.allocations = read_allocations(in);
  return request;
}

Result<HttpReply> perform_payment(Call& call, const ServerWrite& write, const Command& command) {
  const auto decided = SATCHEL_TRY(perform_in(write, call.caller->actor, command));
  if (!decided) return problem_reply(decided.error());
  const PaymentId id = PaymentId::parse(target_of(command).id).value_or(PaymentId());
  const auto payment = SATCHEL_TRY(find_payment(write.tx, id));
  if (!payment) return fail(ErrorCode::corrupt, "a payment is gone that was just written");
  HttpReply reply = json_reply(to_json(*payment));
  reply.log_note = std::string(to_text(kind_of(command))) + " " + id.text();
  return reply;
}

/// Records what the request says for the account, or for the account of the order.
Result<HttpReply> record(Call& call, const AccountId& account, const OrderId& order_id) {
  const PaymentRequest request =
      SATCHEL_TRY(read_document(call.request.body, Strictness::strict, read_payment_request));
  TakenPayment taken = request.taken;
  taken.account_id = account;
  taken.order_id = order_id;
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    if (!order_id.empty()) {
      const auto order = SATCHEL_TRY(find_order(write.tx, order_id));
      TruthReader truth(write.tx, call.caller->actor);
      if (!order || !SATCHEL_TRY(truth.may_see(order->document.account_id))) {
        return problem_reply(Rejection{Reason::order_not_found, {}});
      }
      taken.account_id = order->document.account_id;
    }
    if (taken.id.empty()) taken.id = PaymentId::make(write.now, write.random);
    const Date today = SATCHEL_TRY(today_in(write));
    taken.taken_on = request.taken_on.value_or(today);
    return perform_payment(call, write, RecordPayment{taken, request.allocations});
  });
}

}  // namespace

Result<HttpReply> record_order_payment(Call& call) {
  return record(call, AccountId(), SATCHEL_TRY(parse_path_id<OrderId>(call.request)));
}

Result<HttpReply> record_account_payment(Call& call) {
  return record(call, SATCHEL_TRY(parse_path_id<AccountId>(call.request)), OrderId());
}

Result<HttpReply> refund_payment(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<PaymentId>(call.request));
  const RefundPayment command =
      SATCHEL_TRY(read_document(call.request.body, Strictness::strict, [&](ObjectReader& in) {
        RefundPayment refund{id, in.text("reason")};
        if (in.has("amount")) refund.amount = in.money("amount");
        return refund;
      }));
  return answer_once(
      call, [&](const ServerWrite& write) { return perform_payment(call, write, command); });
}

Result<HttpReply> list_payments(Call& call) {
  const ListPage page = SATCHEL_TRY(parse_page(call.request, {"account", "order"}));
  PaymentQuery query{.text = page.text, .count_max = page.limit + 1, .after = page.after};
  query.account_id = SATCHEL_TRY(parse_id_parameter<AccountId>(call.request, "account"));
  query.order_id = SATCHEL_TRY(parse_id_parameter<OrderId>(call.request, "order"));
  query.territories = territories_of(call.caller->actor);
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  std::vector<PaymentRow> rows;
  if (!sees_nothing(call.caller->actor)) rows = SATCHEL_TRY(satchel::list_payments(*tx, query));
  const bool more = std::ssize(rows) > page.limit;
  if (more) rows.pop_back();
  ListWriter out(format_of(call.request));
  for (const PaymentRow& row : rows) write_row(out, row);
  return list_reply(call.request, out, more ? cursor_of(rows.back()) : "");
}

Result<HttpReply> show_payment(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<PaymentId>(call.request));
  return aggregate_reply(call, {AggregateKind::payment, id.text()});
}

Result<HttpReply> list_credit(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<AccountId>(call.request));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  TruthReader truth(*tx, call.caller->actor);
  if (!SATCHEL_TRY(truth.may_see(id))) return fail(ErrorCode::not_found, "no such account");
  ListWriter out(format_of(call.request));
  for (const CreditEntry& entry : SATCHEL_TRY(load_credit_entries(*tx, id))) write_row(out, entry);
  return list_reply(call.request, out, "");
}

Result<HttpReply> use_credit(Call& call) {
  const auto account = SATCHEL_TRY(parse_path_id<AccountId>(call.request));
  const auto invoice_id =
      SATCHEL_TRY(read_document(call.request.body, Strictness::strict,
                                [](ObjectReader& in) { return in.id<InvoiceId>("invoice_id"); }));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    const auto decided =
        SATCHEL_TRY(perform_in(write, call.caller->actor, UseCredit{account, invoice_id}));
    if (!decided) return problem_reply(decided.error());
    const auto invoice = SATCHEL_TRY(find_invoice(write.tx, invoice_id));
    if (!invoice) return fail(ErrorCode::corrupt, "an invoice is gone that was just paid");
    HttpReply reply = json_reply(to_json(*invoice));
    reply.log_note = "use_credit " + invoice_id.text();
    return reply;
  });
}

}  // namespace satchel::server
