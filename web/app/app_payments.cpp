// Recording payments, which are kept on this device at once, and giving them back by the server.
#include "shared/wire/writer.h"
#include "web/app/app.h"
#include "web/app/online_words.h"

namespace satchel::web {

bool App::perform_payment_act(const Request& request) {
  const auto* taken = std::get_if<TakePayment>(&request);
  const auto* recorded = std::get_if<RecordPayment>(&request);
  const auto* refunded = std::get_if<RefundPayment>(&request);
  if (taken != nullptr) drafts_.payment = start_payment(*taken, today_of(organisation_));
  if (recorded != nullptr) record_payment(*recorded);
  if (refunded != nullptr) refund_payment(*refunded);
  return taken != nullptr || recorded != nullptr || refunded != nullptr;
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

}  // namespace satchel::web
