// Payments through the exchange: one effect for any number of sends, never lost with their order.
#include <doctest/doctest.h>

#include "shared/store/payment_store.h"
#include "tests/server/server_fixture.h"
#include "tests/support/books.h"

namespace satchel::server::payment_exchange_test {
namespace {

RecordPayment cash(Money amount, int number = 1) {
  RecordPayment command;
  command.payment.id = id_of<PaymentId>(number);
  command.payment.account_id = a_company_account().id;
  command.payment.order_id = an_order_id();
  command.payment.method = PaymentMethod::cash;
  command.payment.amount = amount;
  command.payment.taken_on = test_today;
  return command;
}

AggregateRef ref_of_payment(int number) {
  return {AggregateKind::payment, id_of<PaymentId>(number).text()};
}

VerdictKind verdict_on(const SyncResponse& response, std::int64_t sequence) {
  for (const VerdictRange& range : response.verdicts) {
    if (range.first <= sequence && sequence <= range.last) return range.verdict.kind;
  }
  FAIL("no verdict");
  return VerdictKind::rejected;
}

}  // namespace

TEST_CASE("a payment for a refused order is accepted and becomes the account's credit") {
  TestServer server;
  TestDevice device(server, a_rep(), 1);
  PlaceOrder refused = a_place_order();
  refused.quoted_one_time = usd(1);
  device.add(CreateAccount{a_company_account()}).add(refused).add(cash(usd(900)));

  const SyncResponse response = device.push(1, 3);

  CHECK(verdict_on(response, 2) == VerdictKind::rejected);
  CHECK(verdict_on(response, 3) == VerdictKind::accepted);
  const Truth* truth = find_truth(response.truths, ref_of_payment(1));
  REQUIRE(truth);
  REQUIRE(truth->aggregate);
  CHECK(std::get<Payment>(*truth->aggregate).credited == usd(900));
  CHECK(server.count("SELECT credit_minor FROM account") == 900);
  server.read([](Transaction& tx) {
    check_books(tx);
    return 0;
  });
}

TEST_CASE("a payment that is sent again, by another command too, has one effect") {
  TestServer server;
  TestDevice device(server, a_rep(), 1);
  device.add(CreateAccount{a_company_account()}).add(cash(usd(900))).add(cash(usd(900)));
  device.push(1, 2);
  device.push(1, 2);
  CHECK(verdict_on(device.push(3, 3), 3) == VerdictKind::accepted);
  CHECK(server.count("SELECT COUNT(*) FROM payment") == 1);
  CHECK(server.count("SELECT credit_minor FROM account") == 900);
}

TEST_CASE("a payment reaches the devices of its account's territory and no others") {
  TestServer server;
  TestDevice mine(server, a_rep(), 1);
  TestDevice foreign(server, another_rep(), 2);
  mine.add(CreateAccount{a_company_account()}).add(cash(usd(900))).push(1, 2);
  TestDevice second(server, a_rep(), 3);

  const auto seen = second.pull_all();
  const auto unseen = foreign.pull_all();

  const Truth* truth = find_truth(seen, ref_of_payment(1));
  REQUIRE(truth);
  CHECK(truth->aggregate);
  CHECK(find_truth(unseen, ref_of_payment(1)) == nullptr);
}

TEST_CASE("a rep's device cannot refund: a forged command is rejected") {
  TestServer server;
  TestDevice device(server, a_rep(), 1);
  device.add(CreateAccount{a_company_account()}).add(cash(usd(900)));
  device.add(RefundPayment{id_of<PaymentId>(1), "forged"});
  CHECK(verdict_on(device.push(1, 3), 3) == VerdictKind::rejected);
  CHECK(server.count("SELECT credit_minor FROM account") == 900);
}

}  // namespace satchel::server::payment_exchange_test
