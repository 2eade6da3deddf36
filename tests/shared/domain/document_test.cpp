// Tests of receipts and invoices as documents and as HTML.
#include <doctest/doctest.h>

#include <algorithm>

#include "shared/domain/billing/price_terms.h"
#include "shared/domain/document/describe_document.h"
#include "shared/domain/document/document_html.h"
#include "tests/support/builders.h"

namespace satchel::document_test {
namespace {

Invoice a_posted_invoice() {
  Invoice invoice;
  invoice.id = id_of<InvoiceId>(1);
  invoice.number = 7;
  invoice.state = InvoiceState::posted;
  invoice.account_number = 1001;
  invoice.bill_to_name = "Alfreds Futterkiste";
  invoice.bill_to_address = "Obere Str. 57, 12209 Berlin, Germany";
  invoice.invoice_date = date(2026, 12, 1);
  invoice.due_date = date(2026, 12, 31);
  InvoiceLine line;
  line.name = "Support";
  line.order_number = 1012;
  line.period = {date(2026, 11, 22), date(2026, 12, 1)};
  line.quantity = 2;
  line.unit_price = dec("49.00");
  line.discount_ppm = 50'000;
  line.days_billed = 9;
  line.days_in_period = 30;
  line.amount = usd(2793);
  invoice.lines = {line};
  invoice.net = usd(2793);
  invoice.total = usd(2793);
  return invoice;
}

std::string value_of(const std::vector<DocumentField>& facts, std::string_view label) {
  for (const DocumentField& fact : facts) {
    if (fact.label == label) return fact.value;
  }
  return "no fact " + std::string(label);
}

bool holds(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

TEST_SUITE_BEGIN("document");

TEST_CASE("O11: a quote says so, until when, and that nothing is owed") {
  Order order = a_draft_order(1);
  order.quoted_until = date(2026, 12, 22);
  const Document quote = describe_quote(an_organisation(), a_company_account(), order);

  CHECK(quote.title == "Quote");
  CHECK(quote.number == order.provisional_number);
  CHECK(file_name_of(quote) == "quote-" + order.provisional_number);
  CHECK(value_of(quote.facts, "Valid until") == "22 Dec 2026");
  CHECK(value_of(quote.facts, "Quote date") == "22 Nov 2026");
  REQUIRE(quote.paragraphs.size() == 1);
  CHECK(holds(quote.paragraphs[0], "kept until 22 Dec 2026"));
  CHECK(quote.lines ==
        describe_receipt(an_organisation(), a_company_account(), a_placed_order(1)).lines);
}

TEST_CASE("A12: without a network the same receipt is printed as provisional, and says why") {
  const Document issued =
      describe_receipt(an_organisation(), a_company_account(), a_completed_order(12));
  Document printed = as_provisional(issued);

  CHECK(printed.title == "Provisional receipt");
  CHECK(holds(printed.notice, "Printed without a network"));
  printed.title = issued.title;
  printed.notice = issued.notice;
  CHECK(printed == issued);
}

TEST_CASE("A12: the receipt of a placed order names parties, lines, totals and its number") {
  const Document receipt =
      describe_receipt(an_organisation(), a_company_account(), a_completed_order(12));

  CHECK(receipt.title == "Receipt");
  CHECK(receipt.number == "1012");
  CHECK(receipt.notice.empty());
  CHECK(file_name_of(receipt) == "receipt-1012");
  CHECK(receipt.seller.name == "Satchel Trading Ltd");
  CHECK(receipt.seller.lines ==
        std::vector<std::string>{"1 Harbour Street, Seattle", "Tax ID US-123"});
  CHECK(receipt.customer.name == "Alfreds Futterkiste");
  CHECK(receipt.customer.lines == std::vector<std::string>{"Maria Anders", "Obere Str. 57",
                                                           "12209 Berlin", "Germany",
                                                           "maria1@alfreds.example"});
  CHECK(value_of(receipt.facts, "Order date") == "22 Nov 2026");
  CHECK(value_of(receipt.facts, "Status") == "Completed");
  CHECK(value_of(receipt.facts, "Your reference") == "PO-7");
  REQUIRE(receipt.lines.rows.size() == 2);
  CHECK(receipt.lines.rows[0].cells == std::vector<std::string>{"Coffee", "3", "10.99", "32.97"});
  CHECK(receipt.lines.rows[1].details ==
        std::vector<std::string>{"1 unit", "Every month, in advance"});
  REQUIRE(receipt.totals.size() == 2);
  CHECK(receipt.totals[0].value == "32.97 USD");
  CHECK(receipt.totals[1].label == "Total, every month");
  CHECK(receipt.totals[1].value == "49.00 USD");
}

TEST_CASE("O16: a receipt says tax, what is to pay with it, and what was answered") {
  Order order = a_placed_order();
  order.document.items = {an_item(order.id, 0, coffee, 3)};
  order.document.items[0].tax_ppm = 190'000;
  order.document.items[0].configuration = {{"grind_size", "Coarse"}, {"gift", ""}};

  const Document receipt = describe_receipt(an_organisation(), a_company_account(), order);

  REQUIRE(receipt.lines.rows.size() == 1);
  CHECK(receipt.lines.rows[0].cells ==
        std::vector<std::string>{"Coffee", "3", "10.99", "19 %", "32.97"});
  REQUIRE_FALSE(receipt.lines.rows[0].details.empty());
  CHECK(receipt.lines.rows[0].details.back() == "Grind size: Coarse");
  REQUIRE(receipt.totals.size() == 3);
  CHECK(receipt.totals[0].value == "32.97 USD");
  CHECK(receipt.totals[1].label == "Tax");
  CHECK(receipt.totals[1].value == "6.26 USD");
  CHECK(receipt.totals[2].label == "Total, once");
  CHECK(receipt.totals[2].value == "39.23 USD");
}

TEST_CASE("O16: a receipt says what was paid, and what is left to pay in which way") {
  Order order = a_placed_order();
  order.document.payment_method = PaymentMethod::bank_transfer;
  order.due = usd(3297);
  order.paid = usd(1000);

  const Document receipt = describe_receipt(an_organisation(), a_company_account(), order);

  REQUIRE(receipt.balance.size() == 2);
  CHECK(receipt.balance[0].label == "Paid");
  CHECK(receipt.balance[0].value == "10.00 USD");
  CHECK(receipt.balance[1].label == "Balance due, Bank transfer");
  CHECK(receipt.balance[1].value == "22.97 USD");
}

TEST_CASE("S9: a receipt does not tell its customer that he is a fraud, or was denied") {
  for (const OrderLifecycle stopped : {OrderLifecycle::fraud, OrderLifecycle::denied}) {
    Order order = a_placed_order();
    order.lifecycle = stopped;
    const std::string html =
        to_html(describe_receipt(an_organisation(), a_company_account(), order));
    CHECK_FALSE(holds(html, "Fraud"));
    CHECK_FALSE(holds(html, "Denied"));
  }
}

TEST_CASE("A12: the receipt of a cancelled order asks for no money") {
  Order order = a_placed_order();
  order.due = usd(8'197);
  order.lifecycle = OrderLifecycle::cancelled;
  CHECK(describe_receipt(an_organisation(), a_company_account(), order).balance.empty());
  order.lifecycle = OrderLifecycle::pending;
  CHECK(describe_receipt(an_organisation(), a_company_account(), order).balance.size() == 1);
}

TEST_CASE("a receipt is provisional while the order has no number") {
  Order order = a_placed_order();
  order.number = 0;
  order.provisional_number = "D3-0007";

  const Document receipt = describe_receipt(an_organisation(), a_company_account(), order);

  CHECK(receipt.title == "Provisional receipt");
  CHECK(receipt.number == "D3-0007");
  CHECK_FALSE(receipt.notice.empty());
  CHECK(holds(to_html(receipt), "<h1>Provisional receipt</h1>\n<p class=\"number\">D3-0007</p>"));
}

TEST_CASE("a discount, several charges and freight each have their line") {
  Order order = a_placed_order();
  order.document.items = {an_item(order.id, 0, metered, 2)};
  order.document.items[0].discount_ppm = 100'000;
  order.document.charges = {make_order_charge(order.id, 0, "Freight", usd(1250))};

  const Document receipt = describe_receipt(an_organisation(), a_company_account(), order);

  REQUIRE(receipt.lines.rows.size() == 3);
  CHECK(receipt.lines.rows[0].cells ==
        std::vector<std::string>{"Meter: Set-up", "2", "30.00", "10 %", "54.00"});
  CHECK(receipt.lines.rows[1].cells[4] == "22.50");
  CHECK(receipt.lines.rows[1].details == std::vector<std::string>{"Every month, in arrears"});
  CHECK(receipt.lines.rows[2].cells == std::vector<std::string>{"Freight", "", "", "", "12.50"});
  CHECK(receipt.totals[0].value == "66.50 USD");
}

TEST_CASE("a receipt says what usage will cost, and by which tiers") {
  Order order = a_placed_order();
  order.document.items = {an_item(order.id, 0, metered, 2)};
  ItemCharge& usage = order.document.items[0].charges[1];
  usage.kind = ChargeKind::usage;
  usage.model = ChargeModel::tiered;
  usage.terms = *parse_price_terms("to 100: 0.10; beyond: 0.05");

  const Document receipt = describe_receipt(an_organisation(), a_company_account(), order);

  CHECK(receipt.lines.rows[1].cells ==
        std::vector<std::string>{"Meter: Usage", "", "in tiers", ""});
  CHECK(
      receipt.lines.rows[1].details ==
      std::vector<std::string>{"By usage, every month, in arrears", "to 100: 0.10; beyond: 0.05"});
}

TEST_CASE("an invoice shows number, dates, the prorated line and its total") {
  const Document invoice = describe_invoice(an_organisation(), a_posted_invoice());

  CHECK(invoice.title == "Invoice");
  CHECK(invoice.number == "7");
  CHECK(value_of(invoice.facts, "Due date") == "31 Dec 2026");
  REQUIRE(invoice.lines.rows.size() == 1);
  CHECK(invoice.lines.rows[0].cells ==
        std::vector<std::string>{"Support", "2", "49.00", "5 %", "27.93"});
  CHECK(invoice.lines.rows[0].details ==
        std::vector<std::string>{"22 Nov to 30 Nov 2026, 9 of 30 days", "Order 1012"});
  CHECK(invoice.totals.back().value == "27.93 USD");
}

TEST_CASE("an invoice says how much was used, by which tiers, and what was given back") {
  Invoice posted = a_posted_invoice();
  InvoiceLine usage = posted.lines[0];
  usage.kind = LineKind::usage;
  usage.model = ChargeModel::tiered;
  usage.terms = *parse_price_terms("to 100: 0.10; beyond: 0.05");
  usage.usage = dec("120.5");
  usage.days_billed = usage.days_in_period = 1;
  usage.discount_ppm = 0;
  usage.amount = usd(1103);
  InvoiceLine credit = posted.lines[0];
  credit.kind = LineKind::credit;
  credit.amount = usd(-1470);
  posted.lines = {usage, credit};

  const Document invoice = describe_invoice(an_organisation(), posted);

  CHECK(invoice.lines.rows[0].cells ==
        std::vector<std::string>{"Support", "120.5", "in tiers", "", "11.03"});
  CHECK(invoice.lines.rows[0].details ==
        std::vector<std::string>{"22 Nov to 30 Nov 2026", "What was used in the period",
                                 "to 100: 0.10; beyond: 0.05", "Order 1012"});
  CHECK(invoice.lines.rows[1].cells.back() == "-14.70");
  CHECK(invoice.lines.rows[1].details[1] == "What was billed and is no longer served, given back");
}

TEST_CASE("an exemption stands on the invoice and on the receipt, with its reason") {
  Invoice exempt = a_posted_invoice();
  exempt.tax_exemption = {"C-17", "Charity"};
  const Document invoice = describe_invoice(an_organisation(), exempt);
  CHECK(invoice.facts[2] == DocumentField{"Tax exempt", "Charity"});
  CHECK(invoice.facts[3] == DocumentField{"Certificate", "C-17"});
  Account account = a_company_account();
  account.tax_exemption = exempt.tax_exemption;
  const Document receipt = describe_receipt(an_organisation(), account, a_placed_order());
  CHECK(std::count(receipt.facts.begin(), receipt.facts.end(),
                   DocumentField{"Certificate", "C-17"}) == 1);
}

TEST_CASE("O16: a receipt taxes by the table, within the price or on top") {
  Organisation seller = an_organisation();
  seller.taxes.rows = {a_tax_row("DE-19", 190'000)};
  Order order = a_placed_order();
  order.document.items[0].tax_category = "standard";
  Document receipt = describe_receipt(seller, a_company_account(), order);
  CHECK(receipt.totals[0] == DocumentTotal{"Net, once", "32.97 USD", false});
  CHECK(receipt.totals[1] == DocumentTotal{"Tax", "6.26 USD", false});
  CHECK(receipt.totals[2] == DocumentTotal{"Total, once", "39.23 USD", true});
  seller.taxes.rows[0].inclusive = true;
  receipt = describe_receipt(seller, a_company_account(), order);
  CHECK(receipt.totals[0] == DocumentTotal{"Net, once", "27.71 USD", false});
  CHECK(receipt.totals[1] == DocumentTotal{"Tax", "5.26 USD", false});
  CHECK(receipt.totals[2] == DocumentTotal{"Total, once", "32.97 USD", true});
}

TEST_CASE("tax stands on each line and is summed by rate") {
  Invoice taxed = a_posted_invoice();
  taxed.lines.push_back(taxed.lines[0]);
  taxed.lines[0].tax_ppm = 200'000;
  taxed.lines[0].tax = usd(559);
  taxed.lines[1].tax_ppm = 77'500;
  taxed.lines[1].tax = usd(216);
  taxed.net = usd(5586);
  taxed.tax = usd(775);
  taxed.total = usd(6361);

  const Document invoice = describe_invoice(an_organisation(), taxed);

  CHECK(invoice.lines.rows[0].cells ==
        std::vector<std::string>{"Support", "2", "49.00", "5 %", "20 %", "27.93"});
  CHECK(invoice.totals == std::vector<DocumentTotal>{{"Net", "55.86 USD", false},
                                                     {"Tax 7.75 %", "2.16 USD", false},
                                                     {"Tax 20 %", "5.59 USD", false},
                                                     {"Total", "63.61 USD", true}});
}

TEST_CASE("an invoice's standing says what is left to pay of it, or that it is void") {
  Invoice invoice = a_posted_invoice();
  invoice.paid = usd(1000);
  invoice.credited = usd(500);
  const Document issued = describe_invoice(an_organisation(), invoice);

  Payment payment;
  payment.method = PaymentMethod::check;
  payment.reference = "No. 42";
  payment.taken_on = date(2026, 12, 3);
  payment.allocated = usd(1000);
  const Document standing = with_standing(issued, invoice, {payment});

  REQUIRE(standing.payments.rows.size() == 1);
  CHECK(standing.payments.rows[0].cells ==
        std::vector<std::string>{"Check by mail", "3 Dec 2026", "10.00"});
  CHECK(standing.payments.rows[0].details == std::vector<std::string>{"No. 42"});
  CHECK(standing.balance == std::vector<DocumentTotal>{{"Paid", "10.00 USD", false},
                                                       {"Credited", "5.00 USD", false},
                                                       {"Balance due", "12.93 USD", true}});
  invoice.state = InvoiceState::voided;
  const Document voided = with_standing(issued, invoice, {});
  CHECK(voided.title == "Invoice (void)");
  CHECK(voided.number == "7");
  CHECK(voided.balance.empty());
}

TEST_CASE("an invoice says what of it account credit paid, beside the payments") {
  Invoice invoice = a_posted_invoice();
  invoice.paid = usd(1000);
  const Document issued = describe_invoice(an_organisation(), invoice);
  Payment payment;
  payment.method = PaymentMethod::cash;
  payment.taken_on = date(2026, 12, 3);
  payment.allocated = usd(400);

  CHECK(with_standing(issued, invoice, {payment}).balance ==
        std::vector<DocumentTotal>{{"Paid by account credit", "6.00 USD", false},
                                   {"Paid", "4.00 USD", false},
                                   {"Balance due", "17.93 USD", true}});
  invoice.paid = usd(400);
  CHECK(
      with_standing(issued, invoice, {payment}).balance ==
      std::vector<DocumentTotal>{{"Paid", "4.00 USD", false}, {"Balance due", "23.93 USD", true}});
}

TEST_CASE("a credit note is called one and is not due") {
  Invoice note = plan_credit_note(a_posted_invoice(), date(2026, 12, 5));
  note.number = 3;
  note.state = InvoiceState::posted;

  const Document document = with_standing(describe_invoice(an_organisation(), note), note, {});

  CHECK(document.title == "Credit note");
  CHECK(file_name_of(document) == "credit-note-3");
  CHECK(document.totals.back().value == "-27.93 USD");
  CHECK(value_of(document.facts, "Due date") == "no fact Due date");
  CHECK(document.balance.empty());
}

TEST_CASE("a draft invoice has no number and says that it is none") {
  Invoice draft = a_posted_invoice();
  draft.state = InvoiceState::draft;
  draft.number = 0;

  const Document document = describe_invoice(an_organisation(), draft);

  CHECK(document.title == "Draft invoice");
  CHECK(document.number.empty());
  CHECK_FALSE(document.notice.empty());
}

TEST_CASE("the page escapes what people wrote, and fetches and runs nothing") {
  Account account = a_company_account();
  account.company_name = "<script>alert(\"1\")</script> & 'Söhne' 株式会社 شركة";

  const std::string html = to_html(describe_receipt(an_organisation(), account, a_placed_order()));

  CHECK(holds(html, "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;Söhne&#39;"));
  CHECK(holds(html, "株式会社 شركة"));
  CHECK_FALSE(holds(html, "<script"));
  CHECK_FALSE(holds(html, "src="));
  CHECK_FALSE(holds(html, "href="));
  CHECK_FALSE(holds(html, " style="));
  CHECK_FALSE(holds(document_style(), "url("));
}

TEST_SUITE_END();

}  // namespace
}  // namespace satchel::document_test
