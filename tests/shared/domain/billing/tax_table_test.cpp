// The tax table: which row applies, what may not stand in it, and what a customer owes by it.
#include "shared/domain/billing/tax_table.h"

#include <doctest/doctest.h>

#include "shared/domain/account/account.h"
#include "tests/support/builders.h"

namespace satchel::tax_table_test {
namespace {

TaxTableRow a_row(std::string code, std::int64_t ppm, std::string country) {
  TaxTableRow row;
  row.code = std::move(code);
  row.name = "VAT";
  row.category = "standard";
  row.country = std::move(country);
  row.rate_ppm = ppm;
  return row;
}

std::string found(const TaxTable& table, const TaxPlace& place, Date on = test_today) {
  const TaxTableRow* row = find_tax_row(table, "standard", place, on);
  return row == nullptr ? "none" : row->code;
}

/// 19 % in Germany, half a year 16 %; New York state, city and one street; nothing elsewhere.
TaxTable a_table() {
  TaxTable table;
  table.rows = {a_row("DE-19", 190'000, "Germany"), a_row("DE-16", 160'000, "Germany"),
                a_row("NY", 40'000, "USA"),         a_row("NYC", 88'750, "USA"),
                a_row("FARM", 10'000, "USA"),       a_row("NYC-10", 88'751, "USA")};
  table.rows[0].valid_until = date(2026, 6, 30);
  table.rows[1].valid_from = date(2026, 7, 1);
  table.rows[1].valid_until = date(2026, 12, 31);
  table.rows[2].region = table.rows[3].region = "NY";
  table.rows[3].postal_prefix = "100";
  table.rows[5].postal_prefix = "10012";
  return table;
}

}  // namespace

TEST_SUITE("tax table") {
  TEST_CASE("the most specific place wins: postal prefix, then region, then country") {
    const TaxTable table = a_table();
    CHECK(found(table, {"USA", "", ""}) == "FARM");
    CHECK(found(table, {"USA", "NY", "12207"}) == "NY");
    CHECK(found(table, {"usa", " ny ", "10001-2345"}) == "NYC");
    CHECK(found(table, {"USA", "NY", "10 012"}) == "NYC-10");
    CHECK(found(table, {"USA", "CA", "10012"}) == "NYC-10");
    CHECK(found(table, {"USA", "CA", "10001"}) == "FARM");
    CHECK(found(table, {"France", "", ""}) == "none");
    CHECK(find_tax_row(table, "reduced", {"USA", "", ""}, test_today) == nullptr);
  }

  TEST_CASE("a row counts from its first to its last day") {
    const TaxTable table = a_table();
    const TaxPlace berlin{"Germany", "", "12209"};
    CHECK(found(table, berlin, date(2026, 6, 30)) == "DE-19");
    CHECK(found(table, berlin, date(2026, 7, 1)) == "DE-16");
    CHECK(found(table, berlin, date(2026, 12, 31)) == "DE-16");
    CHECK(found(table, berlin, date(2027, 1, 1)) == "none");
  }

  TEST_CASE("rows of one category and place may follow each other and not overlap") {
    TaxTable table = a_table();
    CHECK(problems_of(table).empty());
    CHECK_FALSE(find_overlap(table));
    table.rows[0].valid_until = date(2026, 7, 1);
    CHECK(find_overlap(table) == std::pair<std::size_t, std::size_t>(0, 1));
    table.rows[1].country = "GERMANY ";
    CHECK(find_overlap(table) == std::pair<std::size_t, std::size_t>(0, 1));
    table.rows[0].valid_until.reset();
    CHECK(find_overlap(table) == std::pair<std::size_t, std::size_t>(0, 1));
    table.rows[1].category = "reduced";
    CHECK_FALSE(find_overlap(table));
  }

  TEST_CASE("what is malformed is named by its path") {
    TaxTable table = a_table();
    table.rows[0].country.clear();
    table.rows[1].rate_ppm = 1'000'001;
    table.rows[2].valid_until = date(1969, 12, 31);
    table.rows[3].name = "two\nlines";
    table.rows[4].code = std::string(101, 'x');
    CHECK(problems_of(table) ==
          std::vector<FieldProblem>{{"rows[0].country", Reason::field_required},
                                    {"rows[1].rate", Reason::field_invalid},
                                    {"rows[2].valid_until", Reason::end_before_start},
                                    {"rows[3].name", Reason::field_invalid},
                                    {"rows[4].code", Reason::field_too_long}});
  }

  TEST_CASE("a product's own rate, a row, a category nobody lists, and an exempt customer") {
    const TaxTable table = a_table();
    Account account = a_company_account();
    const TaxTerms terms = tax_terms_of(account, &table);
    CHECK(rate_of(terms, {"", 70'000}, test_today).ppm == 70'000);
    CHECK(rate_of(terms, {"", 70'000}, test_today).how == LineTax{});

    const RatedTax listed = rate_of(terms, {"standard", 0}, test_today);
    CHECK(listed.ppm == 160'000);
    CHECK(listed.how == LineTax{TaxTreatment::table, "standard", "DE-16", "VAT", "Germany",
                                test_today, false, TaxRounding::line});
    const RatedTax unlisted = rate_of(terms, {"books", 0}, test_today);
    CHECK(unlisted.ppm == 0);
    CHECK(unlisted.how.treatment == TaxTreatment::unlisted);

    account.tax_exemption = {"C-17", "Charity"};
    const TaxTerms freed = tax_terms_of(account, &table);
    for (const RatedTax& none :
         {rate_of(freed, {"standard", 0}, test_today), rate_of(freed, {"", 70'000}, test_today)}) {
      CHECK(none.ppm == 0);
      CHECK(none.how.treatment == TaxTreatment::exempt);
    }
  }
}

TEST_SUITE("tax exemption") {
  TEST_CASE("the office gives certificate and reason together, and takes both away") {
    AccountFacts facts;
    facts.actor = an_admin();
    facts.account = a_company_account();
    facts.at = test_now;
    const auto exempt = decide(facts, TaxExemption{"C-17", "Charity"});
    REQUIRE(exempt);
    CHECK(exempt->tax_exemption == TaxExemption{"C-17", "Charity"});
    CHECK(exempt->history.back().detail == "tax_exemption");
    CHECK(decide(facts, TaxExemption{"C-17", ""}).error().fields[0].field == "reason");
    CHECK(decide(facts, TaxExemption{"", "Charity"}).error().fields[0].field == "certificate");
    CHECK(decide(facts, TaxExemption{"C\n17", "Charity"}).error().reason == Reason::field_invalid);
    facts.account = *exempt;
    CHECK(decide(facts, TaxExemption{})->tax_exemption == TaxExemption{});
    facts.actor = a_rep();
    CHECK(decide(facts, TaxExemption{}).error().reason == Reason::role_not_allowed);
  }

  TEST_CASE("a customer cannot be created exempt") {
    AccountFacts facts;
    facts.actor = an_admin();
    facts.organisation = an_organisation();
    facts.at = test_now;
    CreateAccount command{a_company_account(), std::string(2 * 80, 'a')};
    command.account.tax_exemption = {"C-17", "Charity"};
    const auto created = decide(facts, command);
    REQUIRE(created);
    CHECK(created->tax_exemption == TaxExemption{});
  }
}

}  // namespace satchel::tax_table_test
