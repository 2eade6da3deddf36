// Taxes in JSON: round trips, what old messages lack, and what is refused.
#include "shared/wire/tax_wire.h"

#include <doctest/doctest.h>

#include "shared/wire/aggregate_wire.h"
#include "tests/support/builders.h"

namespace satchel::tax_wire_test {
namespace {

constexpr std::string_view file =
    R"({"rounding":"invoice","rows":[{"code":"NYC","name":"Sales tax","category":"standard",)"
    R"("country":"USA","region":"NY","postal_prefix":"100","rate":"8.875","inclusive":false,)"
    R"("valid_from":"2026-01-01","valid_until":null}]})";

template <class T, class Read>
T again(const T& value, Read read) {
  return need(read_document(to_json(value), Strictness::strict, read));
}

}  // namespace

TEST_SUITE("tax wire") {
  TEST_CASE("a table is read from a file and written again") {
    const TaxTable table = need(parse_tax_table(file));
    CHECK(table.rounding == TaxRounding::invoice);
    REQUIRE(table.rows.size() == 1);
    CHECK(table.rows[0].rate_ppm == 88'750);
    CHECK(need(parse_tax_table(to_json(table))) == table);
  }

  TEST_CASE("rates lie between 0 and 100 per cent, with at most four decimals") {
    const auto with_rate = [](const std::string& rate) {
      std::string text(file);
      return text.replace(text.find("8.875"), 5, rate);
    };
    CHECK(need(parse_tax_table(with_rate("0.0001"))).rows[0].rate_ppm == 1);
    CHECK(need(parse_tax_table(with_rate("100.00000"))).rows[0].rate_ppm == 1'000'000);
    for (const char* wrong : {"8.87501", "-1", "100.0001", "much"}) {
      const auto refused = parse_tax_table(with_rate(wrong));
      REQUIRE_FALSE(refused);
      CHECK(refused.error().message.find("rate") != std::string::npos);
    }
  }

  TEST_CASE("organisation, account, order, product and invoice carry their taxes") {
    Organisation organisation = an_organisation();
    organisation.taxes = need(parse_tax_table(file));
    CHECK(again(organisation, read_organisation) == organisation);

    Account account = a_company_account();
    account.tax_exemption = {"C-17", "Charity"};
    CHECK(again(account, read_account) == account);

    Order order = a_placed_order();
    order.document.items[0].tax_category = "standard";
    CHECK(again(order, read_order) == order);

    PriceBook book = a_price_book();
    book.products[0].tax_category = "standard";
    CHECK(need(parse_price_book(to_json(book))) == book);

    BillFacts facts{account, billable_charges_of(a_completed_order()), {}};
    facts.charges[0].tax_category = "standard";
    facts.taxes = &organisation.taxes;
    const Invoice invoice = **plan_bill(facts, date(2026, 12, 1), id_of<InvoiceId>(1));
    CHECK(invoice.lines[0].taxed.treatment == TaxTreatment::exempt);
    CHECK(again(invoice, read_invoice) == invoice);
  }

  TEST_CASE("without taxes messages are what they were") {
    CHECK(to_json(an_organisation()).find("taxes") == std::string::npos);
    CHECK(to_json(a_company_account()).find("tax_exemption") == std::string::npos);
    CHECK(to_json(a_placed_order()).find("tax_category") == std::string::npos);
    const BillFacts facts{a_company_account(), billable_charges_of(a_completed_order()), {}};
    const Invoice invoice = **plan_bill(facts, date(2026, 12, 1), id_of<InvoiceId>(1));
    CHECK(to_json(invoice).find("taxed") == std::string::npos);
  }
}

}  // namespace satchel::tax_wire_test
