// Tests of webhooks for what happens to orders, over HTTP to a receiver that checks signatures.
#include "shared/execute/order_money.h"
#include "tests/server/main/served_desk.h"

namespace satchel::server::outside_events_test {
namespace {

/// A desk whose webhook is a counterpart that takes every event.
class HeardDesk : public ServedDesk {
 public:
  HeardDesk() : receiver("signed_receiver.py", {"webhooks", secret}) {
    set(Provider::webhooks, "allow_private", "yes");
    set(Provider::webhooks, "timeout_ms", "2000");
    server.write([&](const ServerWrite& in) {
      need(save_webhook(in.tx,
                        {.id = id_of<WebhookId>(1),
                         .url = address_of(receiver) + "/hook",
                         .events = {WebhookEvent::order_placed, WebhookEvent::order_accepted,
                                    WebhookEvent::invoice_posted, WebhookEvent::payment_received},
                         .secret = secret}));
    });
  }

  void place_for_cash() {
    OrderDocument document = a_document(an_order_id());
    document.payment_method = PaymentMethod::cash;
    place(place_order_of(an_order_id(), document));
  }

  void pay() {
    const Order paid = order();
    server.accept(RecordPayment{{.id = id_of<PaymentId>(1),
                                 .account_id = paid.document.account_id,
                                 .order_id = paid.id,
                                 .method = PaymentMethod::cash,
                                 .amount = paid.due,
                                 .taken_on = test_today}});
  }

  std::string events() { return server.lines("SELECT event FROM webhook_delivery ORDER BY event"); }

  Counterpart receiver;
};

TEST_SUITE("outside events") {
  TEST_CASE("A1: placed, accepted, posted and paid are each told once, signed") {
    HeardDesk desk;
    desk.place_for_cash();
    desk.server.accept(AcceptOrder{an_order_id(), {}});
    desk.pay();
    desk.pay();  // The same payment again.

    const auto job = desk.work(JobKind::webhook);

    CHECK(desk.events() == "invoice.posted\norder.accepted\norder.placed\npayment.received\n");
    REQUIRE(job);
    CHECK_MESSAGE(job->state == JobState::done, job->last_error);
    const std::string heard = asked(desk.receiver);
    CHECK(times_in(heard, "\"path\"") == 4);
    CHECK(heard.find(R"(\"number\":1001)") != std::string::npos);
    CHECK(desk.server.count("SELECT COUNT(*) FROM job_attempt WHERE outcome = 'done'") == 4);
  }

  TEST_CASE("A10: a payment that posts the order's invoice tells of both") {
    HeardDesk desk;
    desk.place_for_cash();

    desk.pay();

    CHECK(desk.events() == "invoice.posted\norder.placed\npayment.received\n");
  }

  TEST_CASE("money for the account at large pays the order's invoice, which is not told again") {
    HeardDesk desk;
    desk.place_for_cash();
    desk.server.accept(AcceptOrder{an_order_id(), {}});
    for (int number = 1; number <= 2; ++number) {
      desk.server.accept(RecordPayment{{.id = id_of<PaymentId>(number),
                                        .account_id = desk.order().document.account_id,
                                        .method = PaymentMethod::cash,
                                        .amount = usd(1'000),
                                        .taken_on = test_today}});
    }
    CHECK(desk.order().paid == usd(2'000));
    CHECK(desk.events() ==
          "invoice.posted\norder.accepted\norder.placed\npayment.received\npayment.received\n");
  }

  TEST_CASE("what is written off is not due for the order any more") {
    HeardDesk desk;
    desk.place_for_cash();
    desk.server.accept(AcceptOrder{an_order_id(), {}});
    const auto invoice = desk.server.read(
        [](Transaction& tx) { return need(find_order_invoice(tx, an_order_id())); });
    REQUIRE(invoice);
    desk.server.accept(WriteOffInvoice{invoice->account_id, invoice->id, "Insolvent"});
    CHECK(desk.order().due == usd(0));
    CHECK(desk.order().payment == PaymentState::not_due);
    CHECK(desk.order().history.back().reason ==
          to_text(invoice->total) + " written off: Insolvent");
  }

  TEST_CASE("S9: an order that is fraud at once is told to nobody") {
    HeardDesk desk;
    desk.server.write([](const ServerWrite& in) {
      Organisation organisation = *need(find_organisation(in.tx));
      organisation.settings.fraud.threshold = 10;
      organisation.settings.fraud.email_domains = {"alfreds.example"};
      need(save_organisation(in.tx, organisation));
    });

    desk.place();

    CHECK(desk.order().lifecycle == OrderLifecycle::fraud);
    CHECK(desk.events().empty());
    CHECK_FALSE(desk.work(JobKind::webhook));

    // Set back it is pending for the first time; set back once more it is known.
    const auto act = [&](const Command& command) {
      desk.server.now.ms += 1'000;
      REQUIRE(need(perform(desk.server.context(), an_admin(), command)));
    };
    act(ResetOrder{an_order_id(), "Called him"});
    CHECK(desk.events() == "order.placed\n");
    act(MarkFraud{an_order_id(), "After all"});
    act(ResetOrder{an_order_id(), "Called him again"});
    CHECK(desk.events() == "order.placed\n");
  }

  TEST_CASE("A1: a receiver that fails hears of it again under the same event id") {
    HeardDesk desk;
    misbehave(desk.receiver, "fail");
    desk.place();

    const auto failed = desk.work(JobKind::webhook);
    desk.server.now.ms += retry_delay_ms(1);
    const auto heard = desk.work(JobKind::webhook);

    CHECK(failed->state == JobState::failed);
    CHECK(heard->state == JobState::done);
    CHECK(times_in(asked(desk.receiver), "order.placed") == 1);
    CHECK(desk.server.count("SELECT COUNT(*) FROM webhook_delivery") == 1);
  }
}

}  // namespace
}  // namespace satchel::server::outside_events_test
