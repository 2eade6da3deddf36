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
  body.end_object();
  drafts_.payments.acting = "Giving it back …";
  drafts_.payments.error.clear();
  send({.path = "/v1/payments/" + command.payment_id.text() + "/refund",
        .body = body.take(),
        .idempotency_key = make_uuid(now(), random_)},
       {OnlineAct::Kind::refund, {}, "Payment refunded"});
}

void App::finish_refund(const OnlineAct& act, const FetchReply& reply) {
  drafts_.payments.acting.clear();
  if (!is_success(reply)) {
    drafts_.payments.error = words_of_failure(reply);
    return;
  }
  kit_.toast(act.done);
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

/// Whoever has opened another invoice meanwhile is told in passing.
void App::finish_credit(const OnlineAct& act, const FetchReply& reply) {
  const bool shown = drafts_.invoices.selected == act.invoice_id;
  if (shown) drafts_.invoices.acting.clear();
  if (!is_success(reply)) {
    const std::string why = words_of_failure(reply);
    if (shown) drafts_.invoices.error = why;
    if (!shown) kit_.toast(act.done + ": " + why, Tone::red);
    return;
  }
  exchange_soon();
  // How much credit there was, only the server knows.
  const auto invoice = read_document(reply.body, Strictness::tolerant, read_invoice);
  if (!invoice) return kit_.toast(act.done + ": credit used");
  const Money open = balance_of(*invoice);
  kit_.toast(act.done + (open.minor == 0 ? " is paid" : ": " + to_text(open) + " stays open"));
}

}  // namespace satchel::web
