// Tests of the fraud checker against a server that speaks minFraud Score.
#include "server/providers/fraud_checker.h"

#include "tests/server/providers/provider_desk.h"

namespace satchel::server::fraud_checker_test {
namespace {

class FraudDesk {
 public:
  FraudDesk() : counterpart("fraud_checker.py", {"42", "license"}) {}

  MinFraud checker(const std::string& key = "license") const {
    return MinFraud(settings_of(Provider::fraud, {{"url", address_of(counterpart)},
                                                  {"account_id", "42"},
                                                  {"license_key", key},
                                                  {"timeout_ms", "2000"}}));
  }

  Counterpart counterpart;
};

FraudQuestion a_question(const std::string& email = "nancy@customer.example") {
  return {.transaction_id = "1001",
          .at = test_now,
          .ip_address = "203.0.113.7",
          .account_id = "1001",
          .email = email,
          .first_name = "Nancy",
          .last_name = "D\xC3\xA1volio",
          .country = "US",
          .amount = usd(32'321),
          .cart = {{.item_id = "chai", .quantity = 3, .price = usd(1'800)}}};
}

TEST_SUITE("fraud checker") {
  TEST_CASE("A6: the checker's score, funds and warnings come back") {
    FraudDesk desk;

    const FraudAnswer good = need(desk.checker().check(a_question()));
    FraudQuestion question = a_question("x@risky.example");
    question.ip_address.clear();
    const FraudAnswer bad = need(desk.checker().check(question));

    CHECK(good.risk_score == dec("0.35"));
    CHECK(good.funds_remaining == "25.06");
    CHECK(good.warnings.empty());
    CHECK_FALSE(good.id.empty());
    CHECK(bad.risk_score == dec("87.5"));
    REQUIRE(bad.warnings.size() == 1);
    CHECK(bad.warnings[0] == "IP_ADDRESS_NOT_FOUND: The IP address was not given.");
    CHECK(asked(desk.counterpart).find("323.21") != std::string::npos);
  }

  TEST_CASE("a wrong key is refused for good, an empty account, too") {
    FraudDesk desk;

    const auto wrong = desk.checker("other").check(a_question());
    misbehave(desk.counterpart, "refuse");
    const auto empty = desk.checker().check(a_question());

    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().code == ErrorCode::invalid);
    REQUIRE_FALSE(empty);
    CHECK(empty.error().message.find("INSUFFICIENT_FUNDS") != std::string::npos);
  }

  TEST_CASE("trouble at the checker is worth another attempt") {
    FraudDesk desk;
    for (const char* mode : {"fail", "garbage", "slow"}) {
      CAPTURE(std::string(mode));
      misbehave(desk.counterpart, mode);
      const auto failed = desk.checker().check(a_question());
      REQUIRE_FALSE(failed);
      CHECK(failed.error().code == ErrorCode::unavailable);
    }
  }

  TEST_CASE("a repetition after a lost answer gets one") {
    FraudDesk desk;
    misbehave(desk.counterpart, "lost");

    const auto lost = desk.checker().check(a_question());
    const auto again = desk.checker().check(a_question());

    REQUIRE_FALSE(lost);
    CHECK(lost.error().code == ErrorCode::unavailable);
    REQUIRE(again);
    CHECK(again->risk_score == dec("0.35"));
  }

  TEST_CASE("what the checker cannot score it refuses, by the field's name, for good") {
    FraudDesk desk;
    FraudQuestion question = a_question();
    question.country = "Mexico";
    const auto refused = desk.checker().check(question);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::invalid);
    CHECK(refused.error().message.find("billing.country is not valid") != std::string::npos);
    question.country.clear();
    question.first_name.clear();
    question.last_name.clear();
    const auto missing = desk.checker().check(question);
    REQUIRE_FALSE(missing);
    CHECK(missing.error().message.find("billing is missing") != std::string::npos);
  }

  TEST_CASE("no account means no checker") {
    CHECK_FALSE(has_fraud_checker(settings_of(Provider::fraud, {})));
    CHECK(has_fraud_checker(settings_of(Provider::fraud, {{"account_id", "42"}})));
  }
}

}  // namespace
}  // namespace satchel::server::fraud_checker_test
