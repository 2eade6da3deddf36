// The outbox: coalesced drafts, an unbroken chain, and marks for lists.
#include "web/sync/outbox.h"

#include <doctest/doctest.h>

#include "shared/wire/command_wire.h"
#include "tests/web/sync/test_device.h"

namespace satchel::web::outbox_test {
namespace {

struct Desk {
  Desk() { nancy.exchange_all(server); }
  TruthServer server;
  TestDevice nancy;
};

SaveDraft a_draft_with_notes(std::string notes) {
  SaveDraft command = a_save_draft();
  command.notes = std::move(notes);
  return command;
}

SyncMark mark_of(TestDevice& device, int number) {
  for (const MarkedAggregate& each :
       device.read([](Transaction& tx) { return load_sync_marks(tx); })) {
    if (each.ref.id == an_order_id(number).text()) return each.mark;
  }
  FAIL("the order has no mark");
  return {};
}

}  // namespace

TEST_SUITE_BEGIN("outbox");

TEST_CASE("a newer draft takes the place of the last one that was never sent") {
  Desk desk;

  REQUIRE(desk.nancy.give(a_draft_with_notes("one")));
  REQUIRE(desk.nancy.give(a_draft_with_notes("two")));

  const auto pending = desk.nancy.pending();
  REQUIRE(pending.size() == 1);
  CHECK(pending[0].sequence == 1);
  CHECK(std::get<SaveDraft>(need(command_of(pending[0]))).notes == "two");
  CHECK(pending[0].head == chain_hash(desk.nancy.device().journal_id.text(), pending[0].text));
}

TEST_CASE("a draft that was sent is never replaced, even when no reply came") {
  Desk desk;
  REQUIRE(desk.nancy.give(a_draft_with_notes("one")));
  (void)desk.server.answer(desk.nancy.prepare().body);

  REQUIRE(desk.nancy.give(a_draft_with_notes("two")));

  CHECK(desk.nancy.pending().size() == 2);
  desk.nancy.exchange_all(desk.server);
  CHECK(desk.nancy.pending().empty());
  CHECK(desk.server.order(an_order_id())->notes == "two");
}

TEST_CASE("a draft of another order, or one saved on purpose, keeps its place") {
  Desk desk;
  SaveDraft unsaved = a_save_draft(1);
  unsaved.saved = false;

  REQUIRE(desk.nancy.give(a_save_draft(1)));
  REQUIRE(desk.nancy.give(unsaved));
  REQUIRE(desk.nancy.give(a_save_draft(2)));

  CHECK(desk.nancy.pending().size() == 3);
}

TEST_CASE("every command is chained to the one before") {
  Desk desk;
  REQUIRE(desk.nancy.give(a_place_order(1)));
  REQUIRE(desk.nancy.give(a_save_draft(3)));
  REQUIRE(desk.nancy.give(a_save_draft(2)));
  REQUIRE(desk.nancy.give(a_place_order(2)));

  std::string head = desk.nancy.device().journal_id.text();
  std::int64_t sequence = 0;
  for (const OutboxEntry& entry : desk.nancy.pending()) {
    head = chain_hash(head, entry.text);
    CHECK(entry.head == head);
    CHECK(entry.sequence == ++sequence);
    CHECK(need(parse_command(entry.text)).sequence == sequence);
  }
}

TEST_CASE("totals of unsent orders are kept apart by currency") {
  Desk desk;
  Account account = a_company_account(2);
  account.currency = Currency::eur;
  REQUIRE(desk.nancy.give(CreateAccount{account}));
  REQUIRE(desk.nancy.give(a_place_order(1)));
  REQUIRE(desk.nancy.give(a_place_order(2)));
  REQUIRE(desk.nancy.give(a_place_order(3, account)));

  const OutboxCounts counts = desk.nancy.counts();

  CHECK(counts.queued == 4);
  REQUIRE(counts.totals.size() == 2);
  CHECK(counts.totals[0] == eur(3297));
  CHECK(counts.totals[1] == usd(6594));
}

TEST_CASE("marks say where the work on each order is") {
  Desk desk;
  REQUIRE(desk.nancy.give(a_place_order(1)));
  CHECK(mark_of(desk.nancy, 1) == SyncMark::queued);
  const PreparedExchange sent = desk.nancy.prepare();
  CHECK(mark_of(desk.nancy, 1) == SyncMark::sending);

  Order taken = a_placed_order(1);
  desk.server.save(taken);
  desk.nancy.apply(sent, desk.server.answer(sent.body));
  CHECK(mark_of(desk.nancy, 1) == SyncMark::refused);

  REQUIRE(desk.nancy.give(a_place_order(2)));
  desk.nancy.exchange_all(desk.server);
  CHECK(desk.nancy.read([](Transaction& tx) { return load_sync_marks(tx); }).size() == 1);
}

TEST_CASE("a verdict is recorded once and never changed by a later one") {
  Desk desk;
  REQUIRE(desk.nancy.give(a_place_order(1)));
  const Verdict refused{VerdictKind::depends_on, Rejection{Reason::cause_refused, {}},
                        command_id_of(desk.nancy.device().journal_id, 7)};

  auto tx = need(desk.nancy.database->begin());
  need(mark_answered(*tx, 1, refused, desk.nancy.now));
  need(mark_answered(*tx, 1, Verdict{}, desk.nancy.now));
  need(tx->commit());

  const auto list = desk.nancy.refused();
  REQUIRE(list.size() == 1);
  CHECK(*list[0].verdict == refused);
}

TEST_SUITE_END();

}  // namespace satchel::web::outbox_test
