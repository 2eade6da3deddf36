// Taxes of invoice lines, in figures: by day, place and rounding, within prices, mirrored.
#include "shared/domain/billing/tax_lines.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "shared/domain/billing/explain_line.h"
#include "shared/domain/limits.h"
#include "shared/domain/subscription/subscription.h"
#include "tests/support/builders.h"

namespace satchel::tax_lines_test {
namespace {

/// 19 % until the end of November 2026, 16 % from December on.
TaxTable a_table() {
  TaxTable table;
  table.rows = {a_tax_row("DE-19", 190'000), a_tax_row("DE-16", 160'000)};
  table.rows[0].valid_until = date(2026, 11, 30);
  table.rows[1].valid_from = date(2026, 12, 1);
  return table;
}

/// A line as priced, rated and not yet taxed.
InvoiceLine a_line(Money priced, std::int64_t ppm, bool inclusive, TaxRounding rounding) {
  InvoiceLine line;
  line.amount = priced;
  line.tax = {0, priced.currency};
  line.tax_ppm = ppm;
  line.taxed = {TaxTreatment::table, "standard", "X", "VAT", "X", test_today, inclusive, rounding};
  return line;
}

std::vector<InvoiceLine> taxed(const std::vector<Money>& prices, std::int64_t ppm, bool inclusive,
                               TaxRounding rounding) {
  std::vector<InvoiceLine> lines;
  for (const Money& price : prices) lines.push_back(a_line(price, ppm, inclusive, rounding));
  tax_lines(lines, Rounding::half_up);
  return lines;
}

std::vector<std::int64_t> taxes_of(const std::vector<InvoiceLine>& lines) {
  std::vector<std::int64_t> taxes;
  for (const InvoiceLine& line : lines) taxes.push_back(line.tax.minor);
  return taxes;
}

using Minors = std::vector<std::int64_t>;

/// Three coffees at 10.99 and support at 49.00 a month from 22 November, all of one category.
BillFacts facts_of(const TaxTable& table) {
  BillFacts facts{a_company_account(), billable_charges_of(a_completed_order()), {}};
  for (BillableCharge& charge : facts.charges) charge.tax_category = "standard";
  facts.taxes = &table;
  facts.policy.credits_unused = true;
  return facts;
}

Invoice bill(const BillFacts& facts, Date through) {
  const auto planned = plan_bill(facts, through, id_of<InvoiceId>(1));
  REQUIRE(planned);
  REQUIRE(*planned);
  CHECK(adds_up(**planned));
  return **planned;
}

std::string told(const InvoiceLine& line, std::string_view title) {
  for (const ExplainedStep& step : explain_line(line)) {
    if (step.title == title) return step.words + (step.amount.empty() ? "" : " = " + step.amount);
  }
  return "nothing";
}

const Date december = date(2026, 12, 1);

}  // namespace

TEST_SUITE("tax on lines") {
  TEST_CASE("the day of the line decides: once, in advance, in arrears") {
    const TaxTable table = a_table();
    BillFacts facts = facts_of(table);
    const Invoice invoice = bill(facts, december);
    REQUIRE(invoice.lines.size() == 3);
    CHECK(invoice.lines[0].tax == usd(626));  // Coffee on 22 November: 19 % of 32.97.
    CHECK(invoice.lines[1].tax == usd(279));  // Support from 22 November: 19 % of 14.70.
    CHECK(invoice.lines[2].tax == usd(784));  // Support of December, in advance: 16 % of 49.00.
    CHECK(invoice.lines[2].taxed.on == december);
    CHECK(invoice.total == usd(3297 + 1470 + 4900 + 626 + 279 + 784));

    // In arrears November's last day decides, although the bill is of December.
    facts.charges[1].timing = ChargeTiming::in_arrears;
    const Invoice arrears = bill(facts, december);
    REQUIRE(arrears.lines.size() == 2);
    CHECK(arrears.lines[1].taxed.on == date(2026, 11, 30));
    CHECK(arrears.lines[1].tax == usd(279));
    // A bill that comes late taxes the same.
    CHECK(bill(facts, date(2027, 1, 1)).lines[1].tax == usd(279));
  }

  TEST_CASE("explain names category, row, rate, day and rounding") {
    TaxTable table = a_table();
    CHECK(told(bill(facts_of(table), december).lines[2], "Tax") == "16 % on top = 7.84 USD");
    CHECK(told(bill(facts_of(table), december).lines[2], "Tax rate") ==
          "VAT (DE-16) of category standard in Germany, as on 1 Dec 2026");
    table.rounding = TaxRounding::invoice;
    CHECK(told(bill(facts_of(table), december).lines[2], "Tax") ==
          "16 % on top, rounded once for all lines of this rate = 7.84 USD");
    table.rows[1].inclusive = true;
    const InvoiceLine within = bill(facts_of(table), december).lines[2];
    CHECK(within.amount == usd(4224));  // 49.00 / 1.16 = 42.2414
    CHECK(within.tax == usd(676));
    CHECK(told(within, "Rounding").ends_with("= 49.00 USD"));
    CHECK(told(within, "Tax").starts_with("16 % within the price"));
    CHECK(told(within, "Net").ends_with("= 42.24 USD"));
    CHECK(told(within, "Total") == " = 49.00 USD");
    table.rows.clear();
    CHECK(told(bill(facts_of(table), december).lines[2], "Tax") ==
          "None: the tax table lists no category standard for the customer's address on 1 Dec "
          "2026 = 0.00 USD");
  }

  TEST_CASE("an exempt customer owes none, and the invoice says why") {
    TaxTable table = a_table();
    table.rows[1].inclusive = true;
    BillFacts facts = facts_of(table);
    facts.account.tax_exemption = {"C-17", "Charity"};
    const Invoice invoice = bill(facts, december);
    CHECK(invoice.tax == usd(0));
    CHECK(invoice.total == usd(3297 + 1470 + 4900));
    CHECK(invoice.tax_exemption == TaxExemption{"C-17", "Charity"});
    CHECK(told(invoice.lines[0], "Tax") == "None: the customer is exempt = 0.00 USD");
  }

  TEST_CASE("without categories and table everything is billed as before") {
    BillFacts facts{a_company_account(), billable_charges_of(a_completed_order()), {}};
    for (BillableCharge& charge : facts.charges) charge.tax_ppm = 190'000;
    const Invoice before = bill(facts, december);
    const TaxTable table = a_table();
    facts.taxes = &table;
    CHECK(bill(facts, december) == before);
    CHECK(taxes_of(before.lines) == Minors{626, 279, 931});
  }
}

TEST_SUITE("tax rounding") {
  TEST_CASE("per line each is rounded; per invoice the rest goes to the largest remainders") {
    // 19 % of 0.03 is 0.0057, of 0.02 is 0.0038: 0.0209 together.
    const std::vector<Money> prices{eur(3), eur(3), eur(2), eur(3)};
    CHECK(taxes_of(taxed(prices, 190'000, false, TaxRounding::line)) == Minors{1, 1, 0, 1});
    CHECK(taxes_of(taxed(prices, 190'000, false, TaxRounding::invoice)) == Minors{1, 1, 0, 0});
    const std::vector<Money> yen{jpy(103), jpy(104), jpy(106)};  // 10 %: 10.3, 10.4, 10.6 are 31.3.
    CHECK(taxes_of(taxed(yen, 100'000, false, TaxRounding::line)) == Minors{10, 10, 11});
    CHECK(taxes_of(taxed(yen, 100'000, false, TaxRounding::invoice)) == Minors{10, 10, 11});
    const std::vector<Money> more{jpy(104), jpy(104), jpy(104)};  // 31.2 against 30.
    CHECK(taxes_of(taxed(more, 100'000, false, TaxRounding::line)) == Minors{10, 10, 10});
    CHECK(taxes_of(taxed(more, 100'000, false, TaxRounding::invoice)) == Minors{11, 10, 10});
    const std::vector<Money> dinars{kwd(12'345), kwd(1), kwd(9)};  // 5 %: 617.25, 0.05, 0.45.
    CHECK(taxes_of(taxed(dinars, 50'000, false, TaxRounding::line)) == Minors{617, 0, 0});
    CHECK(taxes_of(taxed(dinars, 50'000, false, TaxRounding::invoice)) == Minors{617, 0, 1});
  }

  TEST_CASE("negative amounts, halves, and rates with four decimals") {
    CHECK(tax_of(usd(-3297), 190'000, false, Rounding::half_up) == usd(-626));
    CHECK(tax_of(usd(50), 10'000, false, Rounding::half_up) == usd(1));
    CHECK(tax_of(usd(-50), 10'000, false, Rounding::half_up) == usd(-1));
    CHECK(tax_of(usd(50), 10'000, false, Rounding::half_even) == usd(0));
    CHECK(tax_of(usd(150), 10'000, false, Rounding::half_even) == usd(2));
    CHECK(tax_of(usd(-50), 10'000, false, Rounding::half_even) == usd(0));
    CHECK(tax_of(usd(10'000), 88'751, false, Rounding::half_up) == usd(888));  // 8.8751 %.
    CHECK(tax_of(usd(amount_minor_max), tax_ppm_whole, false, Rounding::half_up) ==
          usd(amount_minor_max));
    const auto late = taxed({usd(-50), usd(-50), usd(30)}, 10'000, false, TaxRounding::invoice);
    CHECK(taxes_of(late) == Minors{0, -1, 0});  // -0.7 together.
  }

  TEST_CASE("within the price: the net is the price less the tax") {
    struct Case {
      std::int64_t gross, ppm, net, tax;
    };
    for (const Case& each : {Case{12'440, 80'000, 11'519, 921}, Case{5'250, 120'000, 4'687, 563},
                             Case{1'190, 210'000, 983, 207}, Case{280, 210'000, 231, 49}}) {
      const auto lines = taxed({eur(each.gross)}, each.ppm, true, TaxRounding::line);
      CHECK(lines[0].amount == eur(each.net));
      CHECK(lines[0].tax == eur(each.tax));
      CHECK(priced_amount(lines[0]) == eur(each.gross));
    }
  }

  TEST_CASE("lines of one rate sum to its tax, in every currency, and prices stay exact") {
    CHECK(rc::check([] {
      const auto currency =
          *rc::gen::element(Currency::eur, Currency::jpy, Currency::kwd, Currency::usd);
      const bool inclusive = *rc::gen::arbitrary<bool>();
      const std::int64_t ppm = *rc::gen::inRange<std::int64_t>(0, 300'000);
      const auto minors = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::int64_t>>(
          rc::gen::inRange<std::int64_t>(-5'000'000, 50'000'000)));
      std::vector<Money> prices;
      Money sum{0, currency};
      for (const std::int64_t minor : minors) {
        prices.push_back({minor, currency});
        sum = sum + prices.back();
      }
      const auto together = taxed(prices, ppm, inclusive, TaxRounding::invoice);
      Money tax{0, currency};
      for (std::size_t index = 0; index < together.size(); ++index) {
        const InvoiceLine& line = together[index];
        tax = tax + line.tax;
        RC_ASSERT(priced_amount(line) == prices[index]);
        const Money alone = tax_of(prices[index], ppm, inclusive, Rounding::half_up);
        RC_ASSERT(std::abs(line.tax.minor - alone.minor) <= 1);
      }
      RC_ASSERT(tax == tax_of(sum, ppm, inclusive, Rounding::half_up));
      const auto apart = taxed(prices, ppm, inclusive, TaxRounding::line);
      for (std::size_t index = 0; index < apart.size(); ++index) {
        RC_ASSERT(apart[index].tax == tax_of(prices[index], ppm, inclusive, Rounding::half_up));
      }
    }));
  }
}

TEST_SUITE("credits mirror the tax they take back") {
  /// The support of December, billed, then cancelled on the day, under another table.
  Invoice credited(const TaxTable& before, const TaxTable& after, Date on) {
    BillFacts facts = facts_of(before);
    facts.charges.erase(facts.charges.begin());
    facts.charges[0].start = december;
    facts.slots = {slot_of(bill(facts, date(2026, 12, 2)).lines[0])};
    facts.charges[0].end = on;
    facts.charges[0].closed_on = on;
    facts.taxes = &after;
    return bill(facts, date(2026, 12, 31));
  }

  TEST_CASE("a whole line is taken back by its exact negative, whatever the rate is now") {
    TaxTable before = a_table();
    TaxTable after;
    after.rows = {a_tax_row("DE-25", 250'000)};
    Invoice note = credited(before, after, december);
    CHECK(note.kind == InvoiceKind::credit_note);
    CHECK(note.lines[0].amount == usd(-4900));
    CHECK(note.lines[0].tax == usd(-784));
    CHECK(note.lines[0].tax_ppm == 160'000);
    CHECK(note.lines[0].taxed.code == "DE-16");
    CHECK(told(note.lines[0], "Tax") == "16 % on top, as it was billed = -7.84 USD");

    before.rows[1].inclusive = true;
    note = credited(before, after, december);
    CHECK(note.lines[0].amount == usd(-4224));
    CHECK(note.lines[0].tax == usd(-676));
    CHECK(note.total == usd(-4900));
  }

  TEST_CASE("a part takes its share of the tax") {
    TaxTable before = a_table();
    // 21 of 31 days of 49.00 are 33.19; 16 % of that is 5.31.
    Invoice note = credited(before, before, date(2026, 12, 11));
    CHECK(note.lines[0].amount == usd(-3319));
    CHECK(note.lines[0].tax == usd(-531));
    before.rows[1].inclusive = true;
    note = credited(before, TaxTable(), date(2026, 12, 11));
    CHECK(note.total == usd(-3319));
    CHECK(note.lines[0].tax == usd(-458));  // 33.19 × 16 / 116.
  }

  TEST_CASE("the order's preview and schedule go by the table") {
    const TaxTable table = a_table();
    const Account account = a_company_account();
    Order order = a_completed_order();
    for (OrderItem& item : order.document.items) item.tax_category = "standard";
    const auto preview = plan_first_invoice({account, table}, order);
    REQUIRE(preview);
    BillFacts facts{account, billable_charges_of(order), {}};
    facts.taxes = &table;
    CHECK(*preview == *plan_bill(facts, december, InvoiceId::derive(order.id.text(), "preview")));
    CHECK((*preview)->tax == usd(626 + 279 + 784));
    CHECK((*plan_schedule({account, table}, order, 3))[1] == usd(4900 + 784));
    const auto totals = totals_of(order.document, tax_terms_of(account, &table));
    CHECK(totals->tax == usd(626));
    CHECK(totals_of(order.document)->tax == usd(0));
  }
}

}  // namespace satchel::tax_lines_test
