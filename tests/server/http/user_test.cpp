// Tests of the routes about users, territories and devices.
#include "server/store/audit_log.h"
#include "server/store/token_store.h"
#include "tests/server/http/http_fixture.h"

namespace satchel::server::user_test {
namespace {

std::string field_in(const std::string& json, const std::string& name) {
  const std::string key = "\"" + name + "\":\"";
  const std::size_t at = json.find(key);
  REQUIRE_MESSAGE(at != std::string::npos, json);
  const std::size_t start = at + key.size();
  return json.substr(start, json.find('"', start) - start);
}

User user_of(TestHttp& http, const std::string& login) {
  return http.store.read([&](Transaction& tx) { return *need(find_user_by_login(tx, login)); });
}

httplib::Result post(httplib::Client& client, const std::string& path, const std::string& body) {
  return client.Post(path, body, "application/json");
}

std::int64_t audited(TestHttp& http, const std::string& action, const std::string& subject) {
  return http.store.count("SELECT COUNT(*) FROM audit_log WHERE action = '" + action +
                          "' AND subject = '" + subject + "'");
}

const std::string invitation =
    R"({"login":"Clara@Real.example","name":"Clara","role":"clerk","territory_ids":[]})";

TEST_SUITE("users") {
  TEST_CASE("A16: an administrator invites a user, who chooses a password by the link once") {
    TestHttp http;
    auto ada = http.client_of("ada");

    const auto invited = post(ada, "/v1/users", invitation);

    REQUIRE(invited);
    REQUIRE_MESSAGE(invited->status == 200, invited->body);
    const User clara = user_of(http, "clara@real.example");
    CHECK(clara.role == Role::clerk);
    CHECK(clara.password_hash.empty());
    CHECK(audited(http, "add_user", "user:" + clara.id.text()) == 1);
    const std::string link = field_in(invited->body, "link");
    const std::string path = link.substr(link.find("/invite/"));
    const httplib::Params chosen{{"password", "kiwi rowboat 7"}, {"repeated", "kiwi rowboat 7"}};
    auto anyone = http.client();
    CHECK(anyone.Post(path, chosen)->status == 200);
    CHECK(anyone.Post(path, chosen)->status == 410);
    LoginRequest request;
    request.login = "clara@real.example";
    request.password = "kiwi rowboat 7";
    CHECK(post(anyone, "/v1/login", encode(request))->status == 200);
    CHECK(http.store.count("SELECT COUNT(*) FROM audit_log WHERE detail LIKE '%" + path.substr(8) +
                           "%'") == 0);
  }

  TEST_CASE("A16: an invitation that will not do is refused with what is wrong") {
    TestHttp http;
    auto ada = http.client_of("ada");
    const auto refused = [&](const std::string& body, int status) {
      return check_problem(post(ada, "/v1/users", body), status).type;
    };

    CHECK(refused(R"({"login":"clara","name":"Clara","role":"clerk"})", 422) == "login-invalid");
    CHECK(refused(R"({"login":"c@r.example","name":" ","role":"clerk"})", 422) == "name-invalid");
    CHECK(refused(R"({"login":"c@r.example","name":"C","role":"customer"})", 422) ==
          "role-invalid");
    CHECK(refused(R"({"login":"c@r.example","name":"C","role":"rep","territory_ids":[")" +
                      id_of<TerritoryId>(999).text() + R"("]})",
                  422) == "territory-unknown");
    refused(R"({"login":"c@r.example","name":"C","role":"boss"})", 400);
    CHECK(post(ada, "/v1/users", invitation)->status == 200);
    CHECK(refused(invitation, 409) == "login-taken");
    CHECK(http.store.count("SELECT COUNT(*) FROM app_user") == 4);
  }

  TEST_CASE("A16: a change of role and territories counts at once, and is told to his devices") {
    TestHttp http;
    auto ada = http.client_of("ada");
    auto nancy = http.client_of("nancy");
    const User before = user_of(http, "nancy");
    const std::string path = "/v1/users/" + before.id.text();
    check_problem(nancy.Get("/v1/bill-runs"), 403);

    const auto edited = ada.Put(
        path, R"({"name":"Nancy D","role":"accountant","territory_ids":[]})", "application/json");

    CHECK(edited->status == 200);
    const User after = user_of(http, "nancy");
    CHECK(after.name == "Nancy D");
    CHECK(after.territories.empty());
    CHECK(after.scope_version == before.scope_version + 1);
    CHECK(nancy.Get("/v1/bill-runs")->status == 200);
    CHECK(need(parse_session(nancy.Get("/v1/session")->body)).role == Role::accountant);
    CHECK(audited(http, "edit_user", "user:" + before.id.text()) == 1);
  }

  TEST_CASE("A16: the only administrator can be neither disabled nor made something else") {
    TestHttp http;
    auto ada = http.client_of("ada");
    const std::string path = "/v1/users/" + an_admin().user_id.text();

    CHECK(check_problem(post(ada, path + "/disable", ""), 409).type == "last-administrator");
    CHECK(check_problem(ada.Put(path, R"({"name":"Ada","role":"clerk"})", "application/json"), 409)
              .type == "last-administrator");

    const std::string nancy = "/v1/users/" + a_rep().user_id.text();
    CHECK(ada.Put(nancy, R"({"name":"Nancy","role":"admin"})", "application/json")->status == 200);
    CHECK(post(ada, path + "/disable", "")->status == 200);
    check_problem(ada.Get("/v1/users"), 401);
  }

  TEST_CASE("A16: a disabled user's sessions and links end; he can be let in again") {
    TestHttp http;
    auto ada = http.client_of("ada");
    auto nancy = http.client_of("nancy");
    const std::string path = "/v1/users/" + a_rep().user_id.text();
    REQUIRE(post(ada, path + "/password-link", "")->status == 200);
    check_problem(nancy.Get("/v1/session"), 401);
    auto again = http.client_of("nancy");

    CHECK(post(ada, path + "/disable", "")->status == 200);

    check_problem(again.Get("/v1/session"), 401);
    CHECK(http.store.count("SELECT COUNT(*) FROM one_time_link") == 0);
    CHECK(text_of(ada.Get("/v1/users")).find(R"("state":"disabled")") != std::string::npos);
    CHECK(post(ada, path + "/enable", "")->status == 200);
    CHECK(http.client_of("nancy").Get("/v1/session")->status == 200);
    check_problem(post(ada, "/v1/users/" + id_of<UserId>(999).text() + "/disable", ""), 404);
  }

  TEST_CASE("A16: a new link for a password makes the older one worthless") {
    TestHttp http;
    auto ada = http.client_of("ada");
    auto anyone = http.client();
    const std::string path = "/v1/users/" + a_rep().user_id.text() + "/password-link";
    const std::string first = field_in(text_of(post(ada, path, "")), "link");
    const std::string second = field_in(text_of(post(ada, path, "")), "link");

    CHECK(anyone.Get(first.substr(first.find("/invite/")))->status == 410);
    CHECK(anyone.Get(second.substr(second.find("/invite/")))->status == 200);
  }

  TEST_CASE("A16: users are listed as CSV") {
    TestHttp http;
    auto ada = http.client_of("ada");

    const auto list = ada.Get("/v1/users", {{"Accept", "text/csv"}});

    CHECK(list->body.find("nancy,Nancy Davolio,rep,active,W,") != std::string::npos);
    CHECK(list->body.find(",none,off") != std::string::npos);
  }
}

