// Mails about orders: who is told what, and who is not.
#include "tests/server/server_fixture.h"

namespace satchel::server::order_mails_test {
namespace {

/// A server whose users have addresses, with order 1 of `a_rep` to be paid by bank transfer.
class MailedDesk : public TestServer {
 public:
  MailedDesk() {
    write([](const ServerWrite& in) {
      need(save_user(in.tx, a_user(a_rep(), "nancy@desk.example")));
      need(save_user(in.tx, a_user(an_admin(), "ada@desk.example")));
    });
    OrderDocument document = a_document(an_order_id());
    document.payment_method = PaymentMethod::bank_transfer;
    document.items[0].charges[0].unit_price = dec("9.00");
    TestDevice device(*this, a_rep(), 1);
    device.add(CreateAccount{a_company_account()}).add(place_order_of(an_order_id(), document));
    device.push(1, 2);
  }

  void pay() {
    accept(RecordPayment{{.id = id_of<PaymentId>(1),
                          .account_id = a_company_account().id,
                          .order_id = an_order_id(),
                          .method = PaymentMethod::bank_transfer,
                          .amount = usd(500),
                          .taken_on = test_today}});
  }

  std::string mails() {
    return lines("SELECT to_address || ': ' || title FROM mail ORDER BY to_address, id");
  }
};

}  // namespace

TEST_SUITE("order mails") {
  TEST_CASE("A1: a denied order is told to customer and rep; the reason only to the rep") {
    MailedDesk desk;
    desk.accept(DenyOrder{an_order_id(), "Too risky"});

    CHECK(desk.mails() ==
          "maria1@alfreds.example: Your order 1001 was not accepted\n"
          "nancy@desk.example: Order 1001 was denied\n");
    CHECK(desk.count("SELECT COUNT(*) FROM mail WHERE body_text LIKE '%Too risky%'") == 1);
    CHECK(desk.lines("SELECT to_address FROM mail WHERE body_text LIKE '%Too risky%'") ==
          "nancy@desk.example\n");
  }

  TEST_CASE("A9: a refused approval is told to the rep, with its reason") {
    MailedDesk desk;
    desk.write([](const ServerWrite& in) {
      Order order = *need(find_order(in.tx, an_order_id()));
      order.approval = Approval::required;
      need(save_order(in.tx, order));
    });
    desk.accept(RejectApproval{an_order_id(), "Too cheap"});

    CHECK(desk.mails() == "nancy@desk.example: Order 1001 was not approved\n");
    CHECK(desk.count("SELECT COUNT(*) FROM mail WHERE body_text LIKE '%Too cheap%'") == 1);
  }

  TEST_CASE("money for an order that has stopped is told to who may give it back, once") {
    MailedDesk desk;
    desk.accept(CancelOrder{an_order_id(), "Moved away"});
    desk.pay();
    desk.pay();

    CHECK(desk.mails() == "ada@desk.example: Money came in for order 1001\n");
    CHECK(desk.lines("SELECT body_text FROM mail").find("5.00 USD") != std::string::npos);
  }

  TEST_CASE("S8: of fraud, and of money for a working order, nobody gets a mail") {
    MailedDesk desk;
    desk.pay();
    desk.accept(MarkFraud{an_order_id(), "Stolen card"});
    CHECK(desk.mails().empty());
  }
}

}  // namespace satchel::server::order_mails_test
