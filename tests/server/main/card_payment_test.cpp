// Tests of paying by card: the gateway's own page, its signed events, and money that goes back.
#include "tests/server/main/card_desk.h"

namespace satchel::server::card_payment_test {
namespace {

bool holds(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

TEST_SUITE("card payment") {
  TEST_CASE("A17: a customer pays his order by card on the gateway's page") {
    CardDesk desk;
    desk.log_in();
    const std::string shown = text_of(desk.get("/client/orders/" + an_order_id().text()));
    CHECK(holds(shown, "Pay " + to_text(desk.order().due) + " by card"));

    const std::string page = desk.begin();
    CHECK(holds(desk.get(page)->get_header_value("Refresh"), "1;url=" + page));
    const auto job = desk.work();
    REQUIRE(job);
    CHECK_MESSAGE(job->state == JobState::done, job->last_error);
    const auto paid = desk.type_card(page);

    REQUIRE(paid);
    CHECK(paid->status == 303);
    CHECK(holds(paid->get_header_value("Location"), page + "?back=1"));
    CHECK(desk.order().payment == PaymentState::paid);
    CHECK(desk.state() == "paid\n");
    CHECK(desk.http.store.lines("SELECT method FROM payment") == "card\n");
    CHECK(desk.http.store.lines("SELECT gateway_reference FROM payment") == "pi_1\n");
    CHECK(desk.http.store.count("SELECT COUNT(*) FROM invoice WHERE state = 'posted'") == 1);
    CHECK(holds(text_of(desk.get(page + "?back=1")),
                "Thank you: " + to_text(desk.order().due) + " was paid."));
    CHECK_FALSE(
        holds(text_of(desk.get("/client/orders/" + an_order_id().text())), "by card</button>"));
  }

  TEST_CASE("A17: the account's credit comes first, only the rest is asked of the card") {
    CardDesk desk;
    desk.log_in();
    const Money due = desk.order().due;
    const auto give = [&](int number, Money amount) {
      RecordPayment command;
      command.payment.id = id_of<PaymentId>(number);
      command.payment.account_id = a_company_account().id;
      command.payment.method = PaymentMethod::bank_transfer;
      command.payment.amount = amount;
      command.payment.taken_on = test_today;
      REQUIRE(need(perform(desk.http.store.context(), an_admin(), command)));
    };
    const std::string address = "/client/orders/" + an_order_id().text();

    give(1, usd(1'000));
    const std::string shown = text_of(desk.get(address));
    CHECK(holds(shown, "Pay " + to_text(due - usd(1'000)) + " by card"));
    CHECK(holds(shown, "Your credit pays 10.00 USD of it"));
    give(2, due);
    CHECK_FALSE(holds(text_of(desk.get(address)), "by card</button>"));
    CHECK(desk.submit(address + "/pay", {{"form_token", desk.form_token()}})->status == 409);
  }

  TEST_CASE("A17: no card number reaches the server, its database or its log") {
    CardDesk desk;
    desk.log_in();
    const std::string page = desk.begin();
    desk.work();
    desk.type_card(page);

    CHECK_FALSE(holds(desk.http.log(), CardDesk::card_number));
    CHECK_FALSE(holds(file_text(desk.http.folder.path() + "/satchel.db"), CardDesk::card_number));
    CHECK_FALSE(
        holds(file_text(desk.http.folder.path() + "/satchel.db-wal"), CardDesk::card_number));
  }

  TEST_CASE("A17: a posted invoice is paid by card, and pressing twice is one checkout") {
    CardDesk desk;
    desk.http.store.accept(AcceptOrder{an_order_id(), {}});
    desk.log_in();
    const std::string invoice =
        desk.http.store.lines("SELECT id FROM invoice WHERE state = 'posted'").substr(0, 36);
    const std::string thing = "/client/invoices/" + invoice;
    CHECK(holds(text_of(desk.get(thing)), "Pay " + to_text(desk.order().due) + " by card"));

    const std::string page = desk.begin(thing);
    CHECK(desk.begin(thing) == page);
    desk.work();
    desk.type_card(page);

    CHECK(desk.payments() == 1);
    CHECK(desk.order().payment == PaymentState::paid);
    CHECK(holds(text_of(desk.get(thing)), "Paid"));
  }

  TEST_CASE("A17: a declined card pays nothing, and another one may be tried") {
    CardDesk desk;
    desk.log_in();
    const std::string page = desk.begin();
    desk.work();

    CHECK(desk.type_card(page, "4000000000000002")->status == 402);
    CHECK(desk.payments() == 0);
    CHECK(desk.type_card(page)->status == 303);
    CHECK(desk.payments() == 1);
  }

  TEST_CASE("A17: when the event is lost the gateway is asked once the customer is back") {
    CardDesk desk;
    desk.hear_events(false);
    desk.log_in();
    const std::string page = desk.begin();
    desk.work();
    desk.type_card(page);
    CHECK(desk.payments() == 0);

    CHECK(holds(text_of(desk.get(page + "?back=1")), "has not arrived yet"));
    misbehave(desk.gateway, "fail");
    CHECK(desk.work()->state == JobState::failed);
    desk.worked += retry_delay_ms(1);
    CHECK(desk.work()->state == JobState::done);

    CHECK(desk.order().payment == PaymentState::paid);
    CHECK(holds(text_of(desk.get(page + "?back=2")), "Thank you"));
  }

  TEST_CASE("A17: an event that comes again is one payment") {
    CardDesk desk;
    desk.log_in();
    desk.begin();
    desk.work();
    const std::int64_t now_s = desk.http.clock.now().ms / 1000;

    CHECK(desk.send_event(now_s, CardDesk::event_secret)->status == 204);
    CHECK(desk.send_event(now_s, CardDesk::event_secret)->status == 204);

    CHECK(desk.payments() == 1);
    CHECK(desk.http.store.count("SELECT amount_minor FROM payment") == desk.order().due.minor);
  }

  TEST_CASE("A17: an event is refused unless its signature is the gateway's and recent") {
    CardDesk desk;
    desk.log_in();
    desk.begin();
    desk.work();
    const std::int64_t now_s = desk.http.clock.now().ms / 1000;

    check_problem(desk.send_event(now_s, "whsec_of_somebody"), 400);
    check_problem(desk.send_event(now_s - 301, CardDesk::event_secret), 400);
    check_problem(desk.send_event(now_s + 301, CardDesk::event_secret), 400);
    check_problem(desk.http.client().Post("/v1/card/events", "{}", "application/json"), 400);
    CHECK(desk.payments() == 0);
    CHECK(desk.send_event(now_s - 299, CardDesk::event_secret)->status == 204);
    CHECK(desk.payments() == 1);
  }

  TEST_CASE("A17: a gateway that is silent or refuses leaves the order unpaid and says so") {
    CardDesk desk;
    desk.log_in();
    misbehave(desk.gateway, "slow");
    const std::string page = desk.begin();
    CHECK(desk.work()->state == JobState::failed);
    CHECK(holds(text_of(desk.get(page)), "is being prepared"));
    misbehave(desk.gateway, "refuse");
    desk.worked += retry_delay_ms(1);
    CHECK(desk.work()->state == JobState::given_up);

    CHECK(desk.state() == "failed\n");
    CHECK(holds(text_of(desk.get(page)), "The payment was not made."));
    CHECK(desk.order().payment == PaymentState::unpaid);
    CHECK(desk.begin() != page);
  }

  TEST_CASE("A17: nobody pays or sees what is another customer's") {
    CardDesk desk;
    desk.log_in();
    const std::string page = desk.begin();
    desk.http.store.write([](const ServerWrite& in) {
      need(in.tx.run("UPDATE checkout SET account_id = $1", id_of<AccountId>(199)));
      need(in.tx.run("UPDATE sales_order SET account_id = $1", id_of<AccountId>(199)));
    });

    CHECK(desk.get(page)->status == 404);
    const auto refused = desk.submit("/client/orders/" + an_order_id().text() + "/pay",
                                     {{"form_token", desk.form_token()}});
    CHECK(refused->status == 409);
    CHECK(desk.submit("/client/orders/" + an_order_id().text() + "/pay", {{"form_token", "x"}})
              ->status == 403);
  }

  TEST_CASE("A10: money for an order that was cancelled meanwhile is the account's credit") {
    CardDesk desk;
    desk.log_in();
    const std::string page = desk.begin();
    desk.work();
    desk.http.store.accept(CancelOrder{an_order_id(), "The customer left"});

    desk.type_card(page);

    CHECK(desk.order().lifecycle == OrderLifecycle::cancelled);
    CHECK(desk.http.store.count("SELECT credited_minor FROM payment") == desk.order().due.minor);
  }

  TEST_CASE("A10: a refund of a card payment goes back through the gateway, once") {
    CardDesk desk;
    desk.log_in();
    const std::string page = desk.begin();
    desk.work();
    desk.type_card(page);
    const auto payment =
        *PaymentId::parse(desk.http.store.lines("SELECT id FROM payment").substr(0, 36));

    desk.http.store.accept(RefundPayment{payment, "Not wanted"});
    misbehave(desk.gateway, "lost");
    CHECK(desk.work()->state == JobState::failed);
    desk.worked += retry_delay_ms(1);
    const auto job = desk.work();

    REQUIRE(job);
    CHECK_MESSAGE(job->state == JobState::done, job->last_error);
    CHECK(job->remote_id == "re_1");
    CHECK(times_in(asked(desk.gateway), "/v1/refunds") == 1);
    CHECK(desk.order().payment == PaymentState::refunded);
  }

  TEST_CASE("A17: without a key of the gateway no page offers cards") {
    CardDesk desk;
    desk.http.store.write([](const ServerWrite& in) {
      need(save_setting(in, {Provider::card, "secret_key", ""}));
    });
    desk.log_in();

    CHECK_FALSE(
        holds(text_of(desk.get("/client/orders/" + an_order_id().text())), "by card</button>"));
    CHECK(desk.submit("/client/orders/" + an_order_id().text() + "/pay",
                      {{"form_token", desk.form_token()}})
              ->status == 409);
  }

  TEST_CASE("A17: a shop's customer pays the order he just placed by card") {
    CardDesk desk;
    desk.http.store.write([](const ServerWrite& in) {
      need(save_site(in, {.code = "harbour", .name = "Harbour Shop"}));
    });
    desk.submit("/shop/harbour", {{"first_name", "Ana"},
                                  {"last_name", "Trujillo"},
                                  {"email", "ana@shop.example"},
                                  {"company_name", "Antojitos"},
                                  {"phone", ""}});
    desk.submit("/shop/harbour/products", {{"q_" + coffee.text(), "3"}, {"next", "checkout"}});
    desk.submit("/shop/harbour/checkout", {{"street", "Avda. 1"},
                                           {"city", "México D.F."},
                                           {"country", "Mexico"},
                                           {"shown_one_time", "3297"},
                                           {"shown_tax", "0"},
                                           {"shown_recurring", "0"},
                                           {"payment_method", "card"}});
    CHECK(holds(text_of(desk.get("/shop/harbour/done")), "Pay 32.97 USD by card"));

    const auto begun = desk.submit("/shop/harbour/pay", {{"x", ""}});
    REQUIRE(begun);
    REQUIRE_MESSAGE(begun->status == 303, begun->body);
    const std::string page = begun->get_header_value("Location");
    desk.work();
    CHECK(desk.type_card(page)->status == 303);

    CHECK(desk.http.store.lines("SELECT payment FROM sales_order WHERE site_code = 'harbour'") ==
          "paid\n");
    CHECK(holds(text_of(desk.get(page + "?back=1")), "Thank you: 32.97 USD was paid."));
    desk.cookie.clear();
    CHECK(desk.get(page)->status == 303);
  }
}

}  // namespace
}  // namespace satchel::server::card_payment_test
