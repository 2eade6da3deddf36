// What is typed and not saved yet: it survives leaving, a reload and a second thought.
#include <doctest/doctest.h>

#include "shared/base/seal.h"
#include "tests/web/app/test_host.h"

namespace satchel::web::kept_drafts_test {
namespace {

const std::string edit_route = "/customers/" + a_company_account().id.text() + "/edit";

/// Lets the pause after the last key pass, as it does while somebody thinks.
void think(TestApp& app) {
  app.host.now.ms += 1'000;
  app.program->on_wake();
  app.draw();
}

/// Enters one coffee for account 1 up to the step where it is signed.
void enter_order(TestApp& app) {
  app.open("/orders/new/" + a_company_account().id.text());
  app.type("Add a product", "coff");
  app.key("Enter");
  app.key("Ctrl+Enter");
  app.key("Ctrl+Enter");
}

bool is_drawn(const TestApp& app) {
  return app.ui.find(Role::image, "Signature pad, drawn") != nullptr;
}

TEST_SUITE_BEGIN("kept drafts");

TEST_CASE("C1: a customer being typed survives leaving the form, Back and a reload") {
  TestApp app;
  app.log_in();
  app.go_offline();
  app.open("/customers/new");
  app.type("Company name", "Blauer See");
  app.type("First name", "Hanna");
  CHECK(app.ui.shows("Kept on this device until you save or discard it"));

  app.open("/orders");
  app.open("/customers/new");
  CHECK(app.ui.field("Company name")->value == "Blauer See");
  CHECK(app.ui.shows("You typed this before and have not saved it yet."));

  app.type("Last name", "Moos");
  think(app);
  app.start("/customers/new");
  CHECK(app.ui.field("Company name")->value == "Blauer See");
  CHECK(app.ui.field("First name")->value == "Hanna");
  CHECK(app.ui.field("Last name")->value == "Moos");

  app.type("Primary email", "hanna@blauer.example");
  app.press("Save customer");
  CHECK(app.ui.find(Role::heading, "Blauer See") != nullptr);
  app.open("/customers/new");
  CHECK(app.ui.field("Company name")->value.empty());
  app.start("/customers/new");
  CHECK(app.ui.field("Company name")->value.empty());
}

TEST_CASE("C1: hiding the page keeps what was typed at once, and no password") {
  TestApp app;
  app.log_in();
  SeededRandom random;
  Organisation organisation = an_organisation();
  organisation.version = 2;
  organisation.seal_key = make_seal_keys(random).public_key;
  app.server.save(organisation);
  app.go_online();
  app.open("/customers/new");
  app.type("Company name", "Blauer See");
  app.type("Password", "Strong123");

  app.program->on_visible(false);
  app.start("/customers/new");

  CHECK(app.ui.field("Company name")->value == "Blauer See");
  CHECK(app.ui.field("Password")->value.empty());
  CHECK(app.ui.shows("Only the password is not kept: type it again."));
  CHECK_FALSE(app.database_holds("Strong123"));
}

TEST_CASE("C1: an edit survives a reload and saves only what was changed") {
  TestApp app;
  app.log_in();
  app.open(edit_route);
  const std::string phone = app.ui.field("Phone")->value;
  app.type("Phone", "+49 30 5550");
  app.press("Add contact");
  app.type("Name of contact 1", "Ute Klein");
  think(app);

  app.start("/orders");
  app.open(edit_route);
  CHECK(app.ui.field("Phone")->value == "+49 30 5550");
  CHECK(app.ui.field("Name of contact 1")->value == "Ute Klein");
  app.press("Save customer");
  app.go_online();

  const JournalCommand sent = need(parse_command(app.server.last_text()));
  const auto* edit = std::get_if<EditAccount>(&sent.command);
  REQUIRE(edit != nullptr);
  REQUIRE(edit->changes.size() == 1);
  CHECK(edit->changes[0] == FieldChange{AccountField::phone, phone, "+49 30 5550"});
  CHECK(edit->contacts.has_value());
  app.start(edit_route);
  CHECK_FALSE(app.ui.shows("You typed this before"));
}

TEST_CASE("C1: two customers are edited at once, each with what was typed for it") {
  TestApp app;
  Account other = a_company_account();
  other.id = id_of<AccountId>(8);
  other.company_name = "Blauer See";
  other.email = other.login = "hanna@blauer.example";
  app.server.save(other);
  app.log_in();
  app.open(edit_route);
  app.type("Phone", "1111");
  app.open("/customers/" + other.id.text() + "/edit");
  CHECK(app.ui.field("Company name")->value == "Blauer See");
  app.type("Phone", "2222");

  app.open(edit_route);
  CHECK(app.ui.field("Phone")->value == "1111");
  app.open("/customers/" + other.id.text() + "/edit");
  CHECK(app.ui.field("Phone")->value == "2222");
}

TEST_CASE("C1: copying another customer does not overwrite the one being typed") {
  TestApp app;
  app.log_in();
  app.open("/customers/" + a_company_account().id.text());
  app.press("Account Actions");
  app.press("Copy as a new customer");
  CHECK(app.host.route == "/customers/new");
  CHECK(app.ui.field("Last name")->value == "Anders");
  app.type("Company name", "Blauer See");

  app.open("/customers/" + a_company_account().id.text());
  app.press("Account Actions");
  app.press("Copy as a new customer");

  CHECK(app.ui.field("Company name")->value == "Blauer See");
  CHECK(app.ui.shows("Save or discard this customer first"));
}

TEST_CASE("C1: Discard asks once, then nothing of the typing stays") {
  TestApp app;
  app.log_in();
  app.open(edit_route);
  CHECK(app.ui.find(Role::button, "Discard") == nullptr);
  app.type("Phone", "1111");
  think(app);
  app.press("Discard");
  app.press("Keep it");
  CHECK(app.ui.field("Phone")->value == "1111");
  app.press("Discard");
  app.press("Discard it");

  CHECK(app.host.route == "/customers/" + a_company_account().id.text());
  app.start(edit_route);
  CHECK(app.ui.field("Phone")->value != "1111");
  CHECK_FALSE(app.ui.shows("You typed this before"));
}

TEST_CASE("C1: whoever logs in next finds nothing of it, whoever typed it does") {
  TestApp app;
  app.log_in();
  app.open("/customers/new");
  app.type("Company name", "Blauer See");
  app.press("Log out");
  app.answer_all();
  app.log_in();
  app.open("/customers/new");
  CHECK(app.ui.field("Company name")->value == "Blauer See");
  app.press("Log out");
  app.answer_all();

  app.session.user_id = id_of<UserId>(77);
  app.session.login = "ada";
  app.log_in();
  app.open("/customers/new");
  CHECK(app.ui.field("Company name")->value.empty());
  CHECK(app.ui.shows("Fields with * are required"));
}

TEST_CASE("O12: a drawn signature survives a reload before the order is placed") {
  TestApp app(1280, 1600);
  app.log_in();
  app.go_offline();
  enter_order(app);
  app.stroke({{10, 20}, {40, 50}, {80, 20}});
  REQUIRE(is_drawn(app));
  think(app);

  app.start(app.host.route);
  app.key("Ctrl+Enter");
  app.key("Ctrl+Enter");
  CHECK(is_drawn(app));
  app.type("Signed by", "Maria Anders");
  app.key("Ctrl+Enter");
  CHECK(app.ui.find(Role::image, "Signature of Maria Anders") != nullptr);
}

TEST_CASE("O12: what was signed and changed since is signed anew") {
  TestApp app(1280, 1600);
  app.log_in();
  app.go_offline();
  enter_order(app);
  app.stroke({{10, 20}, {40, 50}, {80, 20}});
  think(app);
  app.press("1 Items");
  app.type("Quantity of Coffee", "4");
  think(app);

  app.start(app.host.route);
  app.key("Ctrl+Enter");
  app.key("Ctrl+Enter");

  CHECK(app.ui.find(Role::image, "Signature pad, empty") != nullptr);
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::web::kept_drafts_test
