// Tests of webhooks: events in the caller's transaction, signed deliveries, retry and resend.
#include "server/store/webhook_store.h"

#include <arpa/inet.h>

#include "server/providers/network_address.h"
#include "server/providers/signature.h"
#include "server/providers/webhook_jobs.h"
#include "server/store/civil_date.h"
#include "server/store/event_data.h"

#include "tests/server/providers/provider_desk.h"

namespace satchel::server::webhook_test {
namespace {

/// What an event of an order tells; the receiver refuses any other.
std::string order_data() { return event_data(a_placed_order(1)); }

constexpr const char* secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

class WebhookDesk {
 public:
  WebhookDesk() : receiver("signed_receiver.py", {"webhooks", secret}) {
    server.write([&](const ServerWrite& in) {
      need(save_setting(in, {Provider::webhooks, "allow_private", "yes"}));
      need(save_setting(in, {Provider::webhooks, "timeout_ms", "2000"}));
      need(save_webhook(in.tx, webhook()));
    });
  }

  Webhook webhook() const {
    return {.id = id_of<WebhookId>(1),
            .url = address_of(receiver) + "/hook",
            .events = {WebhookEvent::order_placed, WebhookEvent::payment_received},
            .secret = secret};
  }

  void publish(WebhookEvent event) {
    const bool of_payment = event == WebhookEvent::payment_received;
    server.write([&](const ServerWrite& in) {
      need(publish_event(in, event, of_payment ? event_data(Payment()) : order_data()));
    });
  }

  std::optional<Job> work() {
    return need(
        work_once(server.context(), ServerClock(server), {{JobKind::webhook, webhook_handler()}}));
  }

  std::vector<Delivery> deliveries() {
    return server.read([](Transaction& tx) { return need(list_deliveries(tx, {}, 100)); });
  }

  TestServer server;
  Counterpart receiver;
};

bool is_public(const char* text) {
  sockaddr_storage storage{};
  auto& v4 = reinterpret_cast<sockaddr_in&>(storage);
  auto& v6 = reinterpret_cast<sockaddr_in6&>(storage);
  if (inet_pton(AF_INET, text, &v4.sin_addr) == 1) {
    v4.sin_family = AF_INET;
  } else {
    REQUIRE(inet_pton(AF_INET6, text, &v6.sin6_addr) == 1);
    v6.sin6_family = AF_INET6;
  }
  return is_public_address(reinterpret_cast<const sockaddr&>(storage));
}

TEST_SUITE("webhooks") {
  TEST_CASE("the signature is the one that the specification gives for its example") {
    const auto headers = need(signature_headers(
        secret, {"msg_p5jXN8AQM9LWM0D4loKWxJek", {1'614'265'330'000}, R"({"test": 2432232314})"}));

    CHECK(headers[1].second == "1614265330");
    CHECK(headers[2].second == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    CHECK_FALSE(signature_headers("whsec_!", {"a", {0}, ""}));
  }

  TEST_CASE("an event is published with the transaction that it belongs to, or not at all") {
    WebhookDesk desk;
    {
      const auto tx = need(desk.server.database->begin());
      need(publish_event(write_in(desk.server.context(), *tx), WebhookEvent::order_placed,
                         order_data()));
    }
    CHECK(desk.deliveries().empty());

    desk.publish(WebhookEvent::order_placed);
    desk.publish(WebhookEvent::invoice_posted);  // Not wanted by this webhook.

    REQUIRE(desk.deliveries().size() == 1);
    CHECK(desk.deliveries()[0].body == R"({"type":"order.placed","timestamp":")" +
                                           to_iso(desk.server.now) + R"(","data":)" + order_data() +
                                           "}");
  }

  TEST_CASE("a delivery is signed, taken once and logged") {
    WebhookDesk desk;
    desk.publish(WebhookEvent::payment_received);

    const auto job = desk.work();

    REQUIRE(job);
    CHECK_MESSAGE(job->state == JobState::done, job->last_error);
    CHECK(desk.deliveries()[0].state == JobState::done);
    CHECK(asked(desk.receiver).find("payment.received") != std::string::npos);
    CHECK_FALSE(desk.work());
  }

  TEST_CASE("trouble is tried again under the same event id, and a resend, too") {
    WebhookDesk desk;
    desk.publish(WebhookEvent::order_placed);
    misbehave(desk.receiver, "fail");

    const auto first = desk.work();
    desk.server.now.ms += retry_delay_ms(1);
    const auto second = desk.work();
    const Delivery delivery = desk.deliveries()[0];
    desk.server.write([&](const ServerWrite& in) { need(resend_delivery(in, delivery.id)); });
    const auto third = desk.work();

    CHECK(first->state == JobState::failed);
    CHECK(first->last_error.find("500") != std::string::npos);
    CHECK(second->state == JobState::done);
    CHECK(third->state == JobState::done);
    CHECK(desk.deliveries()[0].event_id == delivery.event_id);
    CHECK(times_in(asked(desk.receiver), "order.placed") == 2);
  }

