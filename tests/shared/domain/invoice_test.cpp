// Invoices: tax on every line, what is left to pay, and the credit note that takes one back.
#include "shared/domain/billing/invoice.h"

#include <doctest/doctest.h>

#include "shared/domain/limits.h"
#include "shared/domain/subscription/subscription.h"
#include "tests/support/builders.h"

namespace satchel::invoice_test {
namespace {

/// Three coffees at 10.99 and support from 22 November, all taxed at `tax_ppm`.
Invoice an_invoice(std::int64_t tax_ppm) {
  BillFacts facts{a_company_account(), billable_charges_of(a_completed_order()), {}};
  for (BillableCharge& charge : facts.charges) charge.tax_ppm = tax_ppm;
  return **plan_bill(facts, date(2026, 12, 1), id_of<InvoiceId>(1));
}

Invoice a_posted(std::int64_t tax_ppm = 190'000) {
  Invoice invoice = an_invoice(tax_ppm);
  invoice.number = 1001;
  invoice.version = 1;
  invoice.state = InvoiceState::posted;
  return invoice;
}

}  // namespace

TEST_SUITE("tax on invoices") {
  TEST_CASE("each line's tax is rounded once, and total is net and tax") {
    const Invoice invoice = an_invoice(190'000);

    REQUIRE(invoice.lines.size() == 3);
    CHECK(invoice.lines[0].amount == usd(3297));
    CHECK(invoice.lines[0].tax == usd(626));  // 6.2643
    CHECK(invoice.lines[1].amount == usd(1470));
    CHECK(invoice.lines[1].tax == usd(279));  // 2.793
    CHECK(invoice.lines[2].tax == usd(931));
    CHECK(invoice.lines[2].tax_ppm == 190'000);
    CHECK(invoice.net == usd(9667));
    CHECK(invoice.tax == usd(1836));
    CHECK(invoice.total == usd(11503));
    CHECK(adds_up(invoice));
  }

  TEST_CASE("half a minor unit of tax is rounded away from zero") {
    CHECK(an_invoice(50'000).lines[1].tax == usd(74));   // 0.735
    CHECK(an_invoice(50'000).lines[0].tax == usd(165));  // 1.6485
  }

  TEST_CASE("without tax the total is the net amount") {
    const Invoice invoice = an_invoice(0);
    CHECK(invoice.tax == usd(0));
    CHECK(invoice.total == invoice.net);
    CHECK(invoice.total == usd(9667));
  }

  TEST_CASE("an invoice whose sums are not those of its lines does not add up") {
    for (const auto& spoil : std::vector<void (*)(Invoice&)>{
             [](Invoice& each) { each.net.minor += 1; }, [](Invoice& each) { each.tax.minor += 1; },
             [](Invoice& each) { each.total.minor += 1; },
             [](Invoice& each) { each.lines[0].tax.minor += 1; },
             [](Invoice& each) { each.lines[1].amount.minor = INT64_MAX; },
             [](Invoice& each) { each.lines[2].amount.currency = Currency::eur; }}) {
      Invoice invoice = an_invoice(190'000);
      spoil(invoice);
      CHECK_FALSE(adds_up(invoice));
    }
  }

  TEST_CASE("a taxed total beyond the limit is refused") {
    BillFacts facts{a_company_account(), billable_charges_of(a_completed_order()), {}};
    BillableCharge& charge = facts.charges[0];
    charge.quantity = quantity_max;
    charge.unit_price = dec("9999999");
    charge.tax_ppm = tax_ppm_whole;
    facts.charges.assign(501, charge);
    for (std::size_t index = 0; index < facts.charges.size(); ++index) {
      facts.charges[index].id = id_of<BillableChargeId>(static_cast<int>(index));
    }
    const auto refused = plan_bill(facts, date(2026, 12, 1), id_of<InvoiceId>(1));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason == Reason::amount_out_of_range);
  }
}

TEST_SUITE("balance_of") {
  TEST_CASE("what is left to pay is the total less paid and credited") {
    Invoice invoice = a_posted();
    CHECK(balance_of(invoice) == usd(11503));
    invoice.paid = usd(1503);
    CHECK(balance_of(invoice) == usd(10000));
    invoice.credited = usd(10000);
    CHECK(balance_of(invoice) == usd(0));
  }

  TEST_CASE("nothing is left to pay of a void invoice; one on hold is still owed") {
    Invoice invoice = a_posted();
    invoice.on_hold = true;
    CHECK(balance_of(invoice) == invoice.total);
    invoice.state = InvoiceState::voided;
    CHECK(balance_of(invoice) == usd(0));
  }
}

TEST_SUITE("plan_credit_note") {
  TEST_CASE("a credit note mirrors the invoice with negated amounts") {
    const Invoice invoice = a_posted();

    const Invoice note = plan_credit_note(invoice, date(2026, 12, 9));

    CHECK(note.id != invoice.id);
    CHECK(note.kind == InvoiceKind::credit_note);
    CHECK(note.state == InvoiceState::draft);
    CHECK(note.number == 0);
    CHECK(note.credits_invoice_id == invoice.id);
    CHECK(note.invoice_date == date(2026, 12, 9));
    CHECK(note.bill_to_name == invoice.bill_to_name);
    CHECK(note.total == usd(-11503));
    CHECK(note.total + invoice.total == usd(0));
    CHECK(note.tax + invoice.tax == usd(0));
    CHECK(adds_up(note));
    CHECK(balance_of(note) == usd(0));
    REQUIRE(note.lines.size() == invoice.lines.size());
    CHECK(note.lines[0].amount == usd(-3297));
    CHECK(note.lines[0].tax == usd(-626));
    CHECK(note.lines[0].period == invoice.lines[0].period);
    CHECK(note.lines[0].id != invoice.lines[0].id);
  }

  TEST_CASE("the same invoice always gives the same credit note") {
    CHECK(plan_credit_note(a_posted(), test_today) == plan_credit_note(a_posted(), test_today));
  }
}

}  // namespace satchel::invoice_test
