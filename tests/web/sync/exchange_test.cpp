// Exchanges: what waits, what leaves, and that truth never hides or removes unsent work.
#include "web/sync/exchange.h"

#include <doctest/doctest.h>

#include "shared/base/hash.h"

#include "tests/web/sync/test_device.h"

namespace satchel::web::exchange_test {
namespace {

EditAccount an_edit(AccountField field, std::string base, std::string value) {
  return {a_company_account().id, {{field, std::move(base), std::move(value)}}};
}

/// Nancy's device after its first exchange: account 1 and the price book are there.
struct Desk {
  Desk() { nancy.exchange_all(server); }
  TruthServer server;
  TestDevice nancy;
};

}  // namespace

TEST_SUITE_BEGIN("exchange");

/// Records the server's refusal of the first command.
Result<void> reject_first(TestDevice& device) {
  auto tx = SATCHEL_TRY(device.database->begin());
  const Verdict refused{VerdictKind::rejected, Rejection{Reason::order_not_draft, {}}, {}};
  SATCHEL_TRY(mark_answered(*tx, 1, refused, device.now));
  return tx->commit();
}

TEST_CASE("an order placed offline waits with its age and its money") {
  Desk desk;

  REQUIRE(desk.nancy.give(a_place_order()));

  const OutboxCounts counts = desk.nancy.counts();
  CHECK(counts.queued == 1);
  CHECK(counts.oldest_at.ms == test_now.ms + 5000);
  REQUIRE(counts.totals.size() == 1);
  CHECK(counts.totals[0] == usd(3297));
  CHECK(desk.nancy.order()->lifecycle == OrderLifecycle::pending);
  CHECK(desk.nancy.order()->number == 0);
  CHECK(desk.server.command_count() == 0);
}

TEST_CASE("an accepted verdict takes the command out and truth brings the number") {
  Desk desk;
  REQUIRE(desk.nancy.give(a_place_order()));

  CHECK(desk.nancy.exchange(desk.server) == ReplyEffect::applied);

  CHECK(desk.nancy.pending().empty());
  CHECK(desk.nancy.counts().totals.empty());
  CHECK(desk.nancy.order()->number == 1001);
  CHECK(*desk.nancy.order() == *desk.server.order(an_order_id()));
}

TEST_CASE("a lost reply makes the device send the same again, with one effect") {
  Desk desk;
  REQUIRE(desk.nancy.give(a_place_order()));
  (void)desk.server.answer(desk.nancy.prepare().body);
  desk.nancy.reopen();
  CHECK(desk.nancy.pending().size() == 1);

  CHECK(desk.nancy.exchange(desk.server) == ReplyEffect::applied);

  CHECK(desk.nancy.pending().empty());
  CHECK(desk.server.executed_count() == 1);
  CHECK(desk.nancy.order()->number == 1001);
}

TEST_CASE("a reply to another exchange changes nothing") {
  Desk desk;
  REQUIRE(desk.nancy.give(a_place_order()));
  const PreparedExchange first = desk.nancy.prepare();
  const ServerReply reply = desk.server.answer(first.body);
  const PreparedExchange second = desk.nancy.prepare();

  CHECK(desk.nancy.apply(second, reply) == ReplyEffect::ignored);

  CHECK(desk.nancy.pending().size() == 1);
}

TEST_CASE("a reply from where the device no longer stands changes nothing") {
  Desk desk;
  REQUIRE(desk.nancy.give(a_place_order(1)));
  const PreparedExchange sent = desk.nancy.prepare();
  const ServerReply reply = desk.server.answer(sent.body);
  CHECK(desk.nancy.apply(sent, reply) == ReplyEffect::applied);
  REQUIRE(desk.nancy.give(a_place_order(2)));

  CHECK(desk.nancy.apply(sent, reply) == ReplyEffect::ignored);

  CHECK(desk.nancy.pending().size() == 1);
  CHECK(desk.nancy.order(2)->lifecycle == OrderLifecycle::pending);
}

TEST_CASE(
    "a refused order leaves the tables and stays in the list of refused work with its reason") {
  Desk desk;
  REQUIRE(desk.nancy.give(a_place_order(1)));
  REQUIRE(desk.nancy.give(a_place_order(2)));
  Order taken = a_placed_order(1);
  taken.lifecycle = OrderLifecycle::cancelled;
  taken.taken_by = another_rep().user_id;
  desk.server.save(taken);
  desk.server.withdraw({AggregateKind::order, an_order_id(1).text()});

  desk.nancy.exchange_all(desk.server);

  CHECK(desk.nancy.pending().empty());
  CHECK_FALSE(desk.nancy.order(1));
  CHECK(desk.nancy.order(2)->number == 1001);
  const auto refused = desk.nancy.refused();
  REQUIRE(refused.size() == 1);
  CHECK(refused[0].target.id == an_order_id(1).text());
  CHECK(refused[0].verdict->rejection->reason == Reason::order_not_draft);
  const Command kept = need(command_of(refused[0]));
  CHECK(std::get<PlaceOrder>(kept) == a_place_order(1));

  need(dismiss_refused(*desk.nancy.database, refused[0].sequence));
  CHECK(desk.nancy.refused().empty());
}

TEST_CASE("truth overwrites and unsent edits of the same account are made again on top") {
  Desk desk;
  REQUIRE(desk.nancy.give(an_edit(AccountField::city, "Berlin", "Potsdam")));
  Account changed = *desk.server.account(a_company_account().id);
  changed.phone = "030-1";
  changed.version += 1;
  desk.server.save(changed);
  const PreparedExchange empty_handed = [&] {
    PreparedExchange sent = desk.nancy.prepare();
    SyncRequest request = need(parse_sync_request(sent.body));
    request.commands.clear();
    sent.body = encode(request);
    sent.first_sequence = sent.last_sequence = 0;
    return sent;
  }();

  CHECK(desk.nancy.apply(empty_handed, desk.server.answer(empty_handed.body)) ==
        ReplyEffect::applied);

  CHECK(desk.nancy.account()->phone == "030-1");
  CHECK(desk.nancy.account()->address.city == "Potsdam");
  CHECK(desk.nancy.pending().size() == 1);
}

TEST_CASE("the server's draft never hides an order that was placed offline meanwhile") {
  Desk desk;
  REQUIRE(desk.nancy.give(a_save_draft()));
  const PreparedExchange sent = desk.nancy.prepare();
  const ServerReply reply = desk.server.answer(sent.body);
  REQUIRE(desk.nancy.give(a_place_order()));

  CHECK(desk.nancy.apply(sent, reply) == ReplyEffect::applied);

  CHECK(desk.nancy.order()->lifecycle == OrderLifecycle::pending);
  CHECK(desk.nancy.pending().size() == 1);
  CHECK(desk.nancy.exchange(desk.server) == ReplyEffect::applied);
  CHECK(*desk.nancy.order() == *desk.server.order(an_order_id()));
}

TEST_CASE("pages are kept over a restart and applied together with the last one") {
  TruthServer server;
  server.page_size = 1;
  TestDevice nancy;

  CHECK(nancy.exchange(server) == ReplyEffect::staged);
  CHECK(nancy.exchange(server) == ReplyEffect::staged);
  nancy.reopen();
  CHECK_FALSE(nancy.account());
  CHECK(nancy.device().cursor.empty());
  CHECK(nancy.exchange(server) == ReplyEffect::applied);

  CHECK(nancy.account()->number == 1001);
  CHECK(nancy.device().cursor == "epoch-1.3");
}

TEST_CASE("verdicts that came with a first page count when the last page is there") {
  Desk desk;
  desk.server.page_size = 1;
  REQUIRE(desk.nancy.give(a_place_order()));
  desk.server.save(*desk.server.account(a_company_account().id));

  CHECK(desk.nancy.exchange(desk.server) == ReplyEffect::staged);
  CHECK(desk.nancy.pending().size() == 1);
  desk.nancy.reopen();
  CHECK(desk.nancy.exchange(desk.server) == ReplyEffect::applied);

  CHECK(desk.nancy.pending().empty());
  CHECK(desk.nancy.order()->number == 1001);
}

TEST_CASE("starting over drops old truth and keeps unsent work") {
  Desk desk;
  REQUIRE(desk.nancy.give(a_place_order(1)));
  desk.nancy.exchange_all(desk.server);
  REQUIRE(desk.nancy.give(a_place_order(2)));
  desk.server.withdraw({AggregateKind::order, an_order_id(1).text()});
  desk.server.restore(1);
  PreparedExchange sent = desk.nancy.prepare();
  const ServerReply reply = desk.server.answer(sent.body);
  sent.first_sequence = sent.last_sequence = 0;  // As if the verdict had not come along.

  desk.nancy.apply(sent, reply);

  CHECK_FALSE(desk.nancy.order(1));
  REQUIRE(desk.nancy.order(2));
  CHECK(desk.nancy.order(2)->lifecycle == OrderLifecycle::pending);
  CHECK(desk.nancy.pending().size() == 1);
}

TEST_CASE("a server restored from a backup gets again what it lacks") {
  Desk desk;
  REQUIRE(desk.nancy.give(a_place_order(1)));
  desk.nancy.exchange_all(desk.server);
  REQUIRE(desk.nancy.give(a_place_order(2)));
  desk.nancy.exchange_all(desk.server);
  desk.server.restore(1);
  CHECK_FALSE(desk.server.order(an_order_id(2)));

  desk.nancy.exchange_all(desk.server);
  CHECK(desk.nancy.pending().size() == 1);
  CHECK(desk.nancy.order(2)->lifecycle == OrderLifecycle::pending);
  desk.nancy.exchange_all(desk.server);

  CHECK(desk.nancy.pending().empty());
  CHECK(*desk.nancy.order(1) == *desk.server.order(an_order_id(1)));
  CHECK(*desk.nancy.order(2) == *desk.server.order(an_order_id(2)));
}

TEST_CASE("an account that left the territory stays as long as an unsent order needs it") {
  Desk desk;
  REQUIRE(desk.nancy.give(a_place_order()));
  desk.server.withdraw({AggregateKind::account, a_company_account().id.text()});
  PreparedExchange sent = desk.nancy.prepare();
  SyncRequest request = need(parse_sync_request(sent.body));
  request.commands.clear();
  sent.body = encode(request);
  sent.first_sequence = sent.last_sequence = 0;

  desk.nancy.apply(sent, desk.server.answer(sent.body));
  CHECK(desk.nancy.account());
  desk.nancy.exchange_all(desk.server);

  CHECK(desk.nancy.pending().empty());
  CHECK_FALSE(desk.nancy.account());
}

TEST_CASE("verdicts on commands that were not in the request do not count") {
  Desk desk;
  REQUIRE(desk.nancy.give(a_place_order(1)));
  REQUIRE(desk.nancy.give(a_place_order(2)));
  ExchangeBounds one;
  one.commands_max = 1;
  const PreparedExchange sent = desk.nancy.prepare(one);
  CHECK(sent.last_sequence == 1);
  SyncResponse response = need(parse_sync_response(desk.server.answer(sent.body).body));
  response.verdicts[0].last = 2;

  desk.nancy.apply(sent, {200, encode(response)});

  REQUIRE(desk.nancy.pending().size() == 1);
  CHECK(desk.nancy.pending()[0].sequence == 2);
}

TEST_CASE("one exchange holds at most the bytes it may, and always at least one command") {
  Desk desk;
  for (int number = 1; number <= 3; ++number) REQUIRE(desk.nancy.give(a_place_order(number)));
  const std::size_t each = desk.nancy.pending()[0].text.size() + 1;
  ExchangeBounds bounds;

  bounds.bytes_max = 2 * each;
  CHECK(desk.nancy.prepare(bounds).last_sequence == 2);
  bounds.bytes_max = 10;
  CHECK(desk.nancy.prepare(bounds).last_sequence == 1);
}

TEST_CASE("an unreadable answer and an answer that does not advance change nothing") {
  Desk desk;
  REQUIRE(desk.nancy.give(a_place_order()));
  const PreparedExchange sent = desk.nancy.prepare();
  SyncResponse response = need(parse_sync_response(desk.server.answer(sent.body).body));
  response.more = true;
  response.cursor = response.from_cursor;
  Database& database = *desk.nancy.database;

  for (const std::string& body :
       {std::string("<html>Welcome to the hotel</html>"), std::string("{}"),
        std::string("{\"protocol\":1"), encode(response)}) {
    const auto effect = apply_response(database, sent, body, desk.nancy.now);
    REQUIRE_FALSE(effect);
    CHECK(effect.error().code == ErrorCode::invalid);
  }
  CHECK(desk.nancy.pending().size() == 1);
}

TEST_CASE("a journal that differs from the server's stops the exchange and keeps everything") {
  Desk desk;
  REQUIRE(desk.nancy.give(a_place_order()));
  const PreparedExchange sent = desk.nancy.prepare();
  SyncResponse response = need(parse_sync_response(desk.server.answer(sent.body).body));
  Database& database = *desk.nancy.database;

  SyncResponse other = response;
  other.acknowledged_head = sha256_hex("another");
  const auto forked = apply_response(database, sent, encode(other), desk.nancy.now);
  SyncResponse ahead = response;
  ahead.acknowledged = 5;
  const auto older = apply_response(database, sent, encode(ahead), desk.nancy.now);

  REQUIRE_FALSE(forked);
  CHECK(forked.error().code == ErrorCode::conflict);
  REQUIRE_FALSE(older);
  CHECK(older.error().code == ErrorCode::conflict);
  CHECK(older.error().message.find("went back to an older state") != std::string::npos);
  CHECK(desk.nancy.pending().size() == 1);
}

TEST_CASE("a sequence gap opens answered commands again, as far as they are kept") {
  Desk desk;
  for (int number = 1; number <= 3; ++number) REQUIRE(desk.nancy.give(a_place_order(number)));
  desk.nancy.exchange_all(desk.server);
  Database& database = *desk.nancy.database;

  need(reopen_from(database, 2));
  CHECK(desk.nancy.pending().size() == 2);
  CHECK(desk.nancy.pending()[0].sequence == 2);

  const auto never = reopen_from(database, 9);
  REQUIRE_FALSE(never);
  CHECK(never.error().code == ErrorCode::conflict);

  desk.nancy.exchange_all(desk.server);
  desk.nancy.now.ms += 31 * std::int64_t{86'400'000};
  REQUIRE(desk.nancy.give(a_place_order(4)));
  desk.nancy.exchange_all(desk.server);
  const auto pruned = reopen_from(database, 2);
  REQUIRE_FALSE(pruned);
  CHECK(pruned.error().message.find("no longer kept") != std::string::npos);
  need(reopen_from(database, 4));
  CHECK(desk.nancy.pending().size() == 1);
}

TEST_CASE("answered commands leave after 30 days and unanswered ones never do") {
  Desk desk;
  REQUIRE(desk.nancy.give(a_place_order(1)));
  desk.nancy.exchange_all(desk.server);
  REQUIRE(desk.nancy.give(a_place_order(2)));
  desk.nancy.now.ms += 400 * std::int64_t{86'400'000};
  PreparedExchange sent = desk.nancy.prepare();
  desk.server.save(*desk.server.account(a_company_account().id));
  const ServerReply reply = desk.server.answer(sent.body);
  sent.first_sequence = sent.last_sequence = 0;

  desk.nancy.apply(sent, reply);

  const Rows rows = desk.nancy.read(
      [](Transaction& tx) { return tx.query("SELECT sequence FROM journal_command"); });
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].number(0) == 2);
  CHECK(desk.nancy.pending().size() == 1);
}

TEST_CASE("a refused command is kept however old, until the person puts it away") {
  Desk desk;
  REQUIRE(desk.nancy.give(a_place_order(1)));
  need(reject_first(desk.nancy));
  const auto kept_after = [&](std::int64_t days) {
    desk.nancy.now.ms += days * 86'400'000;
    desk.server.save(*desk.server.account(a_company_account().id));
    PreparedExchange sent = desk.nancy.prepare();
    const ServerReply reply = desk.server.answer(sent.body);
    desk.nancy.apply(sent, reply);
    return desk.nancy
        .read([](Transaction& tx) { return tx.query("SELECT sequence FROM journal_command"); })
        .size();
  };
  CHECK(kept_after(400) == 1);
  CHECK(desk.nancy.refused().size() == 1);

  need(dismiss_refused(*desk.nancy.database, 1));
  CHECK(kept_after(1) == 0);
}

TEST_SUITE_END();

}  // namespace satchel::web::exchange_test
