// Tests of satchel user, territory and device.
#include "server/main/access_commands.h"

#include "tests/server/main/command_fixture.h"

namespace satchel::server::access_commands_test {
namespace {

std::optional<User> user_named(TestFolder& data, const std::string& login) {
  return data.read([&](Transaction& tx) { return need(find_user_by_login(tx, login)); });
}

TEST_SUITE("satchel user, territory, device") {
  TEST_CASE("A16: a user is edited, disabled and let in again") {
    TestFolder data;
    need(run_init(data.run(), a_real_company()));
    need(run_territory_add(data.run(), {.code = "north", .name = "The North"}));
    need(run_user_add(data.run(), {.login = "rob@real.example", .territories = {"north"}}));

    need(run_user_edit(data.run(), {.login = "rob@real.example", .name = "Rob", .role = "clerk"}));

    const auto rob = user_named(data, "rob@real.example");
    REQUIRE(rob);
    CHECK(rob->name == "Rob");
    CHECK(rob->role == Role::clerk);
    CHECK(rob->territories.empty());
    need(run_user_edit(data.run(), {.login = "rob@real.example", .name = "Robert", .role = ""}));
    CHECK(user_named(data, "rob@real.example")->role == Role::clerk);
    need(run_user_disable(data.run(), "rob@real.example"));
    CHECK(user_named(data, "rob@real.example")->state == UserState::disabled);
    need(run_user_enable(data.run(), "rob@real.example"));
    CHECK(user_named(data, "rob@real.example")->state == UserState::active);
    need(run_user_reset_codes(data.run(), "rob@real.example"));
    CHECK(data.count("SELECT COUNT(*) FROM audit_log WHERE detail LIKE 'rob@real.example%'") == 6);
    CHECK_FALSE(run_user_edit(data.run(), {.login = "rob@real.example", .role = "customer"}));
    CHECK_FALSE(run_user_disable(data.run(), "ada@real.example"));
    CHECK_FALSE(run_user_disable(data.run(), "nobody@real.example"));
  }

  TEST_CASE("A16: territories are listed and renamed, and accounts assigned to them") {
    TestFolder data;
    TestServer server(data.folder.database_address());
    Account account = a_company_account(1);
    account.number = 1001;
    server.add_account(account);

    need(run_territory_rename(data.run(), {.code = "W", .new_code = "WW", .name = "Wild West"}));
    need(run_territory_assign(data.run(), {.account = "1001", .codes = {"WW", "E"}}));
    data.take_printed();
    need(run_territory_list(data.run()));

    CHECK(data.take_printed() ==
          "E  East  1 accounts  1 users\nWW  Wild West  1 accounts  1 users\n");
    CHECK_FALSE(run_territory_rename(data.run(), {.code = "WW", .new_code = "e"}));
    CHECK_FALSE(run_territory_rename(data.run(), {.code = "N", .new_code = "M"}));
    CHECK_FALSE(run_territory_assign(data.run(), {.account = "1002", .codes = {"E"}}));
    CHECK_FALSE(run_territory_assign(data.run(), {.account = "1001", .codes = {"N"}}));
  }

  TEST_CASE("A16: devices are listed with what they hold, named and revoked") {
    TestFolder data;
    TestServer server(data.folder.database_address());
    const TestDevice device(server, a_rep(), 1);
    server.write([&](const ServerWrite& in) {
      const Timestamp then{in.now.ms - 3LL * 3600 * 1000};
      need(save_contact(in.tx, device.device_id, {2, then.ms, {}}, then));
    });

    need(run_device_rename(data.run(), "D1", "Van 7"));
    data.take_printed();
    need(run_device_list(data.run()));
    CHECK(data.take_printed() == "D1  Van 7  nancy  active  3 hours ago  2 queued\n");
    need(run_device_revoke(data.run(), "D1"));
    data.take_printed();
    need(run_device_list(data.run()));
    CHECK(data.take_printed().find("revoked") != std::string::npos);
    CHECK_FALSE(run_device_revoke(data.run(), "D7"));
  }
}

}  // namespace
}  // namespace satchel::server::access_commands_test