  TEST_CASE("a receiver that is gone is switched off") {
    WebhookDesk desk;
    desk.publish(WebhookEvent::order_placed);
    misbehave(desk.receiver, "refuse");

    const auto job = desk.work();
    desk.publish(WebhookEvent::order_placed);

    CHECK(job->state == JobState::given_up);
    CHECK(desk.deliveries().size() == 1);
    CHECK(desk.server.count("SELECT COUNT(*) FROM webhook WHERE enabled = 0") == 1);
  }

  TEST_CASE("a webhook never reaches into the own network") {
    WebhookDesk desk;
    desk.server.write([](const ServerWrite& in) {
      need(save_setting(in, {Provider::webhooks, "allow_private", ""}));
    });
    desk.publish(WebhookEvent::order_placed);

    const auto job = desk.work();

    CHECK(job->state == JobState::failed);
    CHECK(job->last_error.find("private network") != std::string::npos);
    CHECK(times_in(asked(desk.receiver), "\"path\"") == 0);
  }

  TEST_CASE("private, special and disguised addresses are no public ones") {
    for (const char* address :
         {"127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
          "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fd00::1",
          "::ffff:127.0.0.1", "2002:7f00:1::", "2001:db8::1"}) {
      CHECK_MESSAGE(!is_public(address), std::string(address));
    }
    for (const char* address : {"8.8.8.8", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8"}) {
      CHECK_MESSAGE(is_public(address), std::string(address));
    }
  }
}

TEST_SUITE("webhook routes") {
  TEST_CASE("an admin adds, changes and removes a webhook; its secret is shown once") {
    TestHttp http;
    auto admin = http.client_of("ada");
    const std::string body = R"({"url":"https://hook.example/x","events":["order.placed"]})";

    check_problem(http.client_of("nancy").Get("/v1/webhooks"), 403);
    const auto added = admin.Post("/v1/webhooks", body, "application/json");
    REQUIRE(added);
    REQUIRE_MESSAGE(added->status == 201, added->body);
    const std::string path = "/v1/webhooks/" + added->body.substr(7, 36);
    const std::string listed = text_of(admin.Get("/v1/webhooks"));
    const std::string file = text_of(admin.Get("/v1/webhooks?format=csv"));
    const auto off = admin.Put(
        path, R"({"url":"https://hook.example/y","events":["order.placed"],"enabled":false})",
        "application/json");
    const auto removed = admin.Delete(path);

    CHECK(added->body.find("\"secret\":\"whsec_") != std::string::npos);
    CHECK(listed.find("https://hook.example/x") != std::string::npos);
    CHECK(listed.find("whsec_") == std::string::npos);
    CHECK(file.starts_with("id,url,events,enabled,created_at_ms\r\n"));
    CHECK(file.find(",https://hook.example/x,order.placed,yes,") != std::string::npos);
    CHECK(file.find("whsec_") == std::string::npos);
    CHECK(off->body.find("\"enabled\":false") != std::string::npos);
    CHECK(off->body.find("whsec_") == std::string::npos);
    CHECK(removed->status == 200);
    check_problem(admin.Delete(path), 404);
    for (const char* wrong : {R"({"url":"ftp://hook.example","events":["order.placed"]})",
                              R"({"url":"https://hook.example","events":[]})",
                              R"({"url":"https://hook.example","events":["order.eaten"]})"}) {
      check_problem(admin.Post("/v1/webhooks", wrong, "application/json"), 400);
    }
    CHECK(http.store.lines("SELECT action FROM audit_log ORDER BY action") ==
          "add_webhook\nchange_webhook\nremove_webhook\n");
  }

  TEST_CASE("an admin lists deliveries and sends one again") {
    TestHttp http;
    http.store.write([](const ServerWrite& in) {
      need(save_webhook(in.tx, {.id = id_of<WebhookId>(1),
                                .url = "https://hook.example",
                                .events = {WebhookEvent::order_placed},
                                .secret = secret}));
      need(publish_event(in, WebhookEvent::order_placed, order_data()));
    });
    auto admin = http.client_of("ada");

    const std::string listed =
        text_of(admin.Get("/v1/deliveries?webhook=" + id_of<WebhookId>(1).text()));
    const std::string id = http.store.lines("SELECT id FROM webhook_delivery").substr(0, 36);
    const auto resent = admin.Post("/v1/deliveries/" + id + "/resend");

    CHECK(listed.find(R"("event":"order.placed")") != std::string::npos);
    CHECK(resent->status == 200);
    CHECK(http.store.count("SELECT COUNT(*) FROM job") == 2);
    CHECK(http.store.count("SELECT COUNT(*) FROM audit_log WHERE action = 'resend_delivery'") == 1);
  }
}

}  // namespace
}  // namespace satchel::server::webhook_test
