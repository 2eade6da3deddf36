// Tests of the back office over HTTP: orders, invoices and bill runs, each act once.
#include "server/billing/bill_run.h"
#include "server/http/metrics.h"
#include "tests/server/http/http_fixture.h"

namespace satchel::server::desk_test {
namespace {

/// A server where nancy's device has placed order 1.
class TestDesk : public TestHttp {
 public:
  TestDesk() {
    TestDevice device(store, a_rep(), 1);
    device.add(CreateAccount{a_company_account(1)}).add(a_place_order(1)).push(1, 2);
  }

  std::string order_path(const std::string& verb = "") const {
    return "/v1/orders/" + an_order_id(1).text() + (verb.empty() ? "" : "/" + verb);
  }
  /// Returns a client of a new user.
  httplib::Client client_of_new(const Actor& actor, const std::string& login) {
    store.write([&](const ServerWrite& in) { need(save_user(in.tx, a_user(actor, login))); });
    return client_of(login);
  }
  std::int64_t audit_rows(const std::string& action) {
    return store.count("SELECT COUNT(*) FROM audit_log WHERE action = '" + action + "'");
  }
};

Order order_in(const httplib::Result& result) {
  REQUIRE(result);
  REQUIRE_MESSAGE(result->status == 200, result->body);
  return need(read_document(result->body, Strictness::strict, read_order));
}

std::string id_in(const httplib::Result& result) {
  REQUIRE(result);
  const std::string& body = result->body;
  const std::size_t at = body.find(R"("id":")") + 6;
  return body.substr(at, 36);
}

TEST_SUITE("back office") {
  TEST_CASE("an admin accepts and completes an order; a rep may not") {
    TestDesk http;
    auto rep = http.client_of("nancy");
    auto admin = http.client_of("ada");

    check_problem(rep.Post(http.order_path("accept")), 403);
    const Order accepted = order_in(admin.Post(http.order_path("accept")));
    const Order completed = order_in(admin.Post(http.order_path("complete")));
    const auto again = admin.Post(http.order_path("accept"));

    CHECK(accepted.lifecycle == OrderLifecycle::in_progress);
    CHECK(completed.lifecycle == OrderLifecycle::completed);
    CHECK(check_problem(again, 409).type == "order_not_pending");
    CHECK(order_in(rep.Get(http.order_path())).lifecycle == OrderLifecycle::completed);
    CHECK(text_of(rep.Get("/v1/subscriptions")).find("Support") != std::string::npos);
    check_problem(admin.Post("/v1/orders/" + an_order_id(9).text() + "/accept"), 404);
  }

  TEST_CASE("an Idempotency-Key gives the first answer again and acts once") {
    TestDesk http;
    auto admin = http.client_of("ada");
    const httplib::Headers key{{"Idempotency-Key", "act-1"}};

    const auto first = admin.Post(http.order_path("accept"), key, "", "application/json");
    const auto again = admin.Post(http.order_path("accept"), key, "", "application/json");
    const auto other = admin.Post(http.order_path("complete"), key, "", "application/json");

    CHECK(first->status == 200);
    CHECK(again->status == 200);
    CHECK(again->body == first->body);
    CHECK(again->get_header_value("Idempotency-Replayed") == "true");
    CHECK(check_problem(other, 422).type == "idempotency-key-reused");
    CHECK(http.audit_rows("accept_order") == 1);
    for (const std::string& bad : {std::string(129, 'a'), std::string("a b")}) {
      check_problem(admin.Post(http.order_path("complete"), {{"Idempotency-Key", bad}}, "",
                               "application/json"),
                    400);
    }
  }

  TEST_CASE("A15: of two clerks on one order the second is told who did what") {
    TestDesk http;
    auto ada = http.client_of("ada");
    auto grace = http.client_of_new({id_of<UserId>(810), "Grace Clerk", Role::clerk, {}}, "grace");
    const Order seen = order_in(ada.Get(http.order_path()));
    const std::string version = std::to_string(seen.version);
    const std::string body = R"({"reason":"No stock","seen_version":)" + version + "}";

    order_in(ada.Post(http.order_path("accept"), R"({"seen_version":)" + version + "}",
                      "application/json"));
    const Problem stale =
        check_problem(grace.Post(http.order_path("cancel"), body, "application/json"), 409);

    CHECK(stale.type == "order_changed");
    CHECK(stale.detail.find("accepted, verified by Ada Admin") != std::string::npos);
    CHECK(order_in(ada.Get(http.order_path())).lifecycle == OrderLifecycle::in_progress);
    CHECK(http.audit_rows("cancel_order") == 0);
    const Order now = order_in(ada.Get(http.order_path()));
    CHECK(order_in(grace.Post(http.order_path("cancel"),
                              R"({"reason":"No stock","seen_version":)" +
                                  std::to_string(now.version) + "}",
                              "application/json"))
              .lifecycle == OrderLifecycle::cancelled);
  }

  TEST_CASE("A15: a version tells nothing about an order that is not one's own to see") {
    TestDesk http;
    auto manager = http.client_of_new({id_of<UserId>(811), "Max", Role::manager, {east}}, "max");
    check_problem(manager.Post(http.order_path("approve"), R"({"reason":"","seen_version":1})",
                               "application/json"),
                  404);
  }

  TEST_CASE("a refusal under a key is the answer to its repetitions, too") {
    TestDesk http;
    auto admin = http.client_of("ada");
    const httplib::Headers key{{"Idempotency-Key", "act-1"}};

    const auto refused = admin.Post(http.order_path("complete"), key, "", "application/json");
    order_in(admin.Post(http.order_path("accept")));
    const auto again = admin.Post(http.order_path("complete"), key, "", "application/json");

    check_problem(refused, 409);
    check_problem(again, 409);
    CHECK(again->body == refused->body);
  }

  TEST_CASE("an order is cancelled with its reason") {
    TestDesk http;
    auto admin = http.client_of("ada");

    const Order cancelled = order_in(
        admin.Post(http.order_path("cancel"), R"({"reason":"Out of stock"})", "application/json"));

    CHECK(cancelled.lifecycle == OrderLifecycle::cancelled);
    CHECK(cancelled.history.back().reason == "Out of stock");
  }

  TEST_CASE("A13: a bill cycle goes from dry to posted, and a second one bills nothing") {
    TestDesk http;
    auto admin = http.client_of("ada");
    auto rep = http.client_of("nancy");
    order_in(admin.Post(http.order_path("accept")));
    order_in(admin.Post(http.order_path("complete")));
    const std::string dry = R"({"through":"2026-12-01","mode":"dry"})";
    const std::string run = R"({"through":"2026-12-01","mode":"run"})";

    const auto planned = admin.Post("/v1/bill-runs", dry, "application/json");
    const auto ready = admin.Post("/v1/bill-runs", run, "application/json");
    const std::string path = "/v1/bill-runs/" + id_in(ready);
    CHECK(text_of(rep.Get("/v1/invoices")) == R"({"items":[]})");
    CHECK(text_of(admin.Get("/v1/invoices?drafts=1")).find("draft") != std::string::npos);
    check_problem(admin.Post("/v1/bill-runs", run, "application/json"), 409);
    const auto posted = admin.Post(path + "/post");

    CHECK(planned->status == 200);
    CHECK(ready->status == 201);
    CHECK(ready->body.find(R"("state":"ready")") != std::string::npos);
    CHECK(posted->body.find(R"("state":"posted")") != std::string::npos);
    CHECK(posted->body.find(R"("invoice_count":1)") != std::string::npos);
    const auto listed = rep.Get("/v1/invoices?order=" + an_order_id(1).text());
    CHECK(listed->body.find(R"("number":1001)") != std::string::npos);
    const auto invoice = rep.Get("/v1/invoices/" + id_in(listed));
    CHECK(invoice->body.find("Coffee") != std::string::npos);
    check_problem(admin.Post(path + "/discard"), 409);
    const auto empty = admin.Post("/v1/bill-runs", run, "application/json");
    CHECK(empty->body.find(R"("invoice_count":0)") != std::string::npos);
    const auto discarded = admin.Post("/v1/bill-runs/" + id_in(empty) + "/discard");
    CHECK(discarded->body.find(R"("state":"discarded")") != std::string::npos);
    CHECK(text_of(admin.Get("/v1/bill-runs")).find(id_in(empty)) != std::string::npos);
    check_problem(admin.Get("/v1/bill-runs/" + an_order_id(1).text()), 404);
  }

  TEST_CASE("what a run could not bill is listed, and billed again after its repair") {
    TestDesk http;
    auto admin = http.client_of("ada");
    order_in(admin.Post(http.order_path("accept")));
    order_in(admin.Post(http.order_path("complete")));
    const auto price = [&](const std::string& amount) {
      http.store.write([&](const ServerWrite& in) {
        need(in.tx.run("UPDATE billable_charge SET unit_price = $1", amount));
      });
    };
    price("99999999999999");
    const auto ready =
        admin.Post("/v1/bill-runs", R"({"through":"2026-12-01","mode":"run"})", "application/json");
    const std::string path = "/v1/bill-runs/" + id_in(ready);
    CHECK(ready->body.find(R"("completed_with_errors":true)") != std::string::npos);
    CHECK(ready->body.find(R"("invoice_count":0)") != std::string::npos);
    CHECK(ready->body.find(a_company_account(1).id.text()) != std::string::npos);
    price("10.00");

    const auto retried = admin.Post(path + "/retry");

    CHECK(retried->status == 200);
    CHECK(retried->body.find(R"("completed_with_errors":false)") != std::string::npos);
    CHECK(retried->body.find(R"("invoice_count":1)") != std::string::npos);
    CHECK(retried->body.find(R"("failed":[])") != std::string::npos);
    text_of(admin.Post(path + "/discard"));
    check_problem(admin.Post(path + "/retry"), 409);
  }

  TEST_CASE("a run is compared with its dry run, also as CSV, and posted when its time comes") {
    TestDesk http;
    auto admin = http.client_of("ada");
    order_in(admin.Post(http.order_path("accept")));
    order_in(admin.Post(http.order_path("complete")));
    const std::string json = "application/json";
    admin.Post("/v1/bill-runs", R"({"through":"2026-12-01","mode":"dry"})", json);
    const auto ready =
        admin.Post("/v1/bill-runs", R"({"through":"2026-12-01","mode":"run"})", json);
    const std::string path = "/v1/bill-runs/" + id_in(ready);

    const std::string dry = text_of(admin.Get(path + "/diff?with=dry"));
    const std::string csv = text_of(admin.Get(path + "/diff?format=csv"));

    CHECK(dry.find(R"("difference":{"minor":0,)") != std::string::npos);
    CHECK(csv.starts_with("account_id,account_number,account_name,before,before_currency,"));
    CHECK(csv.find(",1001,Alfreds Futterkiste,0.00,USD,") != std::string::npos);
    check_problem(admin.Get(path + "/diff?with=nothing"), 400);
    CHECK(text_of(admin.Get(path + "/anomalies")) == R"({"items":[]})");
    check_problem(admin.Get("/v1/bill-runs/" + an_order_id(1).text() + "/anomalies"), 404);
    const auto scheduled = admin.Put(path + "/post-at", R"({"at_ms":1})", json);
    CHECK(scheduled->body.find(R"("post_at_ms":1)") != std::string::npos);
    check_problem(admin.Put(path + "/post-at", R"({"at_ms":0})", json), 400);
    need(post_due_run(http.store.context()));
    CHECK(text_of(admin.Get(path)).find(R"("state":"posted")") != std::string::npos);
    check_problem(admin.Put(path + "/post-at", "{}", json), 409);
  }

  TEST_CASE("an exchange goes through HTTP, and an idle one has no content") {
    TestHttp http;
    TestDevice device(http.store, a_rep(), 1);
    device.add(CreateAccount{a_company_account(1)});
    auto client = http.client();
    client.set_bearer_token_auth(http.token_of("nancy", device.device_id));

    const auto answered = client.Post("/v1/sync", encode(device.request(1, 1)), "application/json");
    const SyncResponse response = need(parse_sync_response(answered->body));
    device.cursor = response.cursor;
    const auto idle = client.Post("/v1/sync", encode(device.request(2, 1)), "application/json");

    REQUIRE(response.verdicts.size() == 1);
    CHECK(response.verdicts[0].verdict.kind == VerdictKind::accepted);
    CHECK(idle->status == 204);
    CHECK(idle->body.empty());
    const std::string metrics = text_of(http.client().Get("/metrics"));
    CHECK(metrics.find("satchel_commands_total{verdict=\"accepted\"} 1") != std::string::npos);
  }

  TEST_CASE("health, readiness and metrics answer without a login") {
    TestHttp http;
    auto client = http.client();
    client.set_keep_alive(true);

    CHECK(text_of(client.Get("/healthz")) == R"({"status":"up"})");
    CHECK(text_of(client.Get("/readyz")) == R"({"status":"ready"})");
    const auto metrics = client.Get("/metrics");
    CHECK(metrics->get_header_value("Content-Type").starts_with("text/plain"));
    CHECK(metrics->body.find("satchel_connections 1\n") != std::string::npos);
    CHECK(metrics->body.find("route=\"/readyz\",status=\"200\"} 1\n") != std::string::npos);
  }
}

}  // namespace
}  // namespace satchel::server::desk_test
