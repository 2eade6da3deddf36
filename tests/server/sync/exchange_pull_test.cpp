// Tests of pulling: scope, pages, cursors, starting over, idleness.
#include "server/sync/territory_move.h"
#include "shared/domain/limits.h"
#include "tests/server/server_fixture.h"

namespace satchel::server::exchange_pull_test {
namespace {

/// An account of `territory` whose every text field carries `marker`.
Account marked_account(int number, const TerritoryId& territory, const std::string& marker) {
  Account account = a_company_account(number);
  account.company_name = marker + " Ltd";
  account.first_name = marker;
  account.last_name = marker;
  account.address = {marker, marker, marker, marker, marker};
  account.territories = {territory};
  return account;
}

std::size_t count_accounts_in(const std::vector<Truth>& truths) {
  std::size_t count = 0;
  for (const Truth& truth : truths) {
    if (truth.ref.kind == AggregateKind::account && truth.aggregate) ++count;
  }
  return count;
}

/// Gives the device a cursor at the head.
void settle(TestDevice& device) { device.pull_all(); }

TEST_SUITE("exchange: scope") {
  TEST_CASE("the first exchange brings organisation, price book and the territory") {
    TestServer server;
    server.add_account(a_company_account(1));
    TestDevice device(server, a_rep(), 1);

    const SyncResponse response = device.pull();

    CHECK_FALSE(response.resync);
    CHECK_FALSE(response.more);
    REQUIRE(response.truths.size() == 3);
    CHECK(response.truths[0].ref.kind == AggregateKind::organisation);
    CHECK(response.truths[1].ref.kind == AggregateKind::price_book);
    CHECK(response.truths[2].ref == ref_of_account(a_company_account(1)));
  }

  TEST_CASE("I12: nothing of another territory is in any byte of an answer") {
    TestServer server;
    const Account own = marked_account(1, west, "WESTMARK");
    const Account foreign = marked_account(2, east, "EASTMARK");
    TestDevice nancy(server, a_rep(), 1);
    TestDevice andrew(server, another_rep(), 2);
    nancy.add(CreateAccount{own}).add(a_place_order(1, own)).push(1, 2);
    andrew.add(CreateAccount{foreign}).add(a_place_order(2, foreign)).push(1, 2);
    server.accept(AcceptOrder{an_order_id(2)});
    server.accept(CompleteOrder{an_order_id(2)});

    nancy.add(EditAccount{foreign.id, {{AccountField::phone, foreign.phone, "1"}}})
        .add(a_place_order(2, own))
        .add(CancelDraft{an_order_id(2)})
        .add(a_save_draft(2, foreign));
    nancy.cursor.clear();
    const SyncResponse response = nancy.push(3, 6);
    const std::string bytes = encode(response);

    CHECK(bytes.find("EASTMARK") == std::string::npos);
    CHECK(bytes.find("WESTMARK") != std::string::npos);
    REQUIRE(response.verdicts.size() == 3);
    CHECK(response.verdicts[0].verdict.rejection->reason == Reason::account_not_found);
    CHECK(response.verdicts[1].verdict.rejection->reason == Reason::order_not_found);
    CHECK(response.verdicts[1].last == response.verdicts[1].first + 1);
    CHECK(response.verdicts[2].verdict.rejection->reason == Reason::account_not_found);
    CHECK_FALSE(find_truth(response.truths, ref_of_account(foreign))->aggregate);
    CHECK_FALSE(find_truth(response.truths, ref_of_order(2))->aggregate);
  }

  TEST_CASE("an admin's device holds the whole organisation") {
    TestServer server;
    server.add_account(marked_account(1, west, "One"));
    server.add_account(marked_account(2, east, "Two"));
    TestDevice office(server, an_admin(), 1);

    CHECK(count_accounts_in(office.pull_all()) == 2);
  }

  TEST_CASE("a new number of a completed order reaches the rep with its subscription") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    device.add(CreateAccount{a_company_account(1)}).add(a_place_order(1)).push(1, 2);
    settle(device);

    server.accept(AcceptOrder{an_order_id(1)});
    server.accept(CompleteOrder{an_order_id(1)});
    const SyncResponse response = device.pull();

    REQUIRE(response.truths.size() == 2);
    const auto& order = std::get<Order>(*find_truth(response.truths, ref_of_order(1))->aggregate);
    CHECK(order.lifecycle == OrderLifecycle::completed);
    CHECK(response.truths[1].ref.kind == AggregateKind::subscription);
  }
}

TEST_SUITE("exchange: pages") {
  TEST_CASE("changes come in pages of 200, each once, until there is no more") {
    TestServer server;
    for (int number = 1; number <= 450; ++number) {
      server.add_account(a_company_account(number));
    }
    TestDevice device(server, a_rep(), 1);

    const SyncResponse first = device.pull();
    const SyncResponse second = device.pull();
    const SyncResponse third = device.pull();

    CHECK(first.truths.size() == 200);
    CHECK(first.more);
    CHECK(second.truths.size() == 200);
    CHECK(second.more);
    CHECK(third.truths.size() == 52);
    CHECK_FALSE(third.more);
    CHECK(count_accounts_in(first.truths) + count_accounts_in(second.truths) +
              count_accounts_in(third.truths) ==
          450);
    CHECK(std::holds_alternative<SyncIdle>(device.send(device.request(1, 0))));
  }

  TEST_CASE("an account that changes between two pages comes again at the end") {
    TestServer server;
    for (int number = 1; number <= 300; ++number) {
      server.add_account(a_company_account(number));
    }
    TestDevice device(server, a_rep(), 1);
    device.pull();

    server.add_account(a_company_account(1));
    const SyncResponse second = device.pull();

    CHECK_FALSE(second.more);
    CHECK(second.truths.back().ref == ref_of_account(a_company_account(1)));
  }

  TEST_CASE("a page of very large orders ends before its bytes are too many") {
    TestServer server;
    server.add_account(a_company_account(1));
    for (int number = 1; number <= 40; ++number) {
      Order order = a_placed_order(number);
      const OrderItem item = order.document.items[0];
      order.document.items.assign(order_items_max, item);
      for (OrderItem& each : order.document.items) each.detail.assign(200, 'd');
      order.fulfilments.assign(order_items_max, ItemFulfilment{ItemState::pending, {}, {}, {}, {}});
      server.write([&](const ServerWrite& in) {
        need(save_order(in.tx, order));
        const FeedEntry entry{ref_of_order(number), order.document.account_id};
        need(append_feed(in, {&entry, 1}));
      });
    }
    TestDevice device(server, a_rep(), 1);

    std::size_t orders = 0;
    bool more = true;
    while (more) {
      const SyncResponse response = device.pull();
      CHECK(encode(response).size() < exchange_bytes_max);
      for (const Truth& truth : response.truths) {
        if (truth.ref.kind == AggregateKind::order) ++orders;
      }
      more = response.more;
    }
    CHECK(orders == 40);
  }

  TEST_CASE("the truth of a verdict comes outside the page limit") {
    TestServer server;
    for (int number = 1; number <= 250; ++number) {
      server.add_account(a_company_account(number));
    }
    TestDevice device(server, a_rep(), 1);
    device.add(a_place_order(1, a_company_account(250)));

    const SyncResponse response = device.push(1, 1);

    CHECK(response.more);
    CHECK(response.truths.size() == 201);
    CHECK(response.truths.front().ref == ref_of_order(1));
  }
}

TEST_SUITE("exchange: idle") {
  TEST_CASE("nothing sent and nothing new is idle") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    device.pull();

    CHECK(std::holds_alternative<SyncIdle>(device.send(device.request(1, 0))));
  }

