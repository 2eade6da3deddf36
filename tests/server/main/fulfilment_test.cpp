// Tests of orders and the outside world together: services, domains, fraud checks, webhooks.
#include "server/main/job_handlers.h"
#include "server/store/mail_store.h"
#include "server/store/webhook_store.h"
#include "tests/server/providers/provider_desk.h"

namespace satchel::server::fulfilment_test {
namespace {

constexpr const char* secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// A server on which support is provisioned elsewhere, with an order of a rep.
class ServedDesk {
 public:
  explicit ServedDesk(AutoSetup auto_setup = AutoSetup::never,
                      FulfilmentKind kind = FulfilmentKind::provisioning)
      : services("signed_receiver.py", {"services", secret}) {
    PriceBook book = a_price_book();
    book.products[1].fulfilment = {kind, "cpanel", {"eu-1", "us-1"}, auto_setup};
    for (const Provider provider : {Provider::provisioning, Provider::registrar}) {
      set(provider, "url", address_of(services));
      set(provider, "secret", secret);
      set(provider, "timeout_ms", "2000");
    }
    server.write([&](const ServerWrite& in) {
      need(save_price_book(in.tx, book));
      need(
          save_webhook(in.tx, {.id = id_of<WebhookId>(1),
                               .url = "https://hook.example",
                               .events = {WebhookEvent::order_placed, WebhookEvent::order_accepted},
                               .secret = secret}));
    });
  }

  void set(Provider provider, const std::string& name, const std::string& value) {
    server.write([&](const ServerWrite& in) { need(save_setting(in, {provider, name, value})); });
  }

  void place() {
    TestDevice device(server, a_rep(), 1);
    device.add(CreateAccount{a_company_account()}).add(a_place_order());
    REQUIRE(device.push(1, 2).verdicts.back().verdict.kind == VerdictKind::accepted);
  }

  /// Accepts the order with an account to be created for the support.
  void accept() {
    AcceptOrder command{an_order_id(), {}};
    command.items.push_back({.item_id = order().document.items[1].id,
                             .target = "us-1",
                             .username = "maria",
                             .password = "Secret42",
                             .create = true,
                             .welcome = true});
    server.accept(command);
  }

  /// Works off every job of this kind that is due; returns the last one.
  std::optional<Job> work(JobKind kind = JobKind::provisioning) {
    std::optional<Job> last;
    ++server.now.ms;
    while (true) {
      auto job = need(work_once(server.context(), ServerClock(server), handlers_of(kind)));
      if (!job) return last;
      last = std::move(job);
    }
  }

  Order order() {
    return server.read([](Transaction& tx) { return *need(find_order(tx, an_order_id())); });
  }
  ItemFulfilment support_item() { return order().fulfilments.at(1); }

  TestServer server;
  Counterpart services;

