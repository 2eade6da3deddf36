// The loop: it always has a next attempt, and nothing but a verdict empties the outbox.
#include "web/sync/sync_loop.h"

#include <doctest/doctest.h>

#include "tests/web/sync/test_device.h"

namespace satchel::web::sync_loop_test {
namespace {

/// Nancy's device with its loop, as a browser drives it.
struct Driven {
  Driven() { take(loop.on_start(nancy.now)); }

  void take(const SyncActions& actions) {
    if (actions.send) sent = actions.send;
    if (actions.wake_at) wake_at = *actions.wake_at;
    revised = revised || actions.revised;
  }

  /// Answers what was sent.
  void reply(int status, std::string body) {
    REQUIRE(sent);
    const ExchangeReply reply{sent->exchange_id, status, std::move(body)};
    sent.reset();
    take(loop.on_reply(reply, nancy.now));
  }
  void reply() {
    REQUIRE(sent);
    ServerReply answer = server.answer(sent->body);
    reply(answer.status, std::move(answer.body));
  }

  /// Lets the time pass until the loop wants to be woken; returns how long that was.
  std::int64_t sleep() {
    const std::int64_t waited_ms = wake_at.ms - nancy.now.ms;
    nancy.now = wake_at;
    take(loop.on_wake(nancy.now));
    return waited_ms;
  }

  void settle() {
    for (int round = 0; sent && round < 100; ++round) reply();
  }

  void give(const Command& command) {
    REQUIRE(nancy.give(command));
    take(loop.on_local_change(nancy.now));
  }

  SyncStatus status() { return need(loop.status()); }

