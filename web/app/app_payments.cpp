// Recording payments, which are kept on this device at once, and giving them back by the server.
#include "shared/wire/aggregate_wire.h"
#include "shared/wire/writer.h"
#include "web/app/app.h"
#include "web/app/online_words.h"

namespace satchel::web {

bool App::perform_payment_act(const Request& request) {
  const auto* taken = std::get_if<TakePayment>(&request);
  const auto* recorded = std::get_if<RecordPayment>(&request);
  const auto* refunded = std::get_if<RefundPayment>(&request);
  const auto* used = std::get_if<UseCredit>(&request);
  if (taken != nullptr) drafts_.payment = start_payment(*taken, today_of(organisation_));
  if (recorded != nullptr) record_payment(*recorded);
  if (refunded != nullptr) refund_payment(*refunded);
  if (used != nullptr) use_credit(*used);
  if (const auto* wish = std::get_if<AllocatePayment>(&request)) allocate(*wish);
  if (const auto* wish = std::get_if<UndoAllocation>(&request)) undo_allocation(*wish);
  if (const auto* wish = std::get_if<WriteOffInvoice>(&request)) write_off(*wish);
  if (const auto* wish = std::get_if<VoidInvoice>(&request)) void_invoice(*wish);
  return taken != nullptr || recorded != nullptr || refunded != nullptr || used != nullptr;
}

/// The id is made once, here: however often the entry is sent, it is one payment.
void App::record_payment(RecordPayment command) {
  command.payment.id = PaymentId::make(now(), random_);
  drafts_.payment.refusal.clear();
  if (const auto rejection = give(command)) {
    drafts_.payment.refusal =
        describe(rejection->fields.empty() ? rejection->reason : rejection->fields.front().reason);
    return;
  }
  if (!accepted_) return;
  drafts_.payment = {};
  kit_.toast(to_text(command.payment.amount) + " recorded");
}

void App::refund_payment(const RefundPayment& command) {
  JsonWriter body;
  body.begin_object();
  body.field("reason", command.reason);
  if (command.amount) body.field("amount", *command.amount);
  body.end_object();
  act_on_payment(command.payment_id.text() + "/refund", body.take(), "Payment refunded");
}

void App::finish_refund(const OnlineAct& act, const FetchReply& reply) {
  drafts_.payments.acting.clear();
  if (!is_success(reply)) {
    drafts_.payments.error = words_of_failure(reply);
    return;
  }
  kit_.toast(act.done);
  credit_key_.clear();
  exchange_soon();
}

void App::use_credit(const UseCredit& command) {
  JsonWriter body;
  body.begin_object();
  body.field("invoice_id", command.invoice_id);
  body.end_object();
  drafts_.invoices.acting = "Waiting for the server …";
  drafts_.invoices.error.clear();
  const Invoice& invoice = models_.invoice.invoice;
  send({.path = "/v1/accounts/" + command.account_id.text() + "/credit/use",
        .body = body.take(),
        .idempotency_key = make_uuid(now(), random_)},
       {OnlineAct::Kind::credit,
        {},
        "Invoice " + std::to_string(invoice.number),
        command.invoice_id});
}

void App::finish_credit(const OnlineAct& act, const FetchReply& reply) {
  if (!take_invoice_answer(act, reply)) return;
  // How much credit there was, only the server knows.
  const auto invoice = read_document(reply.body, Strictness::tolerant, read_invoice);
  if (!invoice) return kit_.toast(act.done + ": credit used");
  const Money open = balance_of(*invoice);
  kit_.toast(act.done + (open.minor == 0 ? " is paid" : ": " + to_text(open) + " stays open"));
}

}  // namespace satchel::web
