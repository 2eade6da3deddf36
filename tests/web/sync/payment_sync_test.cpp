// Payments taken at the door without a network: kept on the device, booked once on the server.
#include <doctest/doctest.h>

#include "shared/store/payment_store.h"
#include "tests/web/sync/test_device.h"

namespace satchel::web::payment_sync_test {
namespace {

struct Door {
  Door() { nancy.exchange_all(server); }

  std::optional<Payment> payment(int number = 1) {
    return nancy.read([&](Transaction& tx) { return find_payment(tx, id_of<PaymentId>(number)); });
  }

  TruthServer server;
  TestDevice nancy;
};

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

/// Order 1 as the server holds it: 47.67 due, nothing paid.
Order an_unpaid_order() {
  Order order = a_placed_order();
  order.version = 3;
  order.document.payment_method = PaymentMethod::cash;
  order.due = usd(4767);
  order.paid = usd(0);
  order.payment = PaymentState::unpaid;
  return order;
}

}  // namespace

TEST_CASE("a payment taken offline is on the device at once and the truth after the exchange") {
  Door door;
  REQUIRE(door.nancy.give(a_place_order()));
  REQUIRE(door.nancy.give(cash(usd(2000))));
  REQUIRE(door.payment());
  CHECK(door.payment()->version == 0);
  CHECK(door.nancy.pending().size() == 2);

  CHECK(door.nancy.exchange(door.server) == ReplyEffect::applied);

  CHECK(door.nancy.pending().empty());
  CHECK(door.payment()->version == 1);
  CHECK(door.payment()->credited == usd(2000));  // The order is on account: nothing is due now.
  CHECK(door.server.account(a_company_account().id)->credit == usd(2000));
}

TEST_CASE("truth over the order keeps the money that was not sent yet in sight") {
  Door door;
  door.server.save(an_unpaid_order());
  door.nancy.exchange_all(door.server);
  // The exchange is on its way when the money is taken, so it does not carry it.
  const PreparedExchange pull = door.nancy.prepare({});
  REQUIRE(door.nancy.give(cash(usd(2000))));
  CHECK(door.nancy.order()->paid == usd(2000));
  CHECK(door.nancy.order()->payment == PaymentState::partial);

  Order changed = an_unpaid_order();
  changed.version = 4;
  changed.notes = "Ring once";
  door.server.save(changed);
  door.nancy.apply(pull, door.server.answer(pull.body));

  CHECK(door.nancy.order()->notes == "Ring once");
  CHECK(door.nancy.order()->paid == usd(2000));
  CHECK(door.nancy.pending().size() == 1);
}

}  // namespace satchel::web::payment_sync_test
