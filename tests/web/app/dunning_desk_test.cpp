// Dunning on the screen: the queue, taking due steps, sparing a customer, the ladder.
#include "web/app/dunning_desk.h"

#include <doctest/doctest.h>

#include "tests/web/app/test_desk.h"
#include "tests/web/app/test_office.h"

namespace satchel::web::dunning_desk_test {
namespace {

const std::string account_id = a_company_account().id.text();
const std::string invoice_id = id_of<InvoiceId>(71).text();
const std::string controls_path = "/v1/accounts/" + account_id + "/controls";

const std::string queue = R"({"items":[{"invoice_id":")" + invoice_id +
                          R"(","invoice_number":1001,"account_id":")" + account_id +
                          R"(","account_number":1001,"account_name":"Alfreds Futterkiste",
  "due_date":"2026-11-01","days_overdue":21,"open":{"minor":4767,"currency":"USD"},
  "last_step":"reminder after 14 days","next_step":"hold after 28 days","next_on":"2026-11-29",
  "no_dunning":0,"dunning_held_until":""}],"next":"q2"})";

const std::string controls =
    R"({"controls":{"no_invoicing":false,"no_dunning":false,"manual_pay":true},
  "suspensions":[{"subscription_id":"x","since":"2026-11-15","reason":"Invoice 1001"}]})";

const std::string ladder =
    R"({"steps":[{"days_after_due":14,"act":"reminder","title":"Invoice {number}",
  "text":"Please pay {amount}."},{"days_after_due":28,"act":"hold","title":"","text":""}]})";

struct Desk : TestDesk {
  explicit Desk(satchel::Role role = satchel::Role::admin) : TestDesk(role) {
    app.replies["/v1/dunning"] = {200, queue};
    app.replies["/v1/dunning/ladder"] = {200, ladder};
    app.replies[controls_path] = {200, controls};
  }
};

TEST_SUITE_BEGIN("dunning screen");

/// An office over a server with an invoice, and how often it is offered to see what is overdue.
std::size_t offers_of_dunning(satchel::Role role) {
  TestOffice office(1280, 800, role);
  OrderDocument document = a_document(an_order_id(5));
  document.payment_method = PaymentMethod::bank_transfer;
  office.app.server.act(a_rep(), place_order_of(an_order_id(5), document));
  office.app.server.act(an_admin(), AcceptOrder{an_order_id(5), {}});
  office.app.go_online();
  office.app.open("/invoices");
  if (office.app.ui.find(Role::button, "Dunning") == nullptr) return 0;
  office.app.press("Dunning");
  CHECK(office.app.host.route == "/dunning");
  return 1;
}

TEST_CASE("who sees the ledger has the queue of dunning beside the invoices") {
  CHECK(offers_of_dunning(satchel::Role::accountant) == 1);
  CHECK(offers_of_dunning(satchel::Role::clerk) == 0);
}

TEST_CASE("the queue tells what is overdue, the step reached and the next one") {
  Desk desk;
  desk.open("/dunning");
  const std::string words = desk.row("Alfreds Futterkiste");
  for (const char* part : {"Invoice 1001", "21 days", "47.67 USD", "Reminder after 14 days",
                           "Hold after 28 days", "on 29 Nov 2026"}) {
    CHECK(says(words, part));
  }
  CHECK(desk.app.ui.shows("The first 1 overdue invoice"));
  desk.app.replies["/v1/dunning"] = {200, R"({"items":[]})"};
  desk.press("Load later ones");
  CHECK(desk.app.acts.back().path == "/v1/dunning?limit=100&after=q2");
  CHECK_FALSE(desk.row("Alfreds Futterkiste").empty());

  desk.app.replies["/v1/dunning"] = {200, "invoice_id\r\n"};
  desk.press("Export CSV");
  CHECK(desk.app.acts.back().path == "/v1/dunning?format=csv");
  CHECK(desk.app.host.file_name == "dunning.csv");
}

