// The whole way of an order over HTTP, on PostgreSQL, and the commands of satchel there.
#include "tests/server/http/http_fixture.h"
#include "tests/server/main/command_fixture.h"
#include "tests/server/postgres/postgres_fixture.h"

namespace satchel::server::walk_test {
namespace {

httplib::Client logged_in(TestHttp& http, const std::string& login, const DeviceId& device = {}) {
  const LoginRequest request{login, right_password, device, "Test"};
  auto client = http.client();
  const auto answer =
      client.Post("/v1/login", {{"X-Satchel-Token", "1"}}, encode(request), "application/json");
  REQUIRE_MESSAGE(answer->status == 200, answer->body);
  client.set_bearer_token_auth(need(parse_session(answer->body)).token);
  return client;
}

std::string text_between(const std::string& text, const std::string& from, char end) {
  const std::size_t at = text.find(from) + from.size();
  return text.substr(at, text.find(end, at) - at);
}

}  // namespace

TEST_SUITE("satcheld --database postgresql://") {
  TEST_CASE("login, sync, accept, complete, bill run and post") {
    const EngineScope scope(postgres_engine());
    TestHttp http;
    http.give_passwords();
    TestDevice device(http.store, a_rep(), 1);
    device.add(CreateAccount{a_company_account(1)}).add(a_place_order(1));
    auto rep = logged_in(http, "nancy", device.device_id);
    auto admin = logged_in(http, "ada");
    const std::string json = "application/json";
    const std::string order = "/v1/orders/" + an_order_id(1).text();

    const auto synced = rep.Post("/v1/sync", encode(device.request(1, 2)), json);
    const auto again = rep.Post("/v1/sync", encode(device.request(1, 2)), json);
    REQUIRE_MESSAGE(synced->status == 200, synced->body);
    for (const auto& answer : {synced->body, again->body}) {
      const SyncResponse response = need(parse_sync_response(answer));
      REQUIRE_FALSE(response.verdicts.empty());
      for (const auto& each : response.verdicts) {
        CHECK(each.verdict.kind == VerdictKind::accepted);
      }
    }
    CHECK(admin.Post(order + "/accept")->status == 200);
    CHECK(admin.Post(order + "/complete")->status == 200);
    const auto run = admin.Post("/v1/bill-runs", R"({"through":"2026-12-01","mode":"run"})", json);
    REQUIRE_MESSAGE(run->status == 201, run->body);
    const std::string path = "/v1/bill-runs/" + text_between(run->body, R"("id":")", '"');
    const auto posted = admin.Post(path + "/post");

    CHECK(posted->body.find(R"("state":"posted")") != std::string::npos);
    CHECK(posted->body.find(R"("invoice_count":1)") != std::string::npos);
    const auto invoices = rep.Get("/v1/invoices?order=" + an_order_id(1).text());
    CHECK(invoices->body.find(R"("number":1001)") != std::string::npos);
    CHECK(text_of(rep.Get("/v1/accounts?text=futter")).find("\"number\":1001") !=
          std::string::npos);
    CHECK(http.store.count("SELECT COUNT(*) FROM command_log") == 2);
    http.check_is_up();
  }
}

TEST_SUITE("satchel --database postgresql://") {
  TEST_CASE("the demo needs no folder; its logins are then shown once and kept nowhere") {
    SeededRandom random;
    const DataFolder folder = need(DataFolder::open("", a_new_postgres()));
    const auto database = need(open_database(folder, random, test_now));
    std::ostringstream printed;
    const CommandRun run{folder, {*database, random, test_now}, printed};

    need(run_demo(run));
    const std::string first = printed.str();
    need(run_demo(run));

    CHECK(first.find("shown this once") != std::string::npos);
    CHECK(first.find("admin") != std::string::npos);
    CHECK(printed.str().find("is there already") != std::string::npos);
    const auto tx = need(database->begin(Access::read));
    CHECK(need(count_accounts(*tx)) >= 12);
  }

  TEST_CASE("a folder and a database go together, and neither is an error") {
    const TemporaryFolder files;
    const DataFolder both = need(DataFolder::open(files.path(), "postgresql:///a"));
    CHECK(both.database_address() == "postgresql:///a");
    CHECK(both.words() == "--data " + files.path() + " --database postgresql:///a");
    CHECK(need(DataFolder::open(files.path())).database_address() == files.path() + "/satchel.db");
    for (const char* wrong : {"", "file.db"}) {
      const auto refused = DataFolder::open("", wrong);
      REQUIRE_FALSE(refused);
      CHECK(refused.error().message.find("--database") != std::string::npos);
    }
  }
}

}  // namespace satchel::server::walk_test