TEST_SUITE("territories") {
  TEST_CASE("A16: territories are added, renamed and counted") {
    TestHttp http;
    http.store.add_account(a_company_account(1));
    auto ada = http.client_of("ada");

    const auto added = post(ada, "/v1/territories", R"({"code":"north","name":"The North"})");

    REQUIRE(added->status == 200);
    const std::string id = field_in(added->body, "id");
    const std::string path = "/v1/territories/" + id;
    CHECK(check_problem(post(ada, "/v1/territories", R"({"code":"NORTH"})"), 409).type ==
          "code-taken");
    CHECK(ada.Put(path, R"({"code":"far-north"})", "application/json")->status == 200);
    CHECK(text_of(ada.Get("/v1/territories")).find(R"("code":"far-north","name":"far-north")") !=
          std::string::npos);
    CHECK(text_of(ada.Get("/v1/territories"))
              .find(R"("code":"W","name":"West","accounts":1,"users":1)") != std::string::npos);
    CHECK(audited(http, "add_territory", "territory:" + id) == 1);
    CHECK(audited(http, "rename_territory", "territory:" + id) == 1);
  }

  TEST_CASE("A16: an account that is assigned leaves one rep and joins the other") {
    TestHttp http;
    const Account account = a_company_account(1);
    http.store.add_account(account);
    auto ada = http.client_of("ada");
    auto nancy = http.client_of("nancy");
    auto andrew = http.client_of("andrew");
    const std::string path = "/v1/accounts/" + account.id.text();
    const std::string body = R"({"territory_ids":[")" + east.text() + R"("]})";

    CHECK(ada.Put(path + "/territories", body, "application/json")->status == 204);

    check_problem(nancy.Get(path), 404);
    CHECK(andrew.Get(path)->status == 200);
    CHECK(http.store.count("SELECT COUNT(*) FROM audit_log WHERE action = 'move_account' AND "
                           "user_id = '" +
                           an_admin().user_id.text() + "'") == 1);
    const std::string unknown =
        R"({"territory_ids":[")" + id_of<TerritoryId>(999).text() + R"("]})";
    check_problem(ada.Put(path + "/territories", unknown, "application/json"), 422);
  }
}

TEST_SUITE("devices") {
  TEST_CASE("A16: a device gets a name that a login does not change, and can be revoked") {
    TestHttp http;
    auto ada = http.client_of("ada");
    const DeviceId id = id_of<DeviceId>(5);
    auto nancy = http.client();
    nancy.set_bearer_token_auth(http.token_of("nancy", id));
    const std::string path = "/v1/devices/" + id.text();

    CHECK(ada.Put(path, R"({"name":"Van 7"})", "application/json")->status == 200);
    http.token_of("nancy", id);
    http.store.write([&](const ServerWrite& in) {
      need(save_contact(in.tx, id, {2, in.now.ms, {usd(12'345)}}, in.now));
    });
    const std::string listed = text_of(ada.Get("/v1/devices"));
    CHECK(listed.find(R"("name":"Van 7")") != std::string::npos);
    CHECK(listed.find(R"("queued":2)") != std::string::npos);
    CHECK(listed.find(R"("unsent_totals":"123.45 USD")") != std::string::npos);
    CHECK(listed.find(R"("user_name":"Nancy Davolio")") != std::string::npos);

    CHECK(post(ada, path + "/revoke", "")->status == 200);
    CHECK(check_problem(nancy.Get("/v1/session"), 403).type == "device-revoked");
    CHECK(audited(http, "rename_device", "device:" + id.text()) == 1);
    CHECK(audited(http, "revoke_device", "device:" + id.text()) == 1);
    check_problem(ada.Put(path, R"({"name":" "})", "application/json"), 422);
  }
}

}  // namespace
}  // namespace satchel::server::user_test
