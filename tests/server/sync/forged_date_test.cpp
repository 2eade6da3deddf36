// Dates that a device may not make up: when work was done, and which bill cycles were open.
#include "tests/server/server_fixture.h"

namespace satchel::server::forged_date_test {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t year_ms = 365 * day_ms;

/// Adds the command as given at `at`, whatever the time is.
void add_at(TestDevice& device, const Command& command, Timestamp at) {
  device.add(command);
  JournalCommand& entry = device.journal.back();
  entry.at = at;
  entry.text = command_text(entry.sequence, entry.at, entry.command);
}

PlaceOrder an_order_dated(Date ordered_on, int number = 1) {
  OrderDocument document = a_document(an_order_id(number));
  document.ordered_on = ordered_on;
  return place_order_of(an_order_id(number), document);
}

/// The reason of the last verdict; nothing when the command was accepted.
std::optional<Reason> refusal_in(const SyncResponse& response) {
  const Verdict& verdict = response.verdicts.back().verdict;
  return verdict.rejection ? std::optional(verdict.rejection->reason) : std::nullopt;
}

void close_cycles(TestServer& server, Date through) {
  server.write([&](const ServerWrite& in) {
    Organisation organisation = *need(find_organisation(in.tx));
    organisation.closed_through = through;
    organisation.version += 1;
    need(save_organisation(in.tx, organisation));
    need(save_closed_cycle(in.tx, through, in.now));
  });
}

Account account_in(TestServer& server, const Account& account) {
  return server.read([&](Transaction& tx) { return *need(find_account(tx, account.id)); });
}

}  // namespace

TEST_SUITE("forged dates") {
  TEST_CASE("O4: an old clock makes no old customer, and no order before he existed") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    Account account = a_company_account();
    account.created_on = date(2001, 1, 1);
    const Timestamp forged{test_now.ms - 25 * year_ms};
    add_at(device, CreateAccount{account}, forged);
    add_at(device, an_order_dated(date(2025, 12, 1)), forged);

    const auto response = device.push(1, 2);

    CHECK(account_in(server, account).created_on == add_days(test_today, -1));
    CHECK(refusal_in(response) == Reason::date_before_account);
  }

  TEST_CASE("O4: work of days without a network keeps its dates") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    device.pull();
    server.now.ms += 10 * day_ms;
    Account account = a_company_account();
    account.created_on = add_days(test_today, 2);
    add_at(device, CreateAccount{account}, {test_now.ms + 2 * day_ms});
    add_at(device, an_order_dated(add_days(test_today, 3)), {test_now.ms + 3 * day_ms});

    CHECK_FALSE(refusal_in(device.push(1, 2)));

    CHECK(account_in(server, account).created_on == add_days(test_today, 2));
  }

  TEST_CASE("O4: what a device said to hold stays as old as it said, and no older") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    device.pull();
    server.now.ms += 5 * day_ms;
    SyncRequest holding = device.request(1, 0);
    holding.watermark = {1, test_now.ms + 2 * day_ms, {}};
    device.send(holding);
    server.now.ms += 5 * day_ms;

    Account held = a_company_account(1);
    held.created_on = add_days(test_today, 2);
    add_at(device, CreateAccount{held}, {test_now.ms + 2 * day_ms});
    Account older = a_company_account(2);
    older.created_on = test_today;
    add_at(device, CreateAccount{older}, test_now);
    device.push(1, 2);

    CHECK(account_in(server, held).created_on == add_days(test_today, 2));
    CHECK(account_in(server, older).created_on == add_days(test_today, 1));
  }

  TEST_CASE("O4: a device that has heard of a closed cycle dates nothing into it") {
    TestServer server;
    server.add_account(a_company_account());
    TestDevice device(server, a_rep(), 1);
    server.now.ms += day_ms;
    close_cycles(server, test_today);
    server.now.ms += day_ms;
    device.pull();
    server.now.ms += day_ms;
    PlaceOrder silent = an_order_dated(add_days(test_today, -3));
    silent.closed_through.reset();
    device.add(silent);
    device.add(an_order_dated(test_today, 2));

    const auto response = device.push(1, 2);

    CHECK(response.verdicts.front().verdict.rejection->reason == Reason::date_in_closed_cycle);
    CHECK_FALSE(refusal_in(response));
  }

  TEST_CASE("O4: an order dated into a cycle that was closed meanwhile is taken") {
    TestServer server;
    server.add_account(a_company_account());
    TestDevice device(server, a_rep(), 1);
    device.pull();
    server.now.ms += day_ms;
    close_cycles(server, add_days(test_today, 1));
    server.now.ms += day_ms;
    add_at(device, an_order_dated(test_today), server.now);

    CHECK_FALSE(refusal_in(device.push(1, 1)));
  }
}

}  // namespace satchel::server::forged_date_test