TEST_CASE("a customer is held from dunning until a day, and keeps what else was set for him") {
  Desk desk;
  desk.open("/dunning");
  desk.press("Alfreds Futterkiste");
  CHECK(desk.app.acts.back().path == controls_path);
  CHECK(desk.app.ui.shows("By the ladder"));
  CHECK(desk.app.ui.shows("By hand"));
  CHECK(desk.app.ui.shows("Suspended since 15 Nov 2026"));
  CHECK(desk.app.ui.shows("Next step on"));

  desk.press("Change invoicing and dunning");
  desk.app.type("No steps up to", "2026-12-31");
  desk.app.acts.clear();
  desk.app.replies[controls_path] = {
      200, R"({"controls":{"no_invoicing":false,"no_dunning":false,"manual_pay":true,
              "dunning_held_until":"2026-12-31"},"suspensions":[]})"};
  desk.press("Save");
  CHECK(desk.app.acts[0].method == "PUT");
  CHECK(desk.app.acts[0].path == controls_path);
  CHECK(desk.app.acts[0].body == R"({"no_invoicing":false,"no_dunning":false,"manual_pay":true,)"
                                 R"("dunning_held_until":"2026-12-31"})");
  CHECK(desk.app.acts[1].path == "/v1/dunning?limit=100");
  CHECK(desk.app.ui.shows("Held until 31 Dec 2026"));
  CHECK(desk.app.ui.shows("Invoicing and dunning saved"));
}

TEST_CASE("due steps are taken after a question, and their count is told") {
  Desk desk;
  desk.open("/dunning");
  desk.press("Take due steps");
  CHECK(desk.app.acts.empty());
  CHECK(desk.app.ui.find(Role::dialog, "Take the steps that are due?") != nullptr);
  desk.app.replies["/v1/dunning/runs"] = {
      200, R"({"overdue":3,"spared":1,"reminders":2,"holds":1,"suspensions":0,"cancellations":0})"};
  desk.press("Take them now");
  CHECK(desk.app.acts[0].path == "/v1/dunning/runs");
  CHECK(desk.app.ui.shows("2 reminders, 1 hold"));
}

TEST_CASE("the ladder is read by who keeps the books, and edited by an administrator") {
  {
    Desk books(satchel::Role::accountant);
    books.open("/dunning/ladder");
    CHECK(says(books.row("14 days"), "Send a reminder"));
    CHECK(says(books.row("28 days"), "Hold new orders"));
    CHECK(books.app.ui.find(Role::button, "Edit the ladder") == nullptr);
  }

  Desk desk;
  desk.open("/dunning/ladder");
  desk.press("Edit the ladder");
  desk.press("Add a step");
  desk.press("Save the ladder");
  CHECK(desk.app.ui.find_containing(Role::alert, "A reminder says something.") != nullptr);
  CHECK(desk.app.acts.empty());
}

TEST_CASE("a step of the ladder goes, and the rest is saved as a whole") {
  Desk desk;
  desk.app.replies["/v1/dunning/ladder"] = {
      200, R"({"steps":[{"days_after_due":28,"act":"hold","title":"","text":""}]})"};
  desk.open("/dunning/ladder");
  desk.press("Edit the ladder");
  desk.app.type("Days after due", "30");
  desk.app.choose("Step", "Suspend subscriptions");
  desk.press("Save the ladder");
  CHECK(desk.app.acts[0].method == "PUT");
  CHECK(desk.app.acts[0].path == "/v1/dunning/ladder");
  CHECK(desk.app.acts[0].body ==
        R"({"steps":[{"days_after_due":30,"act":"suspend","title":"","text":""}]})");
  CHECK(desk.app.ui.shows("Ladder saved"));

  desk.press("Edit the ladder");
  desk.press("Remove step");
  desk.app.acts.clear();
  desk.press("Save the ladder");
  CHECK(desk.app.acts[0].body == R"({"steps":[]})");
}

TEST_CASE("offline the queue of dunning says why nothing can be done; a refusal is told") {
  Desk desk;
  desk.open("/dunning");
  const Problem problem{.type = "x", .title = "Refused", .status = 409, .detail = "Not today."};
  desk.app.replies["/v1/dunning/runs"] = {409, encode(problem)};
  desk.press("Take due steps");
  desk.press("Take them now");
  CHECK(desk.app.ui.find_containing(Role::alert, "Not today.") != nullptr);
  desk.app.go_offline();
  CHECK(desk.app.ui.shows("You are offline. Dunning happens on the server."));
  CHECK(desk.app.ui.find(Role::button, "Export CSV")->disabled);
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::web::dunning_desk_test
