// Tests of passwords, civil dates, epochs, stored answers and the audit log.
#include "server/store/audit_log.h"
#include "server/store/civil_date.h"
#include "server/store/command_log.h"
#include "server/store/idempotency_store.h"
#include "server/store/password.h"
#include "server/store/system_random.h"
#include "tests/server/server_fixture.h"

namespace satchel::server::server_store_test {
namespace {

TEST_SUITE("verify_password") {
  TEST_CASE("only the password itself matches its hash") {
    const std::string hash = need(hash_password("correct horse"));

    CHECK(hash.starts_with("$argon2id$"));
    CHECK(verify_password("correct horse", hash));
    CHECK_FALSE(verify_password("Correct horse", hash));
    CHECK_FALSE(verify_password("", hash));
  }

  TEST_CASE("a user without a password cannot log in") {
    CHECK_FALSE(verify_password("", ""));
    CHECK_FALSE(verify_password("nobody has this password", ""));
  }

  TEST_CASE("a password that is too short is refused") {
    const auto hash = hash_password("seven77");

    REQUIRE_FALSE(hash);
    CHECK(hash.error().code == ErrorCode::invalid);
  }
}

TEST_SUITE("civil_date") {
  TEST_CASE("the day depends on the zone") {
    const Timestamp late{1'795'305'600'000 - 1'800'000};  // 21 Nov 2026, 23:30 UTC.

    CHECK(need(civil_date("UTC", late)) == date(2026, 11, 21));
    CHECK(need(civil_date("Europe/Berlin", late)) == date(2026, 11, 22));
    CHECK(need(civil_date("America/New_York", late)) == date(2026, 11, 21));
  }

  TEST_CASE("an unknown zone is an error") {
    const auto day = civil_date("Mars/Olympus", test_now);

    REQUIRE_FALSE(day);
    CHECK(day.error().code == ErrorCode::invalid);
  }

  TEST_CASE("only a demo organisation has a moved clock") {
    Organisation organisation = an_organisation();
    organisation.demo_today = date(1998, 5, 6);
    CHECK(need(today_of(organisation, test_now)) == test_today);

    organisation.demo = true;
    CHECK(need(today_of(organisation, test_now)) == date(1998, 5, 6));
  }
}

TEST_SUITE("migrate_server") {
  TEST_CASE("the epoch stays until it is renewed") {
    TestServer server;
    const auto epoch = [&] {
      return server.read([](Transaction& tx) { return need(epoch_of(tx)); });
    };
    const std::string first = epoch();

    need(migrate_server(server.context()));
    CHECK(epoch() == first);

    server.write([](const ServerWrite& in) { need(renew_epoch(in)); });
    CHECK(epoch() != first);
  }
}

TEST_SUITE("command log") {
  TEST_CASE("a command is read back as it was written, with its verdict") {
    TestServer server;
    LoggedCommand command;
    command.id = id_of<CommandId>(1);
    command.journal_id = id_of<JournalId>(2);
    command.sequence = 17;
    command.device_id = id_of<DeviceId>(3);
    command.user_id = a_rep().user_id;
    command.kind = CommandKind::place_order;
    command.target = ref_of_order(1);
    command.account_id = a_company_account().id;
    command.digest = "digest";
    command.head = "head";
    command.verdict = {VerdictKind::rejected,
                       Rejection{Reason::no_items, {{"items", Reason::no_items}}},
                       id_of<CommandId>(9)};
    server.write([&](const ServerWrite& in) { need(append_logged(in.tx, command)); });

    const auto found =
        server.read([&](Transaction& tx) { return need(find_logged(tx, command.id)); });

    REQUIRE(found);
    CHECK(found->sequence == 17);
    CHECK(found->target == command.target);
    CHECK(found->account_id == command.account_id);
    CHECK(found->verdict == command.verdict);
  }
}

TEST_SUITE("save_answer") {
  TEST_CASE("a key has one answer for each user") {
    TestServer server;
    const AnswerKey key{a_rep().user_id, "k-1"};
    server.write([&](const ServerWrite& in) { need(save_answer(in, key, {"d", 201, "{}"})); });

    const auto tx = need(server.database->begin());
    need(tx->savepoint());
    const auto again = save_answer(write_in(server.context(), *tx), key, {"other", 200, ""});
    need(tx->rollback_to_savepoint());
    REQUIRE_FALSE(again);
    CHECK(again.error().code == ErrorCode::conflict);
    const auto stored = need(find_answer(*tx, a_rep().user_id, "k-1"));
    REQUIRE(stored);
    CHECK(stored->status == 201);
    CHECK(stored->request_digest == "d");
    CHECK_FALSE(need(find_answer(*tx, another_rep().user_id, "k-1")));
  }
}

TEST_SUITE("append_audit") {
  TEST_CASE("the newest row comes first") {
    TestServer server;
    server.write([](const ServerWrite& in) {
      need(append_audit(in, {{}, a_rep().user_id, "login", "user:1", ""}));
    });
    server.now.ms += 1;
    server.write([](const ServerWrite& in) {
      need(append_audit(in, {{}, {}, "import", "organisation:-", "3 accounts"}));
    });

    const auto rows = server.read([](Transaction& tx) { return need(list_audit(tx, {})); });

    REQUIRE(rows.size() == 2);
    CHECK(rows[0].action == "import");
    CHECK(rows[1].at == test_now);
  }
}

TEST_SUITE("SystemRandom") {
  TEST_CASE("two ids of one instant differ") {
    SystemRandom random;

    CHECK(make_uuid(test_now, random) != make_uuid(test_now, random));
  }
}

}  // namespace
}  // namespace satchel::server::server_store_test
