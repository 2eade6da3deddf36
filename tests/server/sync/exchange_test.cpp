// Tests of pushing commands: one effect, one verdict, whatever the network does.
#include "server/store/audit_log.h"
#include "tests/server/server_fixture.h"

namespace satchel::server::exchange_test {
namespace {

const Account alfreds = a_company_account(1);

/// Everything that commands may change, as text.
std::string state_of(TestServer& server) {
  return server.lines(R"sql(
    SELECT 'account ' || id || ' ' || version || ' ' || number FROM account
    UNION ALL SELECT 'order ' || id || ' ' || version || ' ' || number || ' ' || lifecycle
      FROM sales_order
    UNION ALL SELECT 'event ' || order_id || ' ' || position || ' ' || action
      FROM sales_order_event
    UNION ALL SELECT 'log ' || command_id || ' ' || verdict FROM command_log
    UNION ALL SELECT 'feed ' || number || ' ' || aggregate_id FROM feed
    UNION ALL SELECT 'series ' || series || ' ' || next_number FROM number_series
    UNION ALL SELECT 'audit ' || action || ' ' || subject FROM audit_log
    ORDER BY 1
  )sql");
}

CreateAccount a_refused_creation() {
  Account account = a_company_account(9);
  account.email = "";
  return {account};
}

TEST_SUITE("exchange: commands") {
  TEST_CASE("an account and its order are accepted and come back with their numbers") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    device.add(CreateAccount{alfreds}).add(a_save_draft(1)).add(a_place_order(1));

    const SyncResponse response = device.push(1, 3);

    REQUIRE(response.verdicts.size() == 1);
    CHECK(response.verdicts[0].first == 1);
    CHECK(response.verdicts[0].last == 3);
    CHECK(response.verdicts[0].verdict.kind == VerdictKind::accepted);
    CHECK(response.acknowledged == 3);
    CHECK(response.acknowledged_head == device.request(1, 3).head);
    const Truth* account = find_truth(response.truths, ref_of_account(alfreds));
    REQUIRE(account);
    CHECK(std::get<Account>(*account->aggregate).number == 1001);
    const Truth* order = find_truth(response.truths, ref_of_order(1));
    REQUIRE(order);
    CHECK(std::get<Order>(*order->aggregate).number == 1001);
    CHECK(std::get<Order>(*order->aggregate).lifecycle == OrderLifecycle::pending);
    CHECK(std::get<Order>(*order->aggregate).version == 2);
  }

  TEST_CASE("the same exchange twice has one effect and the same verdicts") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    device.add(CreateAccount{alfreds}).add(a_refused_creation()).add(a_place_order(1));
    const SyncRequest request = device.request(1, 3);

    const auto first = std::get<SyncResponse>(device.send(request));
    const std::string after_first = state_of(server);
    const auto second = std::get<SyncResponse>(device.send(request));

    CHECK(state_of(server) == after_first);
    REQUIRE(first.verdicts.size() == 3);
    REQUIRE(second.verdicts.size() == 3);
    for (std::size_t index = 0; index < 3; ++index) {
      CHECK(first.verdicts[index].verdict == second.verdicts[index].verdict);
    }
    CHECK(second.acknowledged == 3);
  }

  TEST_CASE("after a lost reply the device sends again, with more, and nothing is done twice") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    device.add(CreateAccount{alfreds}).add(a_save_draft(1));
    device.send(device.request(1, 2));

    device.add(a_place_order(1)).add(a_place_order(2));
    const SyncResponse response = device.push(1, 4);

