// Tests of exchanges that are refused as a whole and leave no trace.
#include "tests/server/server_fixture.h"

namespace satchel::server::exchange_refusal_test {
namespace {

std::string trace_of(TestServer& server) {
  return server.lines(R"sql(
    SELECT 'log ' || command_id FROM command_log
    UNION ALL SELECT 'journal ' || journal_id || last_sequence || head FROM device_journal
    UNION ALL SELECT 'feed ' || number || aggregate_id FROM feed
    UNION ALL SELECT 'device ' || id || last_contact_at_ms || ' ' || queued FROM device
    UNION ALL SELECT 'account ' || id FROM account
    ORDER BY 1
  )sql");
}

TEST_SUITE("exchange: refusals") {
  TEST_CASE("a gap is refused and names the command that is expected") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    for (int number = 1; number <= 4; ++number) {
      device.add(CreateAccount{a_company_account(number)});
    }
    device.push(1, 1);
    const std::string before = trace_of(server);

    const Problem problem = device.refused(device.request(3, 4));

    CHECK(problem.status == 409);
    CHECK(problem.type == "sequence-gap");
    CHECK(problem.expected_sequence == 2);
    CHECK(trace_of(server) == before);
    CHECK(device.push(2, 4).acknowledged == 4);
  }

  TEST_CASE("another user's login on the same device may not send the journal") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    device.add(CreateAccount{a_company_account(1)});
    SyncRequest request = device.request(1, 1);
    request.user_id = an_admin().user_id;
    const std::string before = trace_of(server);

    const Problem problem = device.refused(request);

    CHECK(problem.status == 403);
    CHECK(problem.type == "journal-of-another-user");
    CHECK(trace_of(server) == before);
  }

  TEST_CASE("a refusal names at most 200 fields, so that every device can read it again") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    device.add(CreateAccount{a_company_account(1)});
    PlaceOrder place = a_place_order(1, a_company_account(1));
    place.document.items.assign(300, place.document.items.front());
    const auto totals = totals_of(place.document);
    place.quoted_one_time = totals->one_time;
    place.quoted_recurring = totals->recurring;
    device.add(place);

    const auto verdicts = device.push(1, 2).verdicts;