  TEST_CASE("changes of other territories leave a device idle") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    device.pull();

    server.add_account(marked_account(1, east, "East"));

    CHECK(std::holds_alternative<SyncIdle>(device.send(device.request(1, 0))));
  }
}

TEST_SUITE("exchange: starting over") {
  TEST_CASE("a new epoch makes the device start over") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    settle(device);

    server.write([](const ServerWrite& in) { need(renew_epoch(in)); });
    const SyncResponse response = device.pull();

    CHECK(response.resync);
    CHECK(response.truths.size() == 2);
    CHECK_FALSE(device.send(device.request(1, 0)).index() == 0);
  }

  TEST_CASE("a change of his territories makes a rep's device start over") {
    TestServer server;
    server.add_account(marked_account(1, east, "East"));
    TestDevice device(server, a_rep(), 1);
    settle(device);

    server.write([](const ServerWrite& in) {
      User user = *need(find_user(in.tx, a_rep().user_id));
      user.territories = {east};
      need(save_user(in.tx, user));
    });
    const SyncResponse response = device.pull();

    CHECK(response.resync);
    CHECK(count_accounts_in(response.truths) == 1);
  }

  TEST_CASE("A16: whose role changes is told so where his device starts over, and only there") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    const SyncResponse first = device.pull();
    REQUIRE(first.session);
    CHECK(first.session->role == Role::rep);
    device.pull_all();
    server.add_account(a_company_account(1));
    CHECK_FALSE(device.pull().session);
    server.write([](const ServerWrite& in) {
      User nancy = *need(find_user_by_login(in.tx, "nancy"));
      nancy.role = Role::manager;
      nancy.territories = {west, east};
      need(save_user(in.tx, nancy));
    });

    const SyncResponse response = device.pull();

    CHECK(response.resync);
    REQUIRE(response.session);
    CHECK(response.session->role == Role::manager);
    CHECK(response.session->territories.size() == 2);
    CHECK(response.session->device_label == "D1");
    CHECK(response.session->token.empty());
  }

  TEST_CASE("a cursor beyond the head is of a history that was rolled back") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    settle(device);
    const std::size_t number = device.cursor.rfind('.');
    const std::size_t before = device.cursor.rfind('.', number - 1);
    device.cursor = device.cursor.substr(0, before) + ".99.0";

    CHECK(device.pull().resync);
  }

  TEST_CASE("a number with another nonce is of a history that was rolled back") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    settle(device);
    server.write([](const ServerWrite& in) {
      need(in.tx.run("UPDATE feed_commit SET nonce = '0123456789abcdef'"));
    });

    CHECK(device.pull().resync);
  }

  TEST_CASE("a cursor that is no cursor makes the device start over") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    for (const std::string text : {"x", "...", "a.b.c.d", "0.0.-1.0"}) {
      device.cursor = text;
      CHECK(device.pull().resync);
    }
  }

  TEST_CASE("a device that changes hands starts over in the new user's scope") {
    TestServer server;
    server.add_account(marked_account(1, west, "West"));
    TestDevice device(server, a_rep(), 1);
    settle(device);

    TestDevice same(server, another_rep(), 1);
    same.cursor = device.cursor;
    const SyncResponse response = same.pull();

    CHECK(response.resync);
    CHECK(count_accounts_in(response.truths) == 0);
  }

  TEST_CASE("an account that moves leaves one rep's scope and joins another's") {
    TestServer server;
    const Account account = marked_account(1, west, "Mover");
    server.add_account(account);
    TestDevice nancy(server, a_rep(), 1);
    TestDevice andrew(server, another_rep(), 2);
    settle(nancy);
    settle(andrew);

    server.write([&](const ServerWrite& in) {
      need(move_account(in, an_admin().user_id, account.id, {east}));
    });
    const SyncResponse left = nancy.pull();
    const SyncResponse joined = andrew.pull();

    CHECK(left.resync);
    CHECK(count_accounts_in(left.truths) == 0);
    CHECK(joined.resync);
    CHECK(count_accounts_in(joined.truths) == 1);
  }
}

}  // namespace
}  // namespace satchel::server::exchange_pull_test
