// A customer's password on its way through the client.
#include <doctest/doctest.h>

#include "shared/base/seal.h"
#include "tests/web/app/test_host.h"

namespace satchel::web::password_test {

TEST_CASE("C9: a typed password is nowhere on the device but sealed in its command") {
  TestApp app;
  app.log_in();
  SeededRandom random;
  const SealKeys keys = make_seal_keys(random);
  Organisation organisation = an_organisation();
  organisation.version = 2;
  organisation.seal_key = keys.public_key;
  app.server.save(organisation);
  app.go_online();
  app.go_offline();
  app.open("/customers/new");
  app.type("Company name", "Blauer See");
  app.type("First name", "Hanna");
  app.type("Last name", "Moos");
  app.type("Primary email", "hanna@blauer.example");
  app.type("Password", "Strong123");
  app.type("Confirm password", "Strong123");
  app.press("Save customer");
  CHECK(app.ui.shows("Blauer See"));
  CHECK_FALSE(app.database_holds("Strong123"));

  app.go_online();

  const JournalCommand sent = need(parse_command(app.server.last_text()));
  const auto* created = std::get_if<CreateAccount>(&sent.command);
  REQUIRE(created != nullptr);
  CHECK(open_seal(created->sealed_password, keys) == "Strong123");
}

}  // namespace satchel::web::password_test
