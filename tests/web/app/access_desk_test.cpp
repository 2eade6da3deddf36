// The screens about access: users, territories, devices, audit log, one's own login.
#include "web/app/access_desk.h"

#include <doctest/doctest.h>

#include "tests/web/app/test_desk.h"

namespace satchel::web::access_desk_test {
namespace {

const std::string clara_id = id_of<UserId>(41).text();

const std::string users = R"({"items":[{"id":")" + clara_id + R"(","login":"clara@r.example",
  "name":"Clara Clerk","role":"clerk","state":"active","territories":"","territory_ids":"",
  "password":"set","second_factor":"on"},{"id":")" +
                          id_of<UserId>(42).text() + R"(","login":"rob@r.example",
  "name":"Rob Rep","role":"rep","state":"disabled","territories":"W","territory_ids":")" +
                          west.text() + R"(","password":"none","second_factor":"off"}]})";

const std::string territories = R"({"items":[{"id":")" + east.text() +
                                R"(","code":"E","name":"East","accounts":1200,"users":1},{"id":")" +
                                west.text() +
                                R"(","code":"W","name":"West","accounts":3,"users":2}]})";

const std::string devices = R"({"items":[{"id":")" + id_of<DeviceId>(51).text() +
                            R"(","label":"D7","name":"Van 7","user_name":"Rob Rep",
  "last_contact_at_ms":1795294800000,"queued":2,"oldest_at_ms":1795294800000,
  "unsent_totals":"123.45 USD","state":"active"}]})";

const std::string sites = R"({"items":[{"code":"harbour","number":1,"name":"Harbour Shop",
  "reseller":"Harbour Ltd","on_account":true,"enabled":true},{"code":"pier","number":2,
  "name":"Pier Shop","reseller":"","on_account":false,"enabled":false}]})";

const std::string audit = R"({"items":[{"id":"1","at":"2026-11-22 09:05:00 UTC","at_ms":1,
  "user_id":"u1","user_name":"Nancy Davolio","action":"place_order","subject":"order:1",
  "detail":"accepted"}],"next":"1"})";

/// An administrator's app with a server that has people in it.
struct Office : TestDesk {
  explicit Office(satchel::Role role = satchel::Role::admin) : TestDesk(role) {
    app.replies["/v1/users"] = {200, users};
    app.replies["/v1/territories"] = {200, territories};
    app.replies["/v1/devices"] = {200, devices};
    app.replies["/v1/sites"] = {200, sites};
    app.replies["/v1/audit"] = {200, audit};
    app.replies["/v1/me"] = {200, R"({"login":"nancy","name":"Nancy","role":"admin",
      "second_factor":false,"recovery_codes":0})"};
  }

  /// Returns the first request since the screen was opened that is not a GET.
  FetchRequest sent() const {
    for (const FetchRequest& request : app.acts) {
      if (request.method != "GET") return request;
    }
    return {.method = "none"};
  }
};

TEST_SUITE_BEGIN("access screens");

TEST_CASE(
    "A16: users, territories, devices and sites are offered as files, as the server writes them") {
  for (const std::string list : {"users", "territories", "devices", "sites"}) {
    CAPTURE(list);
    Office office;
    office.open("/settings/" + list);
    office.app.replies["/v1/" + list] = {200, "id,name\n1,One\n"};
    office.press("Export CSV");

    REQUIRE(office.app.acts.size() == 1);
    CHECK(office.app.acts[0].path == "/v1/" + list + "?format=csv");
    CHECK(office.app.host.file_name == list + ".csv");
    CHECK(office.app.host.file == "id,name\n1,One\n");
    CHECK(office.app.ui.shows("Saved as " + list + ".csv"));
  }
}

TEST_CASE("A16: the rail has an entry only with its permission") {
  const auto sees = [](satchel::Role role, std::string_view entry) {
    Office office(role);
    return office.app.ui.find_containing(Role::link, entry) != nullptr;
  };

  CHECK(sees(satchel::Role::admin, "Settings"));
  CHECK(sees(satchel::Role::admin, "Audit log"));
  CHECK_FALSE(sees(satchel::Role::accountant, "Settings"));
  CHECK(sees(satchel::Role::accountant, "Audit log"));
  CHECK(sees(satchel::Role::accountant, "Bill runs"));
  for (const satchel::Role role :
       {satchel::Role::rep, satchel::Role::manager, satchel::Role::clerk}) {
    CHECK_FALSE(sees(role, "Settings"));
    CHECK_FALSE(sees(role, "Audit log"));
    CHECK(sees(role, "My account"));
  }
}

