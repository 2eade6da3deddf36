// The screen about what goes out: mails, deliveries, jobs and webhooks.
#include "web/app/outgoing_desk.h"

#include <doctest/doctest.h>

#include "tests/web/app/test_desk.h"
#include "tests/web/app/test_office.h"

namespace satchel::web::outgoing_desk_test {
namespace {

const std::string mail_id = id_of<UserId>(61).text();
const std::string delivery_id = id_of<UserId>(62).text();
const std::string job_id = id_of<UserId>(63).text();
const std::string webhook_id = id_of<UserId>(64).text();

const std::string mails = R"({"items":[{"id":")" + mail_id + R"(","job_id":"x",
  "about":"invoice:0190","to":"maria@alfki.example","title":"Invoice 7001","state":"given_up",
  "attempts":10,"last_error":"550 no such mailbox","created_at_ms":1795294800000,
  "finished_at_ms":1795298400000}],"next":"m2"})";

const std::string deliveries = R"({"items":[{"id":")" + delivery_id + R"(","webhook_id":")" +
                               webhook_id + R"(","job_id":"x","event":"order.placed","event_id":"e",
  "state":"failed","attempts":3,"last_error":"HTTP 500","created_at_ms":1795294800000}]})";

const std::string jobs = R"({"items":[{"id":")" + job_id + R"(","kind":"fraud_check",
  "subject":"order:1","state":"done","attempts":1,"next_at_ms":0,"last_error":"","remote_id":"",
  "created_at_ms":1795294800000,"finished_at_ms":1795294800000}]})";

const std::string wordings = R"({"items":[
  {"kind":"invoice","title":"Invoice {number}","text":"Dear {name},\n\nthe total is {total}.\n",
   "own":false,"placeholders":["number","name","total","organisation"]},
  {"kind":"reset_password","title":"Your password","text":"{link}\n","own":true,
   "placeholders":["link","organisation"]}]})";

const std::string webhooks = R"({"items":[{"id":")" + webhook_id +
                             R"(","url":"https://shop.example/hook","events":["order.placed"],
  "enabled":true,"created_at_ms":1}]})";

/// An administrator's app with a server that has sent things.
struct Desk : TestDesk {
  explicit Desk(satchel::Role role = satchel::Role::admin) : TestDesk(role) {
    app.replies["/v1/mails"] = {200, mails};
    app.replies["/v1/deliveries"] = {200, deliveries};
    app.replies["/v1/jobs"] = {200, jobs};
    app.replies["/v1/webhooks"] = {200, webhooks};
    app.replies["/v1/mail-templates"] = {200, wordings};
  }

  void open(const std::string& list) { TestDesk::open("/outgoing/" + list); }
};

TEST_SUITE_BEGIN("outgoing");

TEST_CASE("A16: only administrators have what goes out in their rail") {
  CHECK(Desk(satchel::Role::admin).app.ui.find(Role::link, "Outgoing") != nullptr);
  CHECK(Desk(satchel::Role::accountant).app.ui.find(Role::link, "Outgoing") == nullptr);
  CHECK(Desk(satchel::Role::clerk).app.ui.find(Role::link, "Outgoing") == nullptr);
}

TEST_CASE("A11: a mail tells its state, tries and last error, and is sent again") {
  Desk desk;
  desk.open("mails");
  const std::string words = desk.row("Invoice 7001");
  for (const char* part : {"maria@alfki.example", "Given up", "10", "550 no such mailbox", "ago"}) {
    CHECK(says(words, part));
  }
  CHECK(desk.app.ui.shows("The newest 1 mail"));

  desk.press("Invoice 7001");
  CHECK(desk.app.ui.shows("2026-11-21 21:00:00 UTC"));
  CHECK(desk.app.ui.shows("invoice:0190"));
  desk.app.acts.clear();
  desk.press("Send again");

  REQUIRE(desk.app.acts.size() == 2);
  CHECK(desk.app.acts[0].method == "POST");
  CHECK(desk.app.acts[0].path == "/v1/mails/" + mail_id + "/resend");
  CHECK(desk.app.acts[1].path == "/v1/mails?limit=100");
  CHECK(desk.app.ui.shows("It is sent again"));
}

