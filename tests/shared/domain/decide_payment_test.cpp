// Taking and refunding money: who may, how much, and where it goes.
#include "shared/domain/payment/decide_payment.h"

#include <doctest/doctest.h>

#include "tests/support/builders.h"

namespace satchel::decide_payment_test {
namespace {

const PaymentId payment_id = id_of<PaymentId>(1);
const InvoiceId invoice_id = id_of<InvoiceId>(1);

/// 100.00 in cash for order 1, taken today.
RecordPayment a_payment(Money amount = usd(10000)) {
  RecordPayment command;
  command.payment.id = payment_id;
  command.payment.account_id = a_company_account().id;
  command.payment.order_id = an_order_id();
  command.payment.method = PaymentMethod::cash;
  command.payment.amount = amount;
  command.payment.reference = "Receipt 17";
  command.payment.taken_on = test_today;
  return command;
}

PaymentFacts facts_with(Money open) {
  PaymentFacts facts;
  facts.actor = a_rep();
  facts.at = test_now;
  facts.today = test_today;
  facts.account = a_company_account();
  facts.target = {invoice_id, open};
  return facts;
}

Payment recorded(Money open) { return *decide(facts_with(open), a_payment()); }

PaymentFacts refund_facts(Money open, Money credit) {
  PaymentFacts facts = facts_with(open);
  facts.actor = an_admin();
  facts.payment = recorded(open);
  facts.credit_left_minor = credit.minor;
  return facts;
}

Reason refusal_of(const PaymentFacts& facts, const RecordPayment& command) {
  const auto refused = decide(facts, command);
  REQUIRE_FALSE(refused);
  return refused.error().reason;
}

}  // namespace

TEST_SUITE("decide(RecordPayment)") {
  TEST_CASE("a payment up to what is open goes to the invoice, whole") {
    const Payment payment = recorded(usd(15000));
    CHECK(payment.allocated == usd(10000));
    CHECK(payment.credited == usd(0));
    CHECK(payment.allocated_to == invoice_id);
    CHECK(payment.taken_by_name == "Nancy Davolio");
    CHECK(payment.standing == PaymentStanding::received);
    CHECK(payment.version == 0);
  }

  TEST_CASE("what is left over goes to the account's credit") {
    const Payment payment = recorded(usd(6000));
    CHECK(payment.allocated == usd(6000));
    CHECK(payment.credited == usd(4000));
  }

  TEST_CASE("with nothing open the whole payment is credit") {
    for (const Money open : {usd(0), usd(-500)}) {
      const Payment payment = recorded(open);
      CHECK(payment.allocated == usd(0));
      CHECK(payment.credited == usd(10000));
      CHECK(payment.allocated_to.empty());
    }
  }

  TEST_CASE("the same payment again is what it was; another content is refused") {
    PaymentFacts facts = facts_with(usd(15000));
    facts.payment = recorded(usd(6000));
    CHECK(*decide(facts, a_payment()) == *facts.payment);
    CHECK(refusal_of(facts, a_payment(usd(9999))) == Reason::payment_exists);
    RecordPayment other = a_payment();
    other.payment.reference = "Receipt 18";
    CHECK(refusal_of(facts, other) == Reason::payment_exists);
  }

  TEST_CASE("an amount that is not above zero, too large or in another currency is refused") {
    const PaymentFacts facts = facts_with(usd(100));
    CHECK(refusal_of(facts, a_payment(usd(0))) == Reason::amount_out_of_range);
    CHECK(refusal_of(facts, a_payment(usd(-1))) == Reason::amount_out_of_range);
    CHECK(refusal_of(facts, a_payment(usd(amount_minor_max + 1))) == Reason::amount_out_of_range);
    CHECK(refusal_of(facts, a_payment(eur(100))) == Reason::currency_differs);
  }

  TEST_CASE("on account is no way to pay, and no money comes from the future") {
    RecordPayment command = a_payment();
    command.payment.method = PaymentMethod::on_account;
    CHECK(refusal_of(facts_with(usd(1)), command) == Reason::field_invalid);
    command = a_payment();
    command.payment.taken_on = add_days(test_today, 2);
    CHECK(refusal_of(facts_with(usd(1)), command) == Reason::date_in_future);
  }

  TEST_CASE("a card number is refused in every text") {
    RecordPayment command = a_payment();
    command.payment.reference = "card 4111 1111 1111 1111";
    CHECK(refusal_of(facts_with(usd(1)), command) == Reason::card_number_refused);
    command = a_payment();
    command.payment.gateway_reference = "4111111111111111";
    CHECK(refusal_of(facts_with(usd(1)), command) == Reason::card_number_refused);
  }

  TEST_CASE("money of an account out of scope, or of none, is not found") {
    PaymentFacts facts = facts_with(usd(1));
    facts.actor = another_rep();
    CHECK(refusal_of(facts, a_payment()) == Reason::account_not_found);
    facts = facts_with(usd(1));
    facts.account.reset();
    CHECK(refusal_of(facts, a_payment()) == Reason::account_not_found);
  }
}

TEST_SUITE("decide(RefundPayment)") {
  TEST_CASE("a refund gives the whole payment back") {
    const auto refunded =
        decide(refund_facts(usd(6000), usd(4000)), RefundPayment{payment_id, "Wrong customer"});
    REQUIRE(refunded);
    CHECK(refunded->standing == PaymentStanding::refunded);
    CHECK(refunded->allocated == usd(0));
    CHECK(refunded->credited == usd(0));
    CHECK(refunded->amount == usd(10000));
    CHECK(refunded->refunded_on == test_today);
    CHECK(refunded->refund_reason == "Wrong customer");
  }

  TEST_CASE("a refund needs a reason, a payment that we still have, and its credit there") {
    PaymentFacts facts = refund_facts(usd(6000), usd(4000));
    CHECK(decide(facts, RefundPayment{payment_id, " "}).error().reason == Reason::field_required);
    facts.credit_left_minor = 3999;
    CHECK(decide(facts, RefundPayment{payment_id, "x"}).error().reason == Reason::credit_used);
    facts = refund_facts(usd(6000), usd(4000));
    facts.payment = *decide(facts, RefundPayment{payment_id, "x"});
    CHECK(decide(facts, RefundPayment{payment_id, "x"}).error().reason == Reason::payment_refunded);
    facts.payment.reset();
    CHECK(decide(facts, RefundPayment{payment_id, "x"}).error().reason ==
          Reason::payment_not_found);
  }

  TEST_CASE("a rep may take money and not give it back") {
    PaymentFacts facts = refund_facts(usd(6000), usd(4000));
    facts.actor = a_rep();
    CHECK(decide(facts, RefundPayment{payment_id, "x"}).error().reason == Reason::role_not_allowed);
  }
}

}  // namespace satchel::decide_payment_test
