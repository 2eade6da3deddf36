// Acts of the back office on what invoices owe and what payments paid of them; and the log of
// credit, which tells what the money of a payment paid later.
#include "shared/domain/access/permission.h"
#include "shared/wire/aggregate_wire.h"
#include "shared/wire/writer.h"
#include "web/app/app.h"
#include "web/app/online_words.h"

namespace satchel::web {

void App::allocate(const AllocatePayment& command) {
  JsonWriter body;
  body.begin_object();
  encode_allocations(body, command.allocations);
  body.end_object();
  act_on_payment(command.payment_id.text() + "/allocate", body.take(), "Payment allocated");
}

/// Taken off on the page of the invoice or on that of the payment; the answer is told there.
void App::undo_allocation(const UndoAllocation& command) {
  JsonWriter body;
  body.begin_object();
  body.field("invoice_id", command.invoice_id);
  body.field("reason", command.reason);
  body.end_object();
  const std::string act = command.payment_id.text() + "/undo-allocation";
  if (route_.place == Place::payments) {
    return act_on_payment(act, body.take(), "Payment taken off the invoice");
  }
  act_on_invoice("/v1/payments/" + act, body.take(), " is open again");
}

void App::act_on_payment(const std::string& act, std::string body, std::string done) {
  drafts_.payments.acting = "Waiting for the server …";
  drafts_.payments.error.clear();
  send({.path = "/v1/payments/" + act,
        .body = std::move(body),
        .idempotency_key = make_uuid(now(), random_)},
       {OnlineAct::Kind::refund, {}, std::move(done)});
}

void App::write_off(const WriteOffInvoice& command) {
  JsonWriter body;
  body.begin_object();
  body.field("reason", command.reason);
  body.end_object();
  act_on_invoice("/v1/invoices/" + command.invoice_id.text() + "/write-off", body.take(),
                 " is written off");
}

void App::void_invoice(const VoidInvoice& command) {
  JsonWriter body;
  body.begin_object();
  body.field("reason", command.reason);
  body.field("reissue", command.reissue);
  body.end_object();
  act_on_invoice("/v1/invoices/" + command.invoice_id.text() + "/void", body.take(),
                 command.reissue ? " is void and issued again" : " is void");
}

void App::act_on_invoice(const std::string& path, std::string body, std::string outcome) {
  drafts_.invoices.acting = "Waiting for the server …";
  drafts_.invoices.error.clear();
  OnlineAct act{OnlineAct::Kind::invoice_act,
                {},
                "Invoice " + std::to_string(models_.invoice.invoice.number),
                drafts_.invoices.selected};
  act.outcome = std::move(outcome);
  send({.path = path, .body = std::move(body), .idempotency_key = make_uuid(now(), random_)},
       std::move(act));
}

/// Whoever has opened another invoice meanwhile is told in passing. False when it was refused.
bool App::take_invoice_answer(const OnlineAct& act, const FetchReply& reply) {
  const bool shown = drafts_.invoices.selected == act.invoice_id;
  if (shown) drafts_.invoices.acting.clear();
  if (is_success(reply)) {
    credit_key_.clear();
    exchange_soon();
    return true;
  }
  const std::string why = words_of_failure(reply);
  if (shown) drafts_.invoices.error = why;
  if (!shown) kit_.toast(act.done + ": " + why, Tone::red);
  return false;
}

void App::finish_invoice_act(const OnlineAct& act, const FetchReply& reply) {
  if (take_invoice_answer(act, reply)) kit_.toast(act.done + act.outcome);
}

/// Asks for the log of the account's credit where it may tell more than this device knows: once
/// for each version of the invoice or payment on the screen.
void App::follow_credit(const AccountId& account, std::int64_t version) {
  const std::string key = account.text() + " " + std::to_string(version);
  if (key == credit_key_ || !is_online()) return;
  credit_key_ = key;
  OnlineAct act{OnlineAct::Kind::credit_log};
  act.account_id = account;
  send({.method = "GET", .path = "/v1/accounts/" + account.text() + "/credit"}, std::move(act));
}

void App::finish_credit_log(const OnlineAct& act, const FetchReply& reply) {
  if (!is_success(reply) || !credit_key_.starts_with(act.account_id.text())) return;
  auto entries = parse_credit_log(reply.body, act.account_id);
  if (!entries) return kit_.toast("The credit could not be read: " + entries.error().message);
  credit_log_ = {act.account_id, *std::move(entries)};
  ++revision_;
}

}  // namespace satchel::web