TEST_CASE("what goes out is filtered by state, read on, and saved as CSV") {
  Desk desk;
  desk.open("mails");
  desk.app.choose("State", "Given up");
  desk.app.answer_all();
  CHECK(desk.app.acts.back().path == "/v1/mails?limit=100&state=given_up");

  desk.app.replies["/v1/mails"] = {200, R"({"items":[]})"};
  desk.press("Load older rows");
  CHECK(desk.app.acts.back().path == "/v1/mails?limit=100&state=given_up&after=m2");
  CHECK_FALSE(desk.row("Invoice 7001").empty());
  CHECK(desk.app.ui.find(Role::button, "Load older rows") == nullptr);

  desk.app.replies["/v1/mails"] = {200, "id,to\r\n"};
  desk.press("Export CSV");
  CHECK(desk.app.acts.back().path == "/v1/mails?format=csv&state=given_up");
  CHECK(desk.app.host.file_name == "mails.csv");
  CHECK(desk.app.host.file == "id,to\r\n");
}

TEST_CASE("a delivery is listed with its webhook's address, and sent again") {
  Desk desk;
  desk.open("deliveries");
  CHECK(says(desk.row("Order placed"), "https://shop.example/hook"));
  CHECK(says(desk.row("Order placed"), "HTTP 500"));

  desk.press("Order placed");
  desk.press("Send again");

  CHECK(desk.app.acts[0].path == "/v1/deliveries/" + delivery_id + "/resend");
}

TEST_CASE("a job is tried again only when it failed; jobs are filtered by kind") {
  Desk desk;
  desk.open("jobs");
  desk.press("Fraud check");
  const Node* again = desk.app.ui.find(Role::button, "Try again");
  REQUIRE(again != nullptr);
  CHECK(again->disabled);
  CHECK(says(again->description, "Only what failed or was given up"));

  desk.app.choose("Kind", "Provisioning");
  desk.app.choose("State", "Failed");
  std::string failed = jobs;
  failed.replace(failed.find("done"), 4, "failed");
  desk.app.replies["/v1/jobs"] = {200, failed};
  desk.app.answer_all();
  CHECK(desk.app.acts.back().path == "/v1/jobs?limit=100&state=failed&kind=provisioning");
  desk.app.acts.clear();
  desk.press("Try again");
  CHECK(desk.app.acts[0].path == "/v1/jobs/" + job_id + "/retry");
}

TEST_CASE("the answer to a list that was left does not show under another") {
  Desk desk;
  desk.app.open("/outgoing/mails");
  desk.app.open("/outgoing/jobs");
  desk.app.answer_all();
  CHECK(desk.row("Invoice 7001").empty());
  CHECK_FALSE(desk.row("Fraud check").empty());
}

TEST_CASE("a webhook is added with its events, and its secret shows once") {
  Desk desk;
  desk.open("webhooks");
  CHECK(says(desk.row("https://shop.example/hook"), "Order placed"));
  desk.press("New webhook");
  desk.press("Add");
  CHECK(desk.app.ui.find(Role::alert, "Enter an address.") != nullptr);
  CHECK(desk.app.acts.empty());

  desk.app.type("Address", "https://other.example/in");
  desk.app.check("Invoice posted", true);
  desk.app.check("Payment received", true);
  desk.app.press("Add");
  const SentFetch sent = desk.app.host.sent.front();
  CHECK(sent.request.path == "/v1/webhooks");
  CHECK(sent.request.body == R"({"url":"https://other.example/in",)"
                             R"("events":["invoice.posted","payment.received"],"enabled":true})");
  desk.app.host.sent.pop_front();
  desk.app.program->on_reply({sent.number, 201,
                              R"({"id":"n","url":"https://other.example/in","events":[],
                                 "enabled":true,"secret":"whsec_abc"})"});
  desk.app.draw();
  desk.app.answer_all();

  REQUIRE(desk.app.ui.field("Secret") != nullptr);
  CHECK(desk.app.ui.field("Secret")->value == "whsec_abc");
  desk.press("Hide the secret");
  CHECK(desk.app.ui.field("Secret") == nullptr);
}