 private:
  /// Jobs of other kinds lie far ahead: their turn comes when the test asks for it.
  JobHandlers handlers_of(JobKind kind) {
    constexpr std::int64_t far = 1'000'000'000'000'000;
    server.write([&](const ServerWrite& in) {
      need(
          in.tx.run("UPDATE job SET next_at_ms = next_at_ms + $2 "
                    "WHERE kind <> $1 AND next_at_ms < $2",
                    kind, far));
      need(
          in.tx.run("UPDATE job SET next_at_ms = next_at_ms - $2 "
                    "WHERE kind = $1 AND next_at_ms >= $2",
                    kind, far));
    });
    return job_handlers();
  }
};

TEST_SUITE("fulfilment") {
  TEST_CASE("A2: an accepted item is created with what was chosen, and a welcome is sent") {
    ServedDesk desk;
    desk.place();
    desk.accept();
    CHECK(desk.support_item().state == ItemState::activating);

    const auto job = desk.work();

    REQUIRE(job);
    CHECK_MESSAGE(job->state == JobState::done, job->last_error);
    CHECK(desk.support_item().state == ItemState::active);
    CHECK(desk.support_item().remote_id == "create-1");
    const std::string log = asked(desk.services);
    CHECK(log.find("us-1") != std::string::npos);
    CHECK(log.find("Secret42") != std::string::npos);
    CHECK(desk.server.lines("SELECT title FROM mail") == "Welcome: Support\n");
    CHECK(desk.server.lines("SELECT to_address FROM mail") == "maria1@alfreds.example\n");
    CHECK(desk.server.count("SELECT COUNT(*) FROM job WHERE payload LIKE '%Secret42%'") == 0);
  }

  TEST_CASE("A2: a refusal is the item's state with its error; a retry creates one service") {
    ServedDesk desk;
    desk.place();
    desk.accept();
    misbehave(desk.services, "refuse");
    desk.work();
    CHECK(desk.support_item().state == ItemState::failed);
    CHECK(desk.support_item().error.find("this server is full") != std::string::npos);

    desk.server.accept(RetryItem{an_order_id(), desk.order().document.items[1].id});
    const auto job = desk.work();

    REQUIRE(job);
    CHECK(job->state == JobState::done);
    CHECK(desk.support_item().state == ItemState::active);
    CHECK(desk.support_item().error.empty());
    CHECK(times_in(asked(desk.services), "\"path\"") == 1);
    CHECK(desk.server.count("SELECT COUNT(*) FROM job WHERE kind = 'provisioning'") == 1);
  }

  TEST_CASE("A2: a lost answer never makes a second service") {
    ServedDesk desk;
    desk.place();
    desk.accept();
    misbehave(desk.services, "lost");

    const auto lost = desk.work();
    CHECK(desk.support_item().state == ItemState::activating);
    desk.server.now.ms += retry_delay_ms(1);
    desk.work();

    CHECK(lost->state == JobState::failed);
    CHECK(desk.support_item().remote_id == "create-1");
    CHECK(times_in(asked(desk.services), "\"path\"") == 1);
  }

  TEST_CASE("A4: an item with auto-setup goes active while its order stays pending") {
    ServedDesk desk(AutoSetup::on_order);
    desk.place();

    desk.work();

    CHECK(desk.order().lifecycle == OrderLifecycle::pending);
    CHECK(desk.support_item().state == ItemState::active);
  }

  TEST_CASE("A3: a domain is sent to its registrar") {
    ServedDesk desk(AutoSetup::never, FulfilmentKind::registrar);
    desk.place();
    desk.accept();

    const auto job = desk.work(JobKind::registrar);

    REQUIRE(job);
    CHECK(job->kind == JobKind::registrar);
    // The order names no domain: the registrar says so, and the item shows it.
    CHECK(desk.support_item().state == ItemState::failed);
    CHECK(desk.support_item().error.find("domain is missing") != std::string::npos);
  }

  TEST_CASE("S7: cancelling an order terminates its active service, once") {
    ServedDesk desk;
    desk.place();
    desk.accept();
    desk.work();

    desk.server.accept(CancelOrder{an_order_id(), "The customer left"});
    const auto job = desk.work();

    REQUIRE(job);
    CHECK(job->state == JobState::done);
    CHECK(asked(desk.services).find("terminate") != std::string::npos);
    CHECK(desk.server.count("SELECT COUNT(*) FROM job WHERE kind = 'provisioning'") == 2);
  }

  TEST_CASE("S8: what was made for an order that was stopped meanwhile is ended again") {
    ServedDesk desk;
    desk.place();
    desk.accept();
    desk.server.accept(MarkFraud{an_order_id(), "A stolen name"});

    desk.work();

    CHECK(desk.order().lifecycle == OrderLifecycle::fraud);
    CHECK(asked(desk.services).find("terminate") != std::string::npos);
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

    desk.accept();
    desk.work();

    CHECK(desk.support_item().state == ItemState::active);
    CHECK(desk.support_item().remote_id == "create-2");
  }

  TEST_CASE("webhooks are told of orders that are placed and accepted") {
    ServedDesk desk;
    desk.place();
    desk.accept();

    CHECK(desk.server.lines("SELECT event FROM webhook_delivery ORDER BY id") ==
          "order.placed\norder.accepted\n");
  }
}

TEST_SUITE("outside fraud check") {
  TEST_CASE("S9: accept waits for the checker, and its score over the threshold is fraud") {
    ServedDesk desk(AutoSetup::on_order);
    Counterpart checker("fraud_checker.py", {"42", "license"});
    desk.set(Provider::fraud, "url", address_of(checker));
    desk.set(Provider::fraud, "account_id", "42");
    desk.set(Provider::fraud, "license_key", "license");
    desk.server.write([](const ServerWrite& in) {
      Organisation organisation = need(load_organisation(in.tx));
      organisation.settings.fraud.threshold = 60;
      need(save_organisation(in.tx, organisation));
    });
    Account risky = a_company_account();
    risky.email = "maria@risky.example";
    TestDevice device(desk.server, a_rep(), 1);
    device.add(CreateAccount{risky}).add(a_place_order()).push(1, 2);
    CHECK(desk.order().fraud_check.pending);
    const auto waits =
        need(perform(desk.server.context(), an_admin(), AcceptOrder{an_order_id(), {}}));
    REQUIRE_FALSE(waits);
    CHECK(waits.error().reason == Reason::fraud_check_running);
    CHECK_FALSE(desk.work());

    const auto job = desk.work(JobKind::fraud_check);

    REQUIRE(job);
    CHECK_MESSAGE(job->state == JobState::done, job->last_error);
    CHECK(desk.order().lifecycle == OrderLifecycle::fraud);
    CHECK(desk.order().fraud_check.source == "minFraud");
    CHECK(desk.order().fraud_check.score == 88);
    CHECK_FALSE(desk.work());
  }

  TEST_CASE("A6: a checker that gives no answer lets the order go on, and says so") {
    ServedDesk desk(AutoSetup::on_order);
    Counterpart checker("fraud_checker.py", {"42", "license"});
    desk.set(Provider::fraud, "url", address_of(checker));
    desk.set(Provider::fraud, "account_id", "42");
    desk.place();
    misbehave(checker, "fail", 3);

    for (int attempt = 1; attempt <= 3; ++attempt) {
      desk.work(JobKind::fraud_check);
      desk.server.now.ms += retry_delay_ms(attempt);
    }
    desk.work();

    CHECK_FALSE(desk.order().fraud_check.pending);
    REQUIRE_FALSE(desk.order().fraud_check.findings.empty());
    CHECK(desk.order().fraud_check.findings.back().detail.find("no answer") != std::string::npos);
    CHECK(desk.support_item().state == ItemState::active);
  }
}

}  // namespace
}  // namespace satchel::server::fulfilment_test