TEST_CASE("A16: users are listed with role, territories and how they log in") {
  Office office;

  office.open("/settings/users");

  const Node* clara = office.app.ui.find_containing(Role::row, "Clara Clerk");
  REQUIRE(clara != nullptr);
  const std::string words = office.app.ui.text_of(*clara);
  for (const char* part : {"clara@r.example", "Clerk", "Password and code", "Active"}) {
    CHECK(words.find(part) != std::string::npos);
  }
  const Node* rob = office.app.ui.find_containing(Role::row, "Rob Rep");
  REQUIRE(rob != nullptr);
  CHECK(office.app.ui.text_of(*rob).find("Not yet") != std::string::npos);
  CHECK(office.app.ui.text_of(*rob).find("Disabled") != std::string::npos);
}

TEST_CASE("A16: an invitation says what is missing, then shows the link once") {
  Office office;
  office.open("/settings/users");
  office.press("Invite user");
  office.press("Invite");
  CHECK(office.app.ui.find(Role::alert, "Enter an e-mail address.") != nullptr);
  CHECK(office.sent().method == "none");
  office.app.replies["/v1/users"] = {200, R"({"link":"https://desk.example/invite/abc"})"};

  office.app.type("Login (e-mail)", "ann@r.example");
  office.app.type("Name", "Ann");
  office.app.ui.check("West", true, [&] { office.app.program->draw(); });
  office.app.press("Invite");
  REQUIRE(office.app.host.sent.size() == 1);
  CHECK(office.app.host.sent.front().request.path == "/v1/users");
  CHECK(office.app.host.sent.front().request.body ==
        R"({"login":"ann@r.example","name":"Ann","role":"rep","territory_ids":[")" + west.text() +
            R"("]})");
  office.app.answer_all();

  REQUIRE(office.app.ui.field("One-time link") != nullptr);
  CHECK(office.app.ui.field("One-time link")->value == "https://desk.example/invite/abc");
  CHECK(office.app.ui.shows("A link for Ann"));
  office.press("Hide the link");
  CHECK(office.app.ui.field("One-time link") == nullptr);
}

TEST_CASE("A16: a user's role and territories are changed in one request") {
  Office office;
  office.open("/settings/users");
  office.press("Rob Rep");
  office.app.ui.choose("Role", "Manager", [&] { office.app.program->draw(); });
  office.app.ui.check("East", true, [&] { office.app.program->draw(); });

  office.press("Save");

  CHECK(office.sent().method == "PUT");
  CHECK(office.sent().path == "/v1/users/" + id_of<UserId>(42).text());
  CHECK(office.sent().body == R"({"name":"Rob Rep","role":"manager","territory_ids":[")" +
                                  west.text() + R"(",")" + east.text() + R"("]})");
}

TEST_CASE("A16: disabling asks first, and a refusal is told in the server's words") {
  Office office;
  office.open("/settings/users");
  office.press("Clara Clerk");
  office.press("Disable user");
  CHECK(office.sent().method == "none");
  const Problem problem{.type = "last-administrator",
                        .title = "Refused",
                        .status = 409,
                        .detail = "This is the only administrator; make somebody else one first."};
  office.app.replies["/v1/users/" + clara_id + "/disable"] = {409, encode(problem)};

  office.press("Disable the user");

  CHECK(office.sent().path == "/v1/users/" + clara_id + "/disable");
  CHECK(office.app.ui.find_containing(Role::alert, "only administrator") != nullptr);
}

TEST_CASE("A16: offline the lists say why nothing can be done") {
  Office office;
  office.open("/settings/users");
  office.app.go_offline();
  office.press("Clara Clerk");

  CHECK(office.app.ui.shows("You are offline. This lives on the server."));
  CHECK(office.app.ui.find(Role::button, "Save")->disabled);
}