TEST_CASE("A11: a mail is worded by its own words, and by the delivered ones again") {
  Desk desk;
  desk.open("mail-templates");
  CHECK(says(desk.row("Invoice {number}"), "Delivered"));
  CHECK(says(desk.row("Your password"), "Your own"));

  desk.press("Invoice {number}");
  CHECK(desk.app.ui.shows("Filled in when it is sent: {number}  {name}  {total}  {organisation}"));
  CHECK(desk.app.ui.find(Role::button, "Save wording")->disabled);
  CHECK(desk.app.ui.find(Role::button, "Back to the delivered wording") == nullptr);
  desk.app.type("Text", "");
  desk.press("Save wording");
  CHECK(desk.app.ui.find(Role::alert, "Enter a text.") != nullptr);
  CHECK(desk.app.acts.empty());
  desk.app.type("Text", "Hello {name},\n{total} is due.\n");
  desk.press("Save wording");
  REQUIRE_FALSE(desk.app.acts.empty());
  CHECK(desk.app.acts[0].method == "PUT");
  CHECK(desk.app.acts[0].path == "/v1/mail-templates/invoice");
  CHECK(desk.app.acts[0].body ==
        R"({"title":"Invoice {number}","text":"Hello {name},\n{total} is due.\n"})");

  desk.press("Your password");
  desk.app.acts.clear();
  desk.press("Back to the delivered wording");
  CHECK(desk.app.acts.empty());
  desk.press("Use the delivered one");
  REQUIRE_FALSE(desk.app.acts.empty());
  CHECK(desk.app.acts[0].method == "DELETE");
  CHECK(desk.app.acts[0].path == "/v1/mail-templates/reset_password");
}

TEST_CASE("a webhook is switched off, and removed only after a question") {
  Desk desk;
  desk.open("webhooks");
  desk.press("Export CSV");
  CHECK(desk.app.acts[0].path == "/v1/webhooks?format=csv");
  desk.app.acts.clear();
  desk.press("https://shop.example/hook");
  desk.app.check("Switched on", false);
  desk.press("Save");
  CHECK(desk.app.acts[0].method == "PUT");
  CHECK(desk.app.acts[0].path == "/v1/webhooks/" + webhook_id);
  CHECK(says(desk.app.acts[0].body, R"("enabled":false)"));

  desk.press("https://shop.example/hook");
  desk.app.acts.clear();
  desk.press("Remove the webhook");
  CHECK(desk.app.acts.empty());
  desk.press("Remove it");
  CHECK(desk.app.acts[0].method == "DELETE");
  CHECK(desk.app.acts[0].path == "/v1/webhooks/" + webhook_id);
}

TEST_CASE("offline what goes out says why nothing can be done, and a refusal is told") {
  Desk desk;
  desk.open("mails");
  desk.press("Invoice 7001");
  const Problem problem{.type = "x", .title = "Refused", .status = 404, .detail = "It is gone."};
  desk.app.replies["/v1/mails/" + mail_id + "/resend"] = {404, encode(problem)};
  desk.press("Send again");
  CHECK(desk.app.ui.find_containing(Role::alert, "It is gone.") != nullptr);

  desk.app.go_offline();
  CHECK(desk.app.ui.shows("You are offline. This lives on the server."));
  CHECK(desk.app.ui.find(Role::button, "Send again")->disabled);
  CHECK(desk.app.ui.find(Role::button, "Export CSV")->disabled);
}

TEST_CASE("what goes out fits a phone") {
  TestApp app(390, 800);
  app.session.role = satchel::Role::admin;
  app.log_in();
  app.replies["/v1/mails"] = {200, mails};
  app.open("/outgoing/mails");
  app.answer_all();
  app.press("Invoice 7001");
  CHECK(app.ui.find(Role::button, "Send again") != nullptr);
  app.press("Close");
  CHECK(app.ui.find_containing(Role::row, "Invoice 7001") != nullptr);
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::web::outgoing_desk_test
