// Tests of the payment gateways against a server that speaks Stripe's API.
#include "server/providers/payment_gateway.h"

#include "tests/server/providers/provider_desk.h"

namespace satchel::server::card_gateway_test {
namespace {

class GatewayDesk {
 public:
  GatewayDesk() : counterpart("card_gateway.py", {"sk_test_1"}) {}

  CardGateway gateway(const std::string& key = "sk_test_1") const {
    return CardGateway(settings_of(
        Provider::card,
        {{"url", address_of(counterpart)}, {"secret_key", key}, {"timeout_ms", "2000"}}));
  }

  Counterpart counterpart;
};

Charge a_charge(const std::string& token = "pm_card_visa", const std::string& key = "order-1001") {
  return {.amount = usd(12'350), .token = token, .reference = "1001 & co", .idempotency_key = key};
}

TEST_SUITE("card gateway") {
  TEST_CASE("a token is charged and found again, and part of it refunded") {
    GatewayDesk desk;
    CardGateway gateway = desk.gateway();

    const PaymentAnswer paid = need(gateway.charge(a_charge()));
    const PaymentAnswer found = need(gateway.find_charge(paid.remote_id));
    const PaymentAnswer refunded = need(gateway.refund(
        {.amount = usd(350), .charge_id = paid.remote_id, .idempotency_key = "refund-1"}));

    CHECK(paid.status == PaymentStatus::succeeded);
    CHECK(paid.remote_id == "pi_1");
    CHECK(found.status == PaymentStatus::succeeded);
    CHECK(refunded.status == PaymentStatus::succeeded);
    CHECK(refunded.remote_id == "re_1");
    const std::string log = asked(desk.counterpart);
    CHECK(log.find("amount=12350&currency=usd&confirm=true") != std::string::npos);
    CHECK(log.find("metadata%5Breference%5D=1001%20%26%20co") != std::string::npos);
  }

  TEST_CASE("a one-time token is charged, too") {
    GatewayDesk desk;

    const PaymentAnswer paid = need(desk.gateway().charge(a_charge("tok_visa")));

    CHECK(paid.status == PaymentStatus::succeeded);
  }

  TEST_CASE("a repeated charge after a lost answer takes the money once") {
    GatewayDesk desk;
    misbehave(desk.counterpart, "lost");

    const auto lost = desk.gateway().charge(a_charge());
    const PaymentAnswer again = need(desk.gateway().charge(a_charge()));

    REQUIRE_FALSE(lost);
    CHECK(lost.error().code == ErrorCode::unavailable);
    CHECK(again.status == PaymentStatus::succeeded);
    CHECK(again.remote_id == "pi_1");
    CHECK(times_in(asked(desk.counterpart), "\"path\"") == 1);
  }

  TEST_CASE("a key that was used for another amount is refused for good") {
    GatewayDesk desk;
    need(desk.gateway().charge(a_charge()));
    Charge other = a_charge();
    other.amount = usd(1);

    const auto refused = desk.gateway().charge(other);

    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::invalid);
    CHECK(refused.error().message.find("same parameters") != std::string::npos);
  }

  TEST_CASE("a declined card is an answer with the gateway's words") {
    GatewayDesk desk;

    const PaymentAnswer declined = need(desk.gateway().charge(a_charge("pm_card_declined")));

    CHECK(declined.status == PaymentStatus::declined);
    CHECK(declined.message == "Your card was declined.");
  }

  TEST_CASE("money that comes later is pending") {
    GatewayDesk desk;

    const PaymentAnswer pending = need(desk.gateway().charge(a_charge("pm_card_processing")));

    CHECK(pending.status == PaymentStatus::pending);
    CHECK(pending.message == "The gateway says: processing.");
  }

  TEST_CASE("trouble at the gateway is worth another attempt, a wrong key is not") {
    GatewayDesk desk;
    for (const char* mode : {"fail", "garbage", "huge"}) {
      CAPTURE(std::string(mode));
      misbehave(desk.counterpart, mode);
      const auto failed = desk.gateway().charge(a_charge());
      REQUIRE_FALSE(failed);
      CHECK(failed.error().code == ErrorCode::unavailable);
    }
    misbehave(desk.counterpart, "redirect");
    const auto redirected = desk.gateway().charge(a_charge());
    const auto wrong = desk.gateway("sk_test_2").charge(a_charge());

    REQUIRE_FALSE(redirected);
    CHECK(redirected.error().message.find("302") != std::string::npos);
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().code == ErrorCode::invalid);
  }

  TEST_CASE("a gateway that does not answer costs the time-out") {
    GatewayDesk desk;
    misbehave(desk.counterpart, "slow");

    const auto late = desk.gateway().charge(a_charge());

    REQUIRE_FALSE(late);
    CHECK(late.error().code == ErrorCode::unavailable);
    CHECK(late.error().message.find("timed out") != std::string::npos);
  }

  TEST_CASE("a card number is never sent") {
    GatewayDesk desk;
    for (const char* number : {"4242424242424242", "4242 4242 4242 4242", "pm_4242424242424242",
                               "tok_4000-0566-5566-5556", "pm_", "card_1", "pm_a&amount=1"}) {
      CAPTURE(std::string(number));
      const auto refused = desk.gateway().charge(a_charge(number));
      REQUIRE_FALSE(refused);
      CHECK(refused.error().code == ErrorCode::invalid);
    }
    CHECK(times_in(asked(desk.counterpart), "\"path\"") == 0);
  }

  TEST_CASE("a key never goes over an open line") {
    CardGateway gateway(settings_of(
        Provider::card, {{"url", "http://gateway.example"}, {"secret_key", "sk_test_1"}}));

    const auto refused = gateway.charge(a_charge());

    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.find("https://") != std::string::npos);
  }
}

TEST_SUITE("manual gateway") {
  TEST_CASE("money that people move is pending until they record it") {
    ManualGateway gateway;

    CHECK(need(gateway.charge(a_charge())).status == PaymentStatus::pending);
    CHECK(need(gateway.refund({})).status == PaymentStatus::pending);
    CHECK_FALSE(gateway.find_charge("pi_1"));
  }
}

}  // namespace
}  // namespace satchel::server::card_gateway_test