    REQUIRE(verdicts.size() == 2);
    REQUIRE(verdicts[1].verdict.rejection);
    CHECK(verdicts[1].verdict.rejection->fields.size() == 200);
  }

  TEST_CASE("a command that cannot be carried out is refused and blocks none behind it") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    device.add(CreateAccount{a_company_account(1)});
    device.add(a_place_order(1, a_company_account(1)));
    device.push(1, 2);
    server.write([](const ServerWrite& in) {
      // No decision foresees what the database itself refuses: a second pending order.
      need(in.tx.run("CREATE UNIQUE INDEX refuse ON sales_order (lifecycle)"));
    });
    device.add(CreateAccount{a_company_account(2)});
    device.add(a_place_order(2, a_company_account(1)));
    device.add(CreateAccount{a_company_account(3)});

    const auto verdicts = device.push(3, 5).verdicts;
    server.write([](const ServerWrite& in) { need(in.tx.run("DROP INDEX refuse")); });

    REQUIRE(verdicts.size() == 3);
    CHECK(verdicts[0].verdict.kind == VerdictKind::accepted);
    REQUIRE(verdicts[1].verdict.rejection);
    CHECK(verdicts[1].verdict.rejection->reason == Reason::not_carried_out);
    CHECK(verdicts[2].verdict.kind == VerdictKind::accepted);
  }

  TEST_CASE("commands of one exchange have to be in sequence") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    device.add(CreateAccount{a_company_account(1)}).add(CreateAccount{a_company_account(2)});
    SyncRequest request = device.request(1, 2);
    std::swap(request.commands[0], request.commands[1]);

    const Problem problem = device.refused(request);

    CHECK(problem.status == 400);
    CHECK(problem.type == "sequence-broken");
    CHECK(server.count("SELECT COUNT(*) FROM command_log") == 0);
  }

  TEST_CASE("another body under a known command id is a fork") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    device.add(CreateAccount{a_company_account(1)}).push(1, 1);
    const std::string before = trace_of(server);

    device.journal.clear();
    device.add(CreateAccount{a_company_account(2)}).add(CreateAccount{a_company_account(3)});
    const Problem problem = device.refused(device.request(1, 2));

    CHECK(problem.status == 409);
    CHECK(problem.type == "journal-fork");
    CHECK(trace_of(server) == before);
  }

  TEST_CASE("a device that was set back and went on differently is a fork") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    device.add(CreateAccount{a_company_account(1)}).push(1, 1);

    device.journal[0].text = "another first command";
    device.add(CreateAccount{a_company_account(2)});
    const Problem problem = device.refused(device.request(2, 2));

    CHECK(problem.type == "journal-fork");
    CHECK(server.count("SELECT COUNT(*) FROM command_log") == 1);
  }

  TEST_CASE("another user's device cannot continue a journal") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    TestDevice foreign(server, another_rep(), 2);
    device.add(CreateAccount{a_company_account(1)}).push(1, 1);
    foreign.journal_id = device.journal_id;
    foreign.journal = device.journal;
    foreign.add(CreateAccount{a_company_account(2)});

    const std::string before = trace_of(server);

    CHECK(foreign.refused(foreign.request(2, 2)).type == "journal-of-another-user");
    CHECK(foreign.refused(foreign.request(1, 0)).type == "journal-of-another-user");
    CHECK(trace_of(server) == before);
  }

  TEST_CASE("a forged client cannot send another user's journal, whatever it claims to be") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    device.add(CreateAccount{a_company_account(1)}).push(1, 1);
    // The same tablet after Nancy: Ada logs in on it and names Nancy's journal as her own.
    TestDevice forged(server, an_admin(), 1);
    forged.journal = device.journal;
    forged.add(CreateAccount{a_company_account(2)});
    SyncRequest request = forged.request(2, 2);
    request.user_id = an_admin().user_id;

    const Problem problem = forged.refused(request);

    CHECK(problem.status == 403);
    CHECK(problem.type == "journal-of-another-user");
    CHECK(server.count("SELECT COUNT(*) FROM command_log") == 1);
    CHECK(server.count("SELECT COUNT(*) FROM account") == 1);
  }

  TEST_CASE("a user's other device continues his journal under the same command ids") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    TestDevice other(server, a_rep(), 2);
    device.add(CreateAccount{a_company_account(1)}).push(1, 1);
    other.journal_id = device.journal_id;
    other.journal = device.journal;
    other.add(CreateAccount{a_company_account(2)});

    CHECK(other.push(1, 2).acknowledged == 2);
    CHECK(server.count("SELECT COUNT(*) FROM command_log") == 2);
    CHECK(server.count("SELECT COUNT(*) FROM account") == 2);
  }

  TEST_CASE("a revoked device is refused before its commands are looked at") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    server.write([&](const ServerWrite& in) { need(revoke_device(in.tx, device.device_id)); });
    device.add(CreateAccount{a_company_account(1)});

    const Problem problem = device.refused(device.request(1, 1));

    CHECK(problem.status == 403);
    CHECK(problem.type == "device-revoked");
    CHECK(device.refused(device.request(1, 0)).type == "device-revoked");
    CHECK(server.count("SELECT COUNT(*) FROM command_log") == 0);
  }

  TEST_CASE("a disabled user is refused") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    server.write([](const ServerWrite& in) {
      User user = *need(find_user(in.tx, a_rep().user_id));
      user.state = UserState::disabled;
      need(save_user(in.tx, user));
    });

    CHECK(device.refused(device.request(1, 0)).type == "user-disabled");
  }

  TEST_CASE("the token of one device does not speak for another") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    SyncRequest request = device.request(1, 0);
    request.device_id = id_of<DeviceId>(799);

    CHECK(device.refused(request).type == "device-unknown");
  }

  TEST_CASE("a newer protocol is refused with its work kept on the device") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    SyncRequest request = device.request(1, 0);
    request.protocol = sync_protocol_version + 1;

    const Problem problem = device.refused(request);

    CHECK(problem.status == 400);
    CHECK(problem.type == "protocol-unknown");
  }
}

}  // namespace
}  // namespace satchel::server::exchange_refusal_test