TEST_CASE("A16: territories are added and renamed") {
  Office office;
  office.open("/settings/territories");
  CHECK(office.app.ui.shows("1,200"));
  office.press("West");
  office.app.type("Code", "wild");
  office.press("Save");
  CHECK(office.sent().path == "/v1/territories/" + west.text());
  CHECK(office.sent().body == R"({"code":"wild","name":"West"})");
  office.app.acts.clear();

  office.press("New territory");
  office.app.type("Code", "north");
  office.press("Add");

  CHECK(office.sent().method == "POST");
  CHECK(office.sent().body == R"({"code":"north","name":""})");
}

TEST_CASE("A16: devices tell their age and what they hold; revoking warns of unsent work") {
  Office office;
  office.open("/settings/devices");
  const Node* row = office.app.ui.find_containing(Role::row, "D7");
  REQUIRE(row != nullptr);
  CHECK(office.app.ui.text_of(*row).find("2 entries, 3 h ago") != std::string::npos);
  office.press("D7");
  CHECK(office.app.ui.shows("123.45 USD"));
  office.app.type("Name for people", "Van 8");
  office.press("Rename");
  CHECK(office.sent().body == R"({"name":"Van 8"})");
  office.app.acts.clear();

  office.press("Revoke");
  CHECK(office.app.ui.shows("It holds 2 entries, 3 h ago."));
  office.press("Revoke the device");

  CHECK(office.sent().path == "/v1/devices/" + id_of<DeviceId>(51).text() + "/revoke");
}

TEST_CASE("S19: sites are listed with number, name and reseller, and one is switched off") {
  Office office;
  office.open("/settings/sites");
  const Node* row = office.app.ui.find_containing(Role::row, "Harbour Shop");
  REQUIRE(row != nullptr);
  for (const char* part : {"1", "harbour", "Harbour Ltd", "On"}) {
    CHECK(office.app.ui.text_of(*row).find(part) != std::string::npos);
  }
  row = office.app.ui.find_containing(Role::row, "Pier Shop");
  CHECK(office.app.ui.text_of(*row).find("Our own") != std::string::npos);
  CHECK(office.app.ui.text_of(*row).find("Off") != std::string::npos);

  office.press("Harbour Shop");
  CHECK(office.app.ui.shows("/shop/harbour"));
  office.app.check("Switched on", false);
  CHECK(office.app.ui.shows("Its carts are refused, and its shop is closed."));
  office.press("Save");

  CHECK(office.sent().method == "PUT");
  CHECK(office.sent().path == "/v1/sites/harbour");
  CHECK(office.sent().body == R"({"name":"Harbour Shop","reseller":"Harbour Ltd",)"
                              R"("on_account":true,"enabled":false})");
}

TEST_CASE("S19: a new site gets its key at once, and the key shows once") {
  Office office;
  office.open("/settings/sites");
  office.press("New site");
  office.press("Add");
  CHECK(office.app.ui.find(Role::alert, "Enter a code.") != nullptr);
  office.app.type("Code", "beach");
  office.app.type("Full name", "Beach Shop");
  office.app.acts.clear();
  office.app.replies["/v1/sites/beach/key"] = {200, R"({"code":"beach","key":"abc123"})"};
  office.press("Add");

  REQUIRE(office.app.acts.size() == 3);
  CHECK(office.app.acts[0].path == "/v1/sites/beach");
  CHECK(office.app.acts[1].path == "/v1/sites/beach/key");
  CHECK(office.app.acts[2].method == "GET");
  REQUIRE(office.app.ui.field("Key") != nullptr);
  CHECK(office.app.ui.field("Key")->value == "abc123");
  office.press("Hide the key");
  CHECK(office.app.ui.field("Key") == nullptr);
}

TEST_CASE("S19: a site gets a new key only after a question") {
  Office office;
  office.open("/settings/sites");
  office.press("Pier Shop");
  office.press("New key");
  CHECK(office.sent().method == "none");
  office.app.replies["/v1/sites/pier/key"] = {200, R"({"code":"pier","key":"xyz"})"};
  office.press("Give a new key");
  CHECK(office.sent().path == "/v1/sites/pier/key");
  CHECK(office.app.ui.shows("The key of pier for sending carts"));
}