  TruthServer server;
  TestDevice nancy;
  SyncLoop loop{*nancy.database, nancy.random};
  std::optional<SendExchange> sent;
  Timestamp wake_at;
  bool revised = false;
};

std::string problem(std::string type, int status, std::int64_t expected = 0) {
  Problem problem;
  problem.type = std::move(type);
  problem.status = status;
  problem.detail = "What happened.";
  problem.expected_sequence = expected;
  return encode(problem);
}

}  // namespace

TEST_SUITE_BEGIN("sync_loop");

TEST_CASE("without a login nothing is sent") {
  TestDevice nobody(false);
  SyncLoop loop(*nobody.database, nobody.random);

  const SyncActions actions = loop.on_start(nobody.now);

  CHECK_FALSE(actions.send);
  CHECK(loop.state() == SyncState::needs_login);
  need(store_session(*nobody.database, a_session(), nobody.now, nobody.random));
  CHECK(loop.on_login(nobody.now).send);
}

TEST_CASE("after a start everything is fetched, and then it asks every 30 seconds") {
  Driven driven;
  driven.server.page_size = 1;
  driven.settle();

  CHECK(driven.loop.state() == SyncState::idle);
  CHECK(driven.revised);
  CHECK(driven.status().first_sync_done);
  CHECK(driven.status().words == "Everything is safe on the server.");
  CHECK(driven.sleep() == 30'000);
  CHECK(driven.loop.state() == SyncState::exchanging);
  driven.reply();
  CHECK(driven.loop.state() == SyncState::idle);
  CHECK(driven.sleep() == 30'000);
}

TEST_CASE("new work is sent at once when the server answers") {
  Driven driven;
  driven.settle();

  driven.give(a_place_order());

  REQUIRE(driven.sent);
  CHECK(driven.status().words == "Sending 1 entry to the server.");
  driven.settle();
  CHECK(driven.server.order(an_order_id()));
  CHECK(driven.status().queued == 0);
}

TEST_CASE("work saved during an exchange goes out right after its reply") {
  Driven driven;
  driven.settle();
  driven.give(a_place_order(1));
  driven.give(a_place_order(2));

  driven.reply();

  REQUIRE(driven.sent);
  driven.settle();
  CHECK(driven.server.command_count() == 2);
}

TEST_CASE("after failures it tries again by itself, later and later, and the work arrives") {
  Driven driven;
  driven.settle();
  driven.give(a_place_order());
  std::int64_t waited_max_ms = 0;
  for (int failure = 1; failure <= 12; ++failure) {
    driven.reply(503, "");
    CHECK(driven.loop.state() == SyncState::waiting);
    const std::int64_t waited_ms = driven.sleep();
    CHECK(waited_ms >= 500);
    CHECK(waited_ms <= 300'000);
    if (failure == 1) CHECK(waited_ms <= 1'000);
    waited_max_ms = std::max(waited_max_ms, waited_ms);
  }
  CHECK(waited_max_ms > 150'000);

  driven.settle();

  CHECK(driven.status().queued == 0);
  CHECK(driven.status().last_error.empty());
  CHECK(driven.server.executed_count() == 1);
}

TEST_CASE("while nothing answers it tries at least every 30 seconds") {
  Driven driven;
  driven.settle();
  driven.give(a_place_order());
  for (int failure = 1; failure <= 12; ++failure) {
    driven.reply(0, "connection refused");
    CHECK(driven.loop.state() == SyncState::offline);
    CHECK(driven.sleep() <= 30'000);
    CHECK(driven.loop.state() == SyncState::exchanging);
    CHECK(driven.status().state == SyncState::offline);
  }
  driven.reply(0, "");
  CHECK(
      driven.status().words ==
      "Offline. 1 entry is saved on this device and will be sent when the server can be reached.");
}

TEST_CASE("no status and no garbage takes a command out of the outbox") {
  Driven driven;
  driven.settle();
  driven.give(a_place_order(1));
  for (const int status :
       {0, 100, 200, 201, 301, 400, 403, 404, 409, 413, 418, 422, 429, 500, 502, 503, 504, 599}) {
    driven.reply(status, status % 2 == 0 ? "" : "<html>garbage</html>");
    CHECK(driven.nancy.pending().size() == 1);
    CHECK_FALSE(driven.status().last_error.empty());
    driven.sleep();
  }
  driven.settle();
  CHECK(driven.nancy.pending().empty());
  CHECK(driven.server.executed_count() == 1);
}

TEST_CASE("an expired login keeps everything and goes on after the next login") {
  Driven driven;
  driven.settle();
  driven.give(a_place_order(1));

  driven.reply(401, problem("login-required", 401));
  CHECK(driven.loop.state() == SyncState::needs_login);
  driven.give(a_place_order(2));
  CHECK_FALSE(driven.sent);
  CHECK(driven.status().words ==
        "2 entries are saved on this device and will be sent after you "
        "log in.");

  need(store_session(*driven.nancy.database, a_session(), driven.nancy.now, driven.nancy.random));
  driven.take(driven.loop.on_login(driven.nancy.now));
  driven.settle();
  CHECK(driven.server.command_count() == 2);
}

TEST_CASE("a request too large is sent again in halves") {
  Driven driven;
  driven.settle();
  for (int number = 1; number <= 4; ++number) REQUIRE(driven.nancy.give(a_place_order(number)));
  driven.take(driven.loop.on_local_change(driven.nancy.now));

  driven.reply(413, problem("body-too-large", 413));
  REQUIRE(driven.sent);
  CHECK(need(parse_sync_request(driven.sent->body)).commands.size() == 2);
  driven.reply(413, problem("body-too-large", 413));
  CHECK(need(parse_sync_request(driven.sent->body)).commands.size() == 1);
  driven.settle();

  CHECK(driven.nancy.pending().empty());
}

TEST_CASE("a reply that never comes is given up, and ignored when it comes late") {
  Driven driven;
  driven.settle();
  driven.give(a_place_order());
  const SendExchange first = *driven.sent;
  const ServerReply late = driven.server.answer(first.body);

  CHECK(driven.sleep() == 90'000);
  CHECK(driven.loop.state() == SyncState::offline);
  driven.take(driven.loop.on_reply({first.exchange_id, late.status, late.body}, driven.nancy.now));
  CHECK(driven.nancy.pending().size() == 1);
  driven.sent.reset();
  driven.sleep();
  driven.settle();

  CHECK(driven.nancy.pending().empty());
  CHECK(driven.server.executed_count() == 1);
}

TEST_CASE("a reply that comes twice counts once") {
  Driven driven;
  driven.settle();
  driven.give(a_place_order(1));
  const SendExchange first = *driven.sent;
  const ServerReply answer = driven.server.answer(first.body);
  driven.reply(answer.status, answer.body);
  driven.give(a_place_order(2));

  const SyncActions again =
      driven.loop.on_reply({first.exchange_id, answer.status, answer.body}, driven.nancy.now);

  CHECK_FALSE(again.send);
  CHECK_FALSE(again.revised);
  CHECK(driven.nancy.pending().size() == 1);
}

TEST_CASE("the word of the browser makes attempts earlier and never prevents one") {
  Driven driven;
  driven.settle();
  driven.take(driven.loop.on_online(false, driven.nancy.now));
  CHECK(driven.loop.state() == SyncState::offline);
  CHECK(driven.sleep() == 30'000);
  CHECK(driven.sent);

  driven.reply(503, "");
  driven.take(driven.loop.on_online(true, driven.nancy.now));
  CHECK(driven.sent);
  driven.reply(503, "");
  driven.take(driven.loop.on_visible(true, driven.nancy.now));
  CHECK(driven.sent);
  driven.settle();
  CHECK(driven.loop.state() == SyncState::idle);
}

TEST_CASE("new work while the server is away is tried within two seconds") {
  Driven driven;
  driven.settle();
  driven.give(a_place_order(1));
  for (int failure = 1; failure <= 8; ++failure) {
    driven.reply(500, "");
    driven.sleep();
  }
  driven.reply(500, "");

  driven.give(a_place_order(2));

  CHECK(driven.sleep() <= 2'000);
  CHECK(driven.sent);
}

TEST_CASE("a wake-up that comes early waits for its time") {
  Driven driven;
  driven.settle();
  const Timestamp due = driven.wake_at;

  const SyncActions actions = driven.loop.on_wake({due.ms - 10});

  CHECK_FALSE(actions.send);
  REQUIRE(actions.wake_at);
  CHECK(*actions.wake_at == due);
}

TEST_CASE("an answer without a verdict does not make the device hurry") {
  Driven driven;
  driven.settle();
  driven.give(a_place_order());
  ServerReply answer = driven.server.answer(driven.sent->body);
  SyncResponse response = need(parse_sync_response(answer.body));
  response.verdicts.clear();

  driven.reply(200, encode(response));

  CHECK(driven.loop.state() == SyncState::waiting);
  CHECK_FALSE(driven.sent);
  CHECK(driven.nancy.pending().size() == 1);
  driven.sleep();
  driven.settle();
  CHECK(driven.nancy.pending().empty());
}

TEST_CASE("a sequence gap is filled from the journal, and twice the same gap is not hurried") {
  Driven driven;
  driven.settle();
  driven.give(a_place_order(1));
  driven.settle();
  driven.give(a_place_order(2));

  driven.reply(409, problem("sequence-gap", 409, 1));
  REQUIRE(driven.sent);
  CHECK(need(parse_sync_request(driven.sent->body)).commands.size() == 2);
  driven.reply(409, problem("sequence-gap", 409, 1));
  CHECK(driven.loop.state() == SyncState::waiting);
  CHECK_FALSE(driven.sent);
  driven.sleep();
  driven.settle();

  CHECK(driven.nancy.pending().empty());
  CHECK(driven.server.executed_count() == 2);
}

TEST_CASE("a forked journal and a revoked device stop, say so, and keep the work") {
  for (const auto& [type, status] : {std::pair("journal-fork", 409), {"device-revoked", 403}}) {
    Driven driven;
    driven.settle();
    driven.give(a_place_order());

    driven.reply(status, problem(type, status));

    CHECK(driven.loop.state() == SyncState::stopped);
    CHECK(driven.status().last_error.find("What happened. Nothing was removed") == 0);
    CHECK(driven.status().next_attempt_at.ms == 0);
    CHECK(driven.nancy.pending().size() == 1);
  }
}

TEST_CASE("a server that does not know the device, as after a restore, asks for a login") {
  Driven driven;
  driven.settle();
  driven.give(a_place_order());

  driven.reply(403, problem("device-unknown", 403));

  CHECK(driven.loop.state() == SyncState::needs_login);
  CHECK(driven.status().last_error == "What happened.");
  CHECK(driven.nancy.pending().size() == 1);
}

TEST_CASE("refused work is in the status with its reason, and does not block what follows") {
  Driven driven;
  driven.settle();
  driven.server.save(a_placed_order(1));
  REQUIRE(driven.nancy.give(a_place_order(1)));
  driven.give(a_place_order(2));

  driven.settle();

  const SyncStatus status = driven.status();
  CHECK(status.queued == 0);
  REQUIRE(status.refused.size() == 1);
  CHECK(status.refused[0].verdict->rejection->reason == Reason::order_not_draft);
  CHECK(driven.server.order(an_order_id(2)));
}

TEST_CASE("after a logout the reply on its way is ignored") {
  Driven driven;
  driven.settle();
  driven.give(a_place_order());
  const ServerReply answer = driven.server.answer(driven.sent->body);
  need(end_session(*driven.nancy.database));
  driven.take(driven.loop.on_logout());

  driven.reply(answer.status, answer.body);

  CHECK(driven.loop.state() == SyncState::needs_login);
  CHECK(driven.nancy.pending().size() == 1);
}

TEST_SUITE_END();

}  // namespace satchel::web::sync_loop_test
