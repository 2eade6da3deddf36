// Tests of the outside fraud checker: who waits for it, and what its answer and its silence mean.
#include "tests/server/main/served_desk.h"

namespace satchel::server::outside_fraud_test {
namespace {

/// A desk that asks a checker about every order; a score over 60 is fraud.
class CheckedDesk : public ServedDesk {
 public:
  explicit CheckedDesk(AutoSetup auto_setup = AutoSetup::on_order)
      : ServedDesk(auto_setup), checker("fraud_checker.py", {"42", "license"}) {
    set(Provider::fraud, "url", address_of(checker));
    set(Provider::fraud, "account_id", "42");
    set(Provider::fraud, "license_key", "license");
    set(Provider::fraud, "timeout_ms", "2000");
    server.write([](const ServerWrite& in) {
      Organisation organisation = *need(find_organisation(in.tx));
      organisation.settings.fraud.threshold = 60;
      need(save_organisation(in.tx, organisation));
    });
  }

  void place_risky() {
    Account risky = a_company_account();
    risky.email = "maria@risky.example";
    place(a_place_order(), risky);
  }

  std::optional<Reason> refusal_of(const Command& command) {
    const auto decided = need(perform(server.context(), an_admin(), command));
    if (decided) return std::nullopt;
    return decided.error().reason;
  }

  Counterpart checker;
};

TEST_SUITE("outside fraud check") {
  TEST_CASE("S9: accept and auto-setup wait for the checker, whose high score is fraud") {
    CheckedDesk desk;
    desk.place_risky();
    CHECK(desk.order().lifecycle == OrderLifecycle::pending);
    CHECK(desk.order().fraud_check.pending);
    CHECK(desk.order().history.back().action == OrderAction::screening);
    CHECK(desk.refusal_of(AcceptOrder{an_order_id(), {}}) == Reason::fraud_check_running);
    CHECK_FALSE(desk.work());

    const auto job = desk.work(JobKind::fraud_check);

    REQUIRE(job);
    CHECK_MESSAGE(job->state == JobState::done, job->last_error);
    CHECK(desk.order().lifecycle == OrderLifecycle::fraud);
    CHECK(desk.support_item().state == ItemState::fraud);
    CHECK(desk.order().fraud_check.source == "minFraud");
    CHECK(desk.order().fraud_check.score == 88);
    CHECK_FALSE(desk.work());
    CHECK(times_in(asked(desk.services), "\"path\"") == 0);
  }

  TEST_CASE("A6: what the checker returned stands on the order, which then goes on") {
    CheckedDesk desk;
    desk.place();

    desk.work(JobKind::fraud_check);
    desk.work();

    const FraudCheck check = desk.order().fraud_check;
    CHECK_FALSE(check.pending);
    CHECK(check.score == 20);  // The account is new; the checker's own score is lower.
    REQUIRE_FALSE(check.findings.empty());
    CHECK(check.findings.back().rule == "minfraud");
    CHECK(check.findings.back().detail.find("IP_ADDRESS_NOT_FOUND") != std::string::npos);
    CHECK(desk.support_item().state == ItemState::active);
    const std::string question = asked(desk.checker);
    CHECK(question.find(R"(\"country\":\"DE\")") != std::string::npos);
    CHECK(question.find(R"(\"transaction_id\":\")" + an_order_id().text()) != std::string::npos);
  }

  TEST_CASE("A6: while the checker is silent the order is pending with its check pending") {
    CheckedDesk desk;
    misbehave(desk.checker, "slow");
    desk.place();

    const auto job = desk.work(JobKind::fraud_check);

    CHECK(job->state == JobState::failed);
    CHECK(desk.order().lifecycle == OrderLifecycle::pending);
    CHECK(desk.order().fraud_check.pending);
    CHECK_FALSE(desk.work());

    desk.server.now.ms += retry_delay_ms(1);
    desk.work(JobKind::fraud_check);
    CHECK_FALSE(desk.order().fraud_check.pending);
    CHECK(times_in(asked(desk.checker), "\"path\"") == 1);
  }

  TEST_CASE("A6: a checker that never answers lets the order go on, and the order says so") {
    CheckedDesk desk;
    desk.place();
    misbehave(desk.checker, "fail", 3);

    for (int attempt = 1; attempt <= 3; ++attempt) {
      desk.work(JobKind::fraud_check);
      desk.server.now.ms += retry_delay_ms(attempt);
    }
    desk.work();

    CHECK_FALSE(desk.order().fraud_check.pending);
    REQUIRE_FALSE(desk.order().fraud_check.findings.empty());
    CHECK(desk.order().fraud_check.findings.back().detail.find("no answer") != std::string::npos);
    CHECK(desk.order().lifecycle == OrderLifecycle::pending);
    CHECK(desk.support_item().state == ItemState::active);
  }

  TEST_CASE("A6: an item that waits for its payment starts when the check of a paid order ends") {
    CheckedDesk desk(AutoSetup::on_payment);
    OrderDocument document = a_document(an_order_id());
    document.payment_method = PaymentMethod::cash;
    desk.place(place_order_of(an_order_id(), document));
    const Order order = desk.order();
    desk.server.accept(RecordPayment{{.id = id_of<PaymentId>(1),
                                      .account_id = order.document.account_id,
                                      .order_id = order.id,
                                      .method = PaymentMethod::cash,
                                      .amount = order.due,
                                      .taken_on = test_today}});
    CHECK(desk.support_item().state == ItemState::pending);

    desk.work(JobKind::fraud_check);
    desk.work();

    CHECK(desk.support_item().state == ItemState::active);
  }

  TEST_CASE("S9: the answer about an order that was taken back is not the new order's") {
    CheckedDesk desk;
    Account risky = a_company_account();
    risky.email = "maria@risky.example";
    TestDevice device(desk.server, a_rep(), 1);
    device.add(CreateAccount{risky}).add(a_place_order()).add(WithdrawOrder{an_order_id()});
    device.add(a_place_order()).push(1, 4);
    CHECK(desk.server.count("SELECT COUNT(*) FROM job WHERE kind = 'fraud_check'") == 2);

    desk.work(JobKind::fraud_check);

    CHECK(desk.order().lifecycle == OrderLifecycle::fraud);
    CHECK(desk.order().fraud_check.findings.size() == 2);  // The account is new, too.
  }

  TEST_CASE("S9: without a checker nothing is asked and nothing waits") {
    CheckedDesk desk;
    desk.set(Provider::fraud, "account_id", "");
    desk.place_risky();

    CHECK_FALSE(desk.order().fraud_check.pending);
    CHECK_FALSE(desk.work(JobKind::fraud_check));
    CHECK_FALSE(desk.refusal_of(AcceptOrder{an_order_id(), {}}));
  }
}

}  // namespace
}  // namespace satchel::server::outside_fraud_test
