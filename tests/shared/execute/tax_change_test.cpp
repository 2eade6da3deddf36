// Taxes through the store: what was billed by the table is taken back by it, after it changed.
#include <doctest/doctest.h>

#include "shared/execute/execute.h"
#include "shared/execute/order_money.h"
#include "shared/execute/post_invoice.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/catalog_store.h"
#include "shared/store/ledger_store.h"
#include "shared/store/order_store.h"
#include "shared/store/organisation_store.h"
#include "shared/store/tax_store.h"
#include "tests/shared/execute/subscribed_account.h"
#include "tests/support/books.h"
#include "tests/support/dump.h"

namespace satchel::tax_change_test {
namespace {

const Date start = date(2026, 12, 1);

TaxTable a_table(std::int64_t ppm, bool inclusive) {
  TaxTable table;
  table.rows = {a_tax_row("DE", ppm)};
  table.rows[0].inclusive = inclusive;
  return table;
}

/// An account with support from 1 December, 49.00 a month, of category standard.
struct World : SubscribedAccount {
  explicit World(const TaxTable& table) {
    need(save_account(*tx, account));
    need(save_price_book(*tx, a_price_book()));
    put(table);
    order.document.starts_on = start;
    order.document.items = {an_item(order.id, 0, support)};
    order.document.items[0].tax_category = "standard";
    need(begin_order_billing(*tx, order, start));
  }

  void put(const TaxTable& table) {
    Organisation organisation = an_organisation();
    organisation.taxes = table;
    need(save_organisation(*tx, organisation));
  }
  std::optional<Invoice> plan(Date through) {
    const TaxTable taxes = need(load_tax_table(*tx));
    return SubscribedAccount::plan(through, &taxes);
  }
  Invoice bill(Date through) {
    const auto planned = plan(through);
    REQUIRE(planned);
    return post(*planned, through);
  }
};

}  // namespace

TEST_SUITE("taxes through changes") {
  TEST_CASE("a whole credit is the exact negative, tax included, after the rate changed") {
    for (const bool inclusive : {false, true}) {
      World world(a_table(190'000, inclusive));
      const Invoice billed = world.bill(date(2026, 12, 2));
      CHECK(billed.total == (inclusive ? usd(4900) : usd(5831)));
      world.put(a_table(250'000, !inclusive));
      world.cancel(start);

      const Invoice note = world.bill(date(2026, 12, 31));

      CHECK(note.kind == InvoiceKind::credit_note);
      REQUIRE(note.lines.size() == 1);
      CHECK(note.lines[0].amount + billed.lines[0].amount == usd(0));
      CHECK(note.lines[0].tax + billed.lines[0].tax == usd(0));
      CHECK(note.lines[0].taxed == billed.lines[0].taxed);
      CHECK_FALSE(world.plan(date(2026, 12, 31)));
      CHECK(need(find_account(*world.tx, world.account.id))->credit == billed.total);
    }
  }

  TEST_CASE("two credits of one line never give back more tax than it had") {
    for (const bool inclusive : {false, true}) {
      World world(a_table(190'000, inclusive));
      const Invoice billed = world.bill(date(2026, 12, 2));
      world.cancel(date(2026, 12, 20));
      const Invoice first = world.bill(date(2026, 12, 21));
      // 12 of 31 days: 18.97.
      CHECK((inclusive ? first.total : first.net) == usd(-1897));
      CHECK(first.lines[0].tax == (inclusive ? usd(-303) : usd(-360)));
      need(world.tx->run("UPDATE billable_charge SET ends_on = $1, closed_on = $1", start));
      const Invoice second = world.bill(date(2026, 12, 22));
      CHECK(first.net + second.net + billed.net == usd(0));
      CHECK(first.tax + second.tax + billed.tax == usd(0));
      CHECK_FALSE(world.plan(date(2026, 12, 31)));
    }
  }

  TEST_CASE("a bill once made is not made again, and a draft keeps its taxes") {
    World world(a_table(190'000, false));
    const auto planned = world.plan(date(2026, 12, 2));
    REQUIRE(planned);
    need(save_draft_invoice(*world.tx, *planned));
    world.put(a_table(70'000, true));
    CHECK_FALSE(world.plan(date(2026, 12, 2)));
    CHECK(need(find_invoice(*world.tx, planned->id)) == *planned);
  }

  TEST_CASE("table, category and exemption come back as they were saved") {
    World world(a_table(88'750, true));
    TaxTable table = a_table(88'750, true);
    table.rounding = TaxRounding::invoice;
    table.rows.push_back(table.rows[0]);
    table.rows[1].region = "Bayern";
    table.rows[1].postal_prefix = "80";
    table.rows[1].valid_until = date(2030, 12, 31);
    world.put(table);
    CHECK(need(load_tax_table(*world.tx)) == table);
    CHECK(need(find_organisation(*world.tx))->taxes == table);

    Account exempt = world.account;
    exempt.tax_exemption = {"C-17", "Charity"};
    need(save_account(*world.tx, exempt));
    CHECK(need(find_account(*world.tx, exempt.id)) == exempt);
    const auto planned = world.plan(date(2026, 12, 2));
    need(save_draft_invoice(*world.tx, *planned));
    CHECK(need(find_invoice(*world.tx, planned->id))->tax_exemption == exempt.tax_exemption);
    CHECK(planned->lines[0].taxed.treatment == TaxTreatment::exempt);

    need(save_order(*world.tx, world.order));
    CHECK(need(find_order(*world.tx, world.order.id))->document == world.order.document);
    PriceBook book = a_price_book();
    book.version = 2;
    book.products[0].tax_category = "reduced";
    need(save_price_book(*world.tx, book));
    CHECK(need(find_price_book(*world.tx, 2)) == book);
    const auto charges = need(load_account_charges(*world.tx, exempt.id, date(2027, 1, 1)));
    CHECK(charges[0].tax_category == "standard");
  }
}

}  // namespace satchel::tax_change_test
