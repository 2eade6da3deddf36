// Tests of provisioning and registrar against a receiver that checks signatures and keys.
#include "server/providers/service_provider.h"

#include "tests/server/providers/provider_desk.h"

namespace satchel::server::service_provider_test {
namespace {

constexpr const char* secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

class ServiceDesk {
 public:
  ServiceDesk() : counterpart("signed_receiver.py", {"services", secret}) {}

  SignedServiceProvider provider(const std::string& key = secret) const {
    return SignedServiceProvider(
        settings_of(Provider::provisioning,
                    {{"url", address_of(counterpart)}, {"secret", key}, {"timeout_ms", "2000"}}));
  }

  Counterpart counterpart;
};

ServiceRequest a_creation() {
  return {.act = ServiceAct::create,
          .order_id = "order-1",
          .item_id = "item-1",
          .product = "Hosting",
          .server = "eu-1",
          .username = "nancy",
          .password = "Secret42"};
}

TEST_SUITE("service provider") {
  TEST_CASE("A2: a service is created, suspended and terminated under its remote id") {
    ServiceDesk desk;

    const JobOutcome created = desk.provider().ask(a_creation(), {"item-1:create", test_now});
    ServiceRequest end{.act = ServiceAct::suspend, .remote_id = created.remote_id};
    const JobOutcome suspended = desk.provider().ask(end, {"item-1:suspend", test_now});
    end.act = ServiceAct::terminate;
    const JobOutcome terminated = desk.provider().ask(end, {"item-1:terminate", test_now});

    CHECK_MESSAGE(created.verdict == JobVerdict::done, created.error);
    CHECK(created.remote_id == "create-1");
    CHECK(suspended.verdict == JobVerdict::done);
    CHECK(terminated.verdict == JobVerdict::done);
    CHECK(terminated.remote_id == "create-1");
  }

  TEST_CASE("A3: a domain is registered and renewed") {
    ServiceDesk desk;
    const ServiceRequest wanted{
        .act = ServiceAct::register_domain, .item_id = "item-2", .domain = "shop.example"};

    const JobOutcome registered = desk.provider().ask(wanted, {"item-2:register", test_now});
    const JobOutcome renewed =
        desk.provider().ask({.act = ServiceAct::renew_domain, .remote_id = registered.remote_id},
                            {"item-2:renew", test_now});

    CHECK(registered.remote_id == "register-1");
    CHECK(renewed.verdict == JobVerdict::done);
  }

  TEST_CASE("a repetition after a lost answer never makes a second one") {
    ServiceDesk desk;
    misbehave(desk.counterpart, "lost");

    const JobOutcome lost = desk.provider().ask(a_creation(), {"item-1:create", test_now});
    const JobOutcome again =
        desk.provider().ask(a_creation(), {"item-1:create", {test_now.ms + 60'000}});

    CHECK(lost.verdict == JobVerdict::retry);
    CHECK(again.verdict == JobVerdict::done);
    CHECK(again.remote_id == "create-1");
    CHECK(times_in(asked(desk.counterpart), "\"path\"") == 1);
  }

  TEST_CASE("a refusal is final and says why; another body under the key is one") {
    ServiceDesk desk;
    misbehave(desk.counterpart, "refuse");

    const JobOutcome full = desk.provider().ask(a_creation(), {"item-1:create", test_now});
    desk.provider().ask(a_creation(), {"item-2:create", test_now});
    ServiceRequest other = a_creation();
    other.server = "us-1";
    const JobOutcome reused = desk.provider().ask(other, {"item-2:create", test_now});

    CHECK(full.verdict == JobVerdict::give_up);
    CHECK(full.error.find("this server is full") != std::string::npos);
    CHECK(reused.verdict == JobVerdict::give_up);
    CHECK(reused.error.find("another request") != std::string::npos);
  }

  TEST_CASE("a wrong secret is noticed by the other side") {
    ServiceDesk desk;

    const JobOutcome unsigned_request =
        desk.provider("whsec_AAAA").ask(a_creation(), {"item-1:create", test_now});
    const JobOutcome no_secret =
        desk.provider("hunter2").ask(a_creation(), {"item-1:create", test_now});

    CHECK(unsigned_request.verdict == JobVerdict::give_up);
    CHECK(unsigned_request.error.find("signature") != std::string::npos);
    CHECK(no_secret.error.find("whsec_") != std::string::npos);
  }

  TEST_CASE("silence, trouble and nonsense are worth another attempt") {
    ServiceDesk desk;
    for (const char* mode : {"slow", "fail", "garbage"}) {
      CAPTURE(std::string(mode));
      misbehave(desk.counterpart, mode);
      const JobOutcome outcome = desk.provider().ask(a_creation(), {"item-1:create", test_now});
      CHECK(outcome.verdict == JobVerdict::retry);
      CHECK(outcome.remote_id.empty());
    }
  }
}

}  // namespace
}  // namespace satchel::server::service_provider_test