    REQUIRE(response.verdicts.size() == 1);
    CHECK(response.verdicts[0].last == 4);
    CHECK(response.acknowledged == 4);
    CHECK(server.count("SELECT COUNT(*) FROM command_log") == 4);
    CHECK(server.count("SELECT COUNT(*) FROM sales_order") == 2);
    CHECK(server.count("SELECT COUNT(*) FROM audit_log") == 4);
  }

  TEST_CASE("an older part of the journal that is sent late changes nothing") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    device.add(CreateAccount{alfreds}).add(a_save_draft(1)).add(a_place_order(1));
    const SyncRequest late = device.request(1, 2);
    device.push(1, 3);
    const std::string before = state_of(server);

    const auto response = std::get<SyncResponse>(device.send(late));

    CHECK(state_of(server) == before);
    CHECK(response.acknowledged == 3);
  }

  TEST_CASE("a rejected command in the middle does not block those behind it") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    PlaceOrder wrong = a_place_order(2);
    wrong.quoted_one_time.minor += 1;
    device.add(CreateAccount{alfreds}).add(wrong).add(a_place_order(1));

    const SyncResponse response = device.push(1, 3);

    REQUIRE(response.verdicts.size() == 3);
    CHECK(response.verdicts[1].verdict.kind == VerdictKind::rejected);
    REQUIRE(response.verdicts[1].verdict.rejection);
    CHECK(response.verdicts[1].verdict.rejection->reason == Reason::totals_differ);
    CHECK(response.verdicts[2].verdict.kind == VerdictKind::accepted);
    const Truth* refused = find_truth(response.truths, ref_of_order(2));
    REQUIRE(refused);
    CHECK_FALSE(refused->aggregate);
    CHECK(server.count("SELECT COUNT(*) FROM sales_order") == 1);
    CHECK(server.count("SELECT next_number FROM number_series WHERE series = 'order'") == 1002);
  }

  TEST_CASE("what depends on a refused account gets that as its final verdict") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    const Account refused = a_refused_creation().account;
    device.add(a_refused_creation())
        .add(a_save_draft(1, refused))
        .add(a_place_order(1, refused))
        .add(CancelDraft{an_order_id(1)})
        .add(CreateAccount{alfreds});

    const SyncResponse response = device.push(1, 5);

    REQUIRE(response.verdicts.size() == 3);
    CHECK(response.verdicts[0].verdict.kind == VerdictKind::rejected);
    const VerdictRange& dependants = response.verdicts[1];
    CHECK(dependants.first == 2);
    CHECK(dependants.last == 4);
    CHECK(dependants.verdict.kind == VerdictKind::depends_on);
    CHECK(dependants.verdict.cause == command_id_of(device.journal_id, 1));
    REQUIRE(dependants.verdict.rejection);
    CHECK(dependants.verdict.rejection->reason == Reason::cause_refused);
    CHECK(response.verdicts[2].verdict.kind == VerdictKind::accepted);
  }

  TEST_CASE("a repaired account lets its order be placed by new commands") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    const Account account = a_company_account(9);
    device.add(a_refused_creation()).add(a_place_order(1, account));
    device.push(1, 2);

    device.add(CreateAccount{account}).add(a_place_order(1, account));
    const SyncResponse response = device.push(3, 4);

    REQUIRE(response.verdicts.size() == 1);
    CHECK(response.verdicts[0].verdict.kind == VerdictKind::accepted);
  }

  TEST_CASE("the same field changed by two is a conflict, different fields merge") {
    TestServer server;
    server.add_account(alfreds);
    TestDevice first(server, a_rep(), 1);
    TestDevice second(server, a_rep(), 2);
    first.add(EditAccount{alfreds.id, {{AccountField::phone, alfreds.phone, "111"}}});
    second.add(EditAccount{alfreds.id, {{AccountField::phone, alfreds.phone, "222"}}})
        .add(EditAccount{alfreds.id, {{AccountField::city, "Berlin", "Potsdam"}}});

    first.push(1, 1);
    const SyncResponse response = second.push(1, 2);

    REQUIRE(response.verdicts.size() == 2);
    CHECK(response.verdicts[0].verdict.kind == VerdictKind::conflict);
    CHECK(response.verdicts[1].verdict.kind == VerdictKind::accepted);
    const Truth* truth = find_truth(response.truths, ref_of_account(alfreds));
    REQUIRE(truth);
    CHECK(std::get<Account>(*truth->aggregate).phone == "111");
    CHECK(std::get<Account>(*truth->aggregate).address.city == "Potsdam");
  }

  TEST_CASE("a rep's device cannot act for the back office") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    device.add(CreateAccount{alfreds}).add(a_place_order(1)).add(AcceptOrder{an_order_id(1)});

    const SyncResponse response = device.push(1, 3);

    REQUIRE(response.verdicts.size() == 2);
    REQUIRE(response.verdicts[1].verdict.rejection);
    CHECK(response.verdicts[1].verdict.rejection->reason == Reason::role_not_allowed);
    CHECK(server.lines("SELECT lifecycle FROM sales_order") == "pending\n");
  }

  TEST_CASE("no device may: acts of the office and of the machine are forged in a journal") {
    const OrderId order = an_order_id(1);
    const OrderItemId item = a_document(order).items[1].id;
    const PaymentId payment = id_of<PaymentId>(1);
    const SubscriptionId service = id_of<SubscriptionId>(1);
    const std::vector<Command> forged{AcceptOrder{order},
                                      DenyOrder{order, "no"},
                                      ApproveOrder{order},
                                      RejectApproval{order, "no"},
                                      SettleOrder{order},
                                      CompleteOrder{order},
                                      CancelOrder{order, "no"},
                                      MarkFraud{order, "no"},
                                      ResetOrder{order},
                                      DeleteOrder{order},
                                      EditOrder{order},
                                      FollowUpOrder{order, "no"},
                                      ActivateItem{order, item},
                                      FailItem{order, item},
                                      RetryItem{order, item},
                                      ScreenOrder{order},
                                      VerifyOrder{order},
                                      RecordFraudCheck{order},
                                      RefundPayment{payment, "no"},
                                      UseCredit{alfreds.id, id_of<InvoiceId>(1)},
                                      ChangeSubscription{alfreds.id, service},
                                      CancelSubscription{alfreds.id, service},
                                      PauseSubscription{alfreds.id, service, test_today},
                                      ResumeSubscription{alfreds.id, service, test_today},
                                      AllocatePayment{payment, {}},
                                      UndoAllocation{payment, id_of<InvoiceId>(1), "no"},
                                      WriteOffInvoice{alfreds.id, id_of<InvoiceId>(1), "no"},
                                      VoidInvoice{alfreds.id, id_of<InvoiceId>(1), "no"}};
    std::size_t kinds = 0;
    for (std::size_t kind = 0; kind < EnumWords<CommandKind>::words.size(); ++kind) {
      kinds += is_online_only(static_cast<CommandKind>(kind)) ? 1 : 0;
    }
    REQUIRE(forged.size() == kinds);
    for (const Actor& actor : {a_rep(), an_admin()}) {
      TestServer server;
      TestDevice rep(server, a_rep(), 1);
      rep.add(CreateAccount{alfreds}).add(a_place_order(1)).push(1, 2);
      const std::string before = server.lines("SELECT lifecycle, version FROM sales_order");
      TestDevice device(server, actor, 2);
      for (const Command& command : forged) device.add(command);

      const SyncResponse response = device.push(1, static_cast<std::int64_t>(forged.size()));

      REQUIRE(response.verdicts.size() == 1);
      CHECK(response.verdicts[0].verdict.kind == VerdictKind::rejected);
      CHECK(response.verdicts[0].verdict.rejection->reason == Reason::role_not_allowed);
      CHECK(response.acknowledged == static_cast<std::int64_t>(forged.size()));
      CHECK(server.lines("SELECT lifecycle, version FROM sales_order") == before);
    }
  }

  TEST_CASE("a command of the future is dated when it arrived") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    device.add(CreateAccount{alfreds});
    server.now.ms += 3'600'000;
    device.add(a_place_order(1));
    server.now = test_now;

    device.push(1, 2);

    CHECK(server.count("SELECT MAX(at_ms) FROM sales_order_event") == test_now.ms);
  }

  TEST_CASE("every command leaves an audit row with its outcome") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    device.add(a_refused_creation());

    device.push(1, 1);

    const auto rows = server.read([](Transaction& tx) { return need(list_audit(tx, {})); });
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].user_id == a_rep().user_id);
    CHECK(rows[0].action == "create_account");
    CHECK(rows[0].subject == "account:" + a_company_account(9).id.text());
    CHECK(rows[0].detail == "rejected: field_required");
  }
}

