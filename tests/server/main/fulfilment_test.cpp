// Tests of orders whose items are made and ended elsewhere: services and domains.
#include "tests/server/main/served_desk.h"

namespace satchel::server::fulfilment_test {
namespace {

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_SUITE("fulfilment") {
  TEST_CASE("A2: an accepted item is created with what was chosen, then it is active") {
    ServedDesk desk;
    desk.place();
    desk.accept();
    CHECK(desk.support_item().state == ItemState::activating);

    const auto job = desk.work();

    REQUIRE(job);
    CHECK_MESSAGE(job->state == JobState::done, job->last_error);
    CHECK(desk.support_item().state == ItemState::active);
    CHECK(desk.support_item().remote_id == "create-1");
    CHECK(desk.support_item().target == "us-1");
    CHECK(desk.happened(OrderAction::activated));
    const std::string log = asked(desk.services);
    CHECK(holds(log, R"(\"server\":\"us-1\")"));
    CHECK(holds(log, R"(\"username\":\"maria\")"));
    CHECK(holds(log, R"(\"password\":\"Secret42\")"));
    CHECK(desk.server.count("SELECT COUNT(*) FROM job WHERE payload LIKE '%Secret42%'") == 0);
  }

  TEST_CASE("C6: the welcome goes to the primary e-mail, only once the service is active") {
    ServedDesk desk;
    Account account = a_company_account();
    account.billing_email = "books@alfreds.example";
    desk.place(a_place_order(), account);
    desk.accept();
    misbehave(desk.services, "fail");
    desk.work();
    CHECK(desk.server.count("SELECT COUNT(*) FROM mail") == 0);

    desk.server.now.ms += retry_delay_ms(1);
    desk.work();

    CHECK(desk.server.lines("SELECT title FROM mail") == "Welcome: Support\n");
    CHECK(desk.server.lines("SELECT to_address FROM mail") == "maria1@alfreds.example\n");
    const std::string text = desk.server.lines("SELECT body_text FROM mail");
    CHECK(holds(text, "User name: maria"));
    CHECK_FALSE(holds(text, "Secret42"));
  }

  TEST_CASE("A2: without the ticked boxes nothing is created and nobody is welcomed") {
    ServedDesk desk;
    desk.place();
    desk.server.accept(AcceptOrder{an_order_id(), {}});
    CHECK_FALSE(desk.work());
    CHECK(desk.support_item().state == ItemState::pending);

    desk.server.accept(RetryItem{an_order_id(), desk.support_id()});
    desk.work();

    CHECK(desk.support_item().state == ItemState::active);
    CHECK(desk.support_item().target == "eu-1");
    CHECK(desk.server.count("SELECT COUNT(*) FROM mail") == 0);
  }

  TEST_CASE("A2: a refusal is the item's state with its error; a retry creates one service") {
    ServedDesk desk;
    desk.place();
    desk.accept();
    misbehave(desk.services, "refuse");
    desk.work();
    CHECK(desk.support_item().state == ItemState::failed);
    CHECK(holds(desk.support_item().error, "this server is full"));

    desk.server.accept(RetryItem{an_order_id(), desk.support_id()});
    const auto job = desk.work();

    REQUIRE(job);
    CHECK(job->state == JobState::done);
    CHECK(desk.support_item().state == ItemState::active);
    CHECK(desk.support_item().error.empty());
    CHECK(times_in(asked(desk.services), "\"path\"") == 1);
    CHECK(desk.server.count("SELECT COUNT(*) FROM job WHERE kind = 'provisioning'") == 1);
  }

  TEST_CASE("A2: a time-out or a lost answer never makes a second service") {
    for (const char* mode : {"slow", "lost"}) {
      CAPTURE(std::string(mode));
      ServedDesk desk;
      desk.place();
      desk.accept();
      misbehave(desk.services, mode);

      const auto lost = desk.work();
      CHECK(desk.support_item().state == ItemState::activating);
      desk.server.now.ms += retry_delay_ms(1);
      desk.work();

      CHECK(lost->state == JobState::failed);
      CHECK(desk.support_item().remote_id == "create-1");
      CHECK(times_in(asked(desk.services), "\"path\"") == 1);
    }
  }

  TEST_CASE("A2: the remote id is kept before success is told, so that no retry creates again") {
    ServedDesk desk;
    desk.place();
    desk.accept();
    desk.server.write([](const ServerWrite& in) {
      need(
          in.tx.run("UPDATE job SET state = 'running', attempts = 1, remote_id = 'create-9', "
                    "next_at_ms = $1 WHERE kind = 'provisioning'",
                    in.now));
    });

    desk.work();

    CHECK(desk.support_item().remote_id == "create-9");
    CHECK(times_in(asked(desk.services), "\"path\"") == 0);
  }

  TEST_CASE("A2: a provider that nobody has set up is a failure with what to do") {
    ServedDesk desk;
    desk.set(Provider::provisioning, "url", "");
    desk.place();
    desk.accept();

    desk.work();

    CHECK(desk.support_item().state == ItemState::failed);
    CHECK(holds(desk.support_item().error, "satchel provider set provisioning url="));
  }

  TEST_CASE("A4: an item with auto-setup is created while its order stays pending") {
    ServedDesk desk(AutoSetup::on_order);
    desk.place();

    desk.work();

    CHECK(desk.order().lifecycle == OrderLifecycle::pending);
    CHECK(desk.order().review == Review::unreviewed);
    CHECK(desk.support_item().state == ItemState::active);
    CHECK(desk.support_item().remote_id == "create-1");
  }

  TEST_CASE("A4: an item with auto-setup on payment is created by the payment") {
    ServedDesk desk(AutoSetup::on_payment);
    OrderDocument document = a_document(an_order_id());
    document.payment_method = PaymentMethod::cash;
    desk.place(place_order_of(an_order_id(), document));
    CHECK_FALSE(desk.work());
    const Order order = desk.order();

    desk.server.accept(RecordPayment{{.id = id_of<PaymentId>(1),
                                      .account_id = order.document.account_id,
                                      .order_id = order.id,
                                      .method = PaymentMethod::cash,
                                      .amount = order.due,
                                      .taken_on = test_today}});
    desk.work();

    CHECK(desk.order().lifecycle == OrderLifecycle::pending);
    CHECK(desk.support_item().state == ItemState::active);
  }

  TEST_CASE("A3: a domain is sent to the chosen registrar and keeps its remote id") {
    ServedDesk desk(AutoSetup::never, FulfilmentKind::registrar);
    OrderDocument document = a_document(an_order_id());
    document.items[1].configuration = {{"domain", "shop.example"}};
    desk.place(place_order_of(an_order_id(), document));
    desk.accept("eu-1");

    const auto job = desk.work(JobKind::registrar);

    REQUIRE(job);
    CHECK_MESSAGE(job->state == JobState::done, job->last_error);
    CHECK(desk.support_item().state == ItemState::active);
    CHECK(desk.support_item().remote_id == "register-1");
    CHECK(holds(asked(desk.services), R"(\"domain\":\"shop.example\")"));
    CHECK(holds(asked(desk.services), R"(\"server\":\"eu-1\")"));
  }

  TEST_CASE("A3: what the registrar refuses is seen on the item") {
    ServedDesk desk(AutoSetup::never, FulfilmentKind::registrar);
    desk.place();
    desk.accept();

    desk.work(JobKind::registrar);

    CHECK(desk.support_item().state == ItemState::failed);
    CHECK(holds(desk.support_item().error, "domain is missing"));
  }

  TEST_CASE("S7: cancelling an order terminates its active service, once") {
    ServedDesk desk;
    desk.place();
    desk.accept();
    desk.work();

    desk.server.accept(CancelOrder{an_order_id(), "The customer left"});
    desk.work();
    desk.work();

    CHECK(desk.order().lifecycle == OrderLifecycle::cancelled);
    CHECK(desk.order().fulfilments[0].state == ItemState::terminated);
    CHECK(desk.support_item().state == ItemState::terminated);
    CHECK(desk.acts() == "create\nterminate\n");
    CHECK(times_in(asked(desk.services), "terminate") == 2);  // The act and its key.
  }

  TEST_CASE("S7: a request that was not sent yet is not sent for a cancelled order") {
    ServedDesk desk;
    desk.place();
    desk.accept();

    desk.server.accept(CancelOrder{an_order_id(), "The customer left"});

    CHECK_FALSE(desk.work());
    CHECK(times_in(asked(desk.services), "\"path\"") == 0);
    CHECK(desk.server.count("SELECT COUNT(*) FROM job WHERE payload LIKE '%Secret42%'") == 0);
  }

  TEST_CASE("S7: a service that cannot be terminated says so, and is terminated by a retry") {
    ServedDesk desk;
    desk.place();
    desk.accept();
    desk.work();
    desk.server.accept(CancelOrder{an_order_id(), "The customer left"});
    misbehave(desk.services, "refuse");
    desk.work();
    CHECK(desk.support_item().state == ItemState::terminated);
    CHECK(holds(desk.support_item().error, "this server is full"));
    CHECK(desk.order().history.back().action == OrderAction::ending_failed);

    desk.server.accept(RetryItem{an_order_id(), desk.support_id()});
    desk.work();

    CHECK(desk.acts() == "create\nterminate\n");
    CHECK(desk.support_item().error.empty());
  }

  TEST_CASE("S8: a fraud order's service is terminated") {
    ServedDesk desk;
    desk.place();
    desk.accept();
    desk.work();

    desk.server.accept(MarkFraud{an_order_id(), "A stolen name"});
    desk.work();

    CHECK(desk.support_item().state == ItemState::fraud);
    CHECK(desk.acts() == "create\nterminate\n");
  }

  TEST_CASE("S8: what was made for an order that was stopped meanwhile is ended again") {
    ServedDesk desk;
    desk.place();
    desk.accept();
    misbehave(desk.services, "lost");
    desk.work();
    desk.server.accept(MarkFraud{an_order_id(), "A stolen name"});

    desk.server.now.ms += retry_delay_ms(1);
    desk.work();

    CHECK(desk.order().lifecycle == OrderLifecycle::fraud);
    CHECK(desk.acts() == "create\nterminate\n");
    CHECK(desk.server.count("SELECT COUNT(*) FROM mail") == 0);
  }

  TEST_CASE("A7: an order that was set back has its service made afresh") {
    ServedDesk desk;
    desk.place();
    desk.accept();
    desk.work();
    desk.server.accept(MarkFraud{an_order_id(), "A stolen name"});
    desk.work();
    desk.server.accept(ResetOrder{an_order_id(), "It was a mistake"});
    CHECK(desk.support_item().state == ItemState::pending);

    desk.accept("eu-1");
    desk.work();

    CHECK(desk.support_item().state == ItemState::active);
    CHECK(desk.support_item().remote_id == "create-2");
    CHECK(holds(asked(desk.services), R"(\"server\":\"eu-1\")"));
  }

  TEST_CASE("A7: after a refusal the item is asked for in the new words") {
    ServedDesk desk;
    desk.place();
    desk.accept("us-1");
    misbehave(desk.services, "refuse");
    desk.work();
    desk.server.accept(MarkFraud{an_order_id(), "A stolen name"});
    desk.server.accept(ResetOrder{an_order_id(), "It was a mistake"});

    desk.accept("eu-1");
    desk.work();

    CHECK(desk.support_item().remote_id == "create-1");
    CHECK(holds(asked(desk.services), R"(\"server\":\"eu-1\")"));
  }

  TEST_CASE("A1: a denied order's customer is told, without the office's own reason") {
    ServedDesk desk;
    desk.place();

    desk.server.accept(DenyOrder{an_order_id(), "He owes us money"});

    CHECK(desk.server.lines("SELECT title FROM mail") == "Your order 1001 was not accepted\n");
    CHECK(desk.server.lines("SELECT to_address FROM mail") == "maria1@alfreds.example\n");
    CHECK_FALSE(holds(desk.server.lines("SELECT body_text FROM mail"), "owes"));
  }
}

}  // namespace
}  // namespace satchel::server::fulfilment_test
