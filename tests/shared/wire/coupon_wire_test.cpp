// Coupons in JSON: round trips, what old messages lack, and what is refused.
#include "shared/wire/coupon_wire.h"

#include <doctest/doctest.h>

#include "shared/wire/aggregate_wire.h"
#include "tests/support/builders.h"

namespace satchel::coupon_wire_test {
namespace {

const std::string file =
    R"({"coupons":[{"code":"TEN","name":"Ten","percent":"12.5","amounts":[],"duration":"periods",)"
    R"("periods":3,"products":[")" +
    coffee.text() + R"("],"valid_from":"2026-01-01","redemptions_max":7},)" +
    R"({"code":"FIVER","name":"Five off","amounts":[{"minor":500,"currency":"USD"}],)" +
    R"("duration":"once","valid_from":"2026-01-01","valid_until":"2026-12-31"}]})";

}  // namespace

TEST_SUITE("coupon wire") {
  TEST_CASE("a file is read and written again") {
    const Coupons coupons = need(parse_coupon_file(file));
    REQUIRE(coupons.size() == 2);
    CHECK(coupons[0].percent_ppm == 125'000);
    CHECK(coupons[0].periods == 3);
    CHECK(coupons[0].products == std::vector{coffee});
    CHECK(coupons[0].redemptions_max == 7);
    CHECK(coupons[1].amounts == std::vector{usd(500)});
    CHECK(problems_of(coupons).empty());
    CHECK(coupon_file(coupons) == file);
    std::string wrong = file;
    CHECK_FALSE(parse_coupon_file(wrong.replace(wrong.find("12.5"), 4, "101")));
  }

  TEST_CASE("organisation, order and invoice carry their coupons; without any nothing is new") {
    Organisation organisation = an_organisation();
    organisation.coupons = need(parse_coupon_file(file));
    CHECK(need(read_document(to_json(organisation), Strictness::strict, read_organisation)) ==
          organisation);
    Order order = a_placed_order();
    CHECK(to_json(order).find("coupons") == std::string::npos);
    for (const Coupon& coupon : organisation.coupons) {
      order.document.coupons.push_back(*terms_of(coupon, Currency::usd));
    }
    CHECK(need(read_document(to_json(order), Strictness::strict, read_order)) == order);
    const BillFacts facts{a_company_account(), billable_charges_of(order), {}};
    const Invoice invoice = **plan_bill(facts, date(2026, 12, 1), id_of<InvoiceId>(1));
    CHECK(invoice.lines[0].coupons.size() == 2);
    CHECK(need(read_document(to_json(invoice), Strictness::strict, read_invoice)) == invoice);
  }
}

}  // namespace satchel::coupon_wire_test