TEST_SUITE("exchange: watermark") {
  TEST_CASE("a device that sent everything holds nothing") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    device.add(CreateAccount{alfreds});

    device.push(1, 1);

    CHECK(server.count("SELECT queued FROM device") == 0);
    CHECK(server.count("SELECT last_contact_at_ms FROM device") == test_now.ms);
  }

  TEST_CASE("what it still holds is known to the server") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    device.add(CreateAccount{alfreds}).add(a_place_order(1));
    SyncRequest request = device.request(1, 1);
    request.watermark = {2, test_now.ms, {usd(3'297)}};

    device.send(request);

    const auto unsent = server.read([](Transaction& tx) { return need(list_unsent_devices(tx)); });
    REQUIRE(unsent.size() == 1);
    CHECK(unsent[0].watermark.queued == 1);
    CHECK(unsent[0].watermark.totals == std::vector<Money>{usd(3'297)});
  }

  TEST_CASE("an idle poll writes nothing for a minute") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    device.pull_all();
    server.now.ms += 30'000;
    device.pull_all();
    CHECK(server.count("SELECT last_contact_at_ms FROM device") == test_now.ms);

    server.now.ms += 30'000;
    device.pull_all();

    CHECK(server.count("SELECT last_contact_at_ms FROM device") == test_now.ms + 60'000);
  }
}

}  // namespace
}  // namespace satchel::server::exchange_test