TEST_CASE("A16: the audit log is filtered, read on, and saved as CSV") {
  Office office(satchel::Role::accountant);
  office.open("/audit");
  CHECK(office.app.ui.find_containing(Role::row, "place_order") != nullptr);
  office.press("Load older rows");
  CHECK(office.app.acts.front().path == "/v1/audit?limit=200&after=1");
  office.app.acts.clear();
  office.app.type("To what", "order: 1");
  office.app.ui.choose("Who", "Nancy Davolio", [&] { office.app.program->draw(); });

  office.press("Show");
  CHECK(office.app.acts.front().path == "/v1/audit?limit=200&user=u1&subject=order%3A%201");
  office.app.replies["/v1/audit"] = {200, "id,at\r\n"};
  office.press("Save as CSV");

  CHECK(office.app.host.file_name == "audit-log.csv");
  CHECK(office.app.host.file == "id,at\r\n");
}

TEST_CASE("A16: the own password is changed once both entries agree") {
  Office office(satchel::Role::rep);
  office.open("/me");
  office.app.type("Current password", "correct horse battery");
  office.app.type("New password", "kiwi rowboat 7");
  office.app.type("The new password again", "kiwi rowboat 8");
  office.press("Change password");
  CHECK(office.app.ui.find(Role::alert, "The two entries differ.") != nullptr);
  CHECK(office.sent().method == "none");
  office.app.type("The new password again", "kiwi rowboat 7");
  office.app.replies["/v1/me/password"] = {204, ""};

  office.press("Change password");

  CHECK(office.sent().path == "/v1/me/password");
  CHECK(office.sent().body == R"({"current":"correct horse battery","password":"kiwi rowboat 7"})");
  CHECK(office.app.ui.field("Current password")->value.empty());
}

TEST_CASE("A16: codes are set up by a key and a code; the recovery codes show once") {
  Office office(satchel::Role::rep);
  office.open("/me");
  office.app.replies["/v1/me/codes"] = {200, R"({"secret":"GEZDGNBV","address":"otpauth://x"})"};
  office.press("Set up codes");
  CHECK(office.app.ui.field("Key")->value == "GEZDGNBV");
  office.app.type("Code of the app", "123456");
  office.app.replies["/v1/me/codes/confirm"] = {200, R"({"recovery_codes":["aaaa-bbbb","cc-dd"]})"};
  office.app.replies["/v1/me"] = {200, R"({"login":"nancy","name":"N","role":"rep",
    "second_factor":true,"recovery_codes":10})"};

  office.press("Confirm the code");

  CHECK(office.app.ui.shows("aaaa-bbbb"));
  CHECK(office.app.ui.shows("Each login asks for a code"));
  office.open("/orders");
  office.open("/me");
  CHECK_FALSE(office.app.ui.shows("aaaa-bbbb"));
}

TEST_CASE("A16: a login that needs a code asks for it beside the password") {
  TestApp app;
  app.type("Login", "nancy");
  app.type("Password", "a Password1");
  app.key("Enter");
  REQUIRE(app.host.sent.size() == 1);
  const Problem problem{.type = "code-needed",
                        .title = "A code is needed",
                        .status = 401,
                        .detail = "Enter the code that your app shows, or a recovery code."};
  const int number = app.host.sent.front().number;
  app.host.sent.clear();
  app.program->on_reply({number, 401, encode(problem)});
  app.draw();

  CHECK(app.focused() == "Code");
  app.type_here("123456");
  app.key("Enter");

  REQUIRE(app.host.sent.size() == 1);
  CHECK(need(parse_login_request(app.host.sent.front().request.body)).code == "123456");
  app.answer_all();
  CHECK(app.ui.find(Role::heading, "Orders") != nullptr);
}

TEST_CASE("A16: a role that the office changed counts on the screen after the next exchange") {
  TestApp app;
  app.log_in();
  CHECK(app.ui.find_containing(Role::link, "Audit log") == nullptr);
  Session changed = app.session;
  changed.role = satchel::Role::accountant;
  app.server.session = changed;
  app.server.restore(0);

  app.go_online();

  CHECK(app.ui.find_containing(Role::link, "Audit log") != nullptr);
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::web::access_desk_test
