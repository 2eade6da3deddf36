// Bill runs by the tax table: what the device shows is what is billed, and the books agree.
#include "server/catalogue/tax_act.h"
#include "server/store/ledger_report.h"
#include "server/sync/account_standing.h"
#include "shared/store/organisation_store.h"
#include "shared/wire/aggregate_wire.h"
#include "tests/server/billing/billing_fixture.h"

namespace satchel::server::taxed_run_test {
namespace {

TaxTableRow a_row(std::string code, std::int64_t ppm, std::string category) {
  TaxTableRow row;
  row.code = std::move(code);
  row.name = "VAT";
  row.category = std::move(category);
  row.country = "Germany";
  row.rate_ppm = ppm;
  return row;
}

TaxTable a_table(TaxRounding rounding, bool inclusive) {
  TaxTable table{rounding, {a_row("DE-19", 190'000, "standard"), a_row("DE-7", 70'000, "reduced")}};
  table.rows[0].inclusive = inclusive;
  return table;
}

/// The coffee is taxed as reduced, the support as standard.
Order a_taxed_order(const Account& account) {
  Order order = a_completed_order(1, account);
  order.document.items[0].tax_category = "reduced";
  order.document.items[1].tax_category = "standard";
  return order;
}

struct Desk {
  TestServer server;
  Account account = a_company_account(1);
  Order order;

  explicit Desk(const TaxTable& table, std::vector<CouponTerms> coupons = {}) {
    account.number = 1001;
    account.version = 1;
    server.add_account(account);
    order = a_taxed_order(account);
    order.document.coupons = std::move(coupons);
    put(table);
    server.write([&](const ServerWrite& in) {
      need(save_order(in.tx, order));
      for (const BillableCharge& charge : billable_charges_of(order)) {
        need(save_billable_charge(in.tx, charge));
      }
    });
  }

  void put(const TaxTable& table) {
    server.write([&](const ServerWrite& in) {
      REQUIRE(need(put_tax_table(in, {an_admin().user_id, "Ada"}, table)));
    });
  }

  /// The first invoice by what a device was sent: organisation, account and order as messages.
  Invoice preview() {
    const auto organisation =
        server.read([](Transaction& tx) { return need(find_organisation(tx)); });
    const auto known =
        need(read_document(to_json(*organisation), Strictness::strict, read_organisation));
    const auto customer = need(read_document(to_json(account), Strictness::strict, read_account));
    const auto signed_order = need(read_document(to_json(order), Strictness::strict, read_order));
    return **plan_first_invoice({customer, known.taxes}, signed_order);
  }

  Invoice billed(const BillRun& run) {
    return server.read([&](Transaction& tx) {
      InvoiceQuery query;
      query.bill_run_id = run.id;
      query.drafts = true;
      return *need(find_invoice(tx, need(list_invoices(tx, query)).front().id));
    });
  }
};

/// Takes out what a run gives an invoice of its own.
std::string content_of(Invoice invoice) {
  invoice.id = InvoiceId();
  invoice.bill_run_id = BillRunId();
  invoice.version = invoice.number = 0;
  invoice.state = InvoiceState::draft;
  for (InvoiceLine& line : invoice.lines) line.id = InvoiceLineId();
  return to_json(invoice);
}

}  // namespace

TEST_SUITE("taxed bill runs") {
  TEST_CASE("the device's preview is the invoice, byte for byte, whatever the rounding") {
    for (const TaxRounding rounding : {TaxRounding::line, TaxRounding::invoice}) {
      for (const bool inclusive : {false, true}) {
        Desk desk(a_table(rounding, inclusive));
        const auto dry =
            granted(start_dry(desk.server.context(), an_admin().user_id, first_through));
        const auto run =
            granted(start_run(desk.server.context(), an_admin().user_id, first_through));
        CHECK(dry.digest == run.digest);
        const Invoice invoice = desk.billed(run);
        CHECK(adds_up(invoice));
        CHECK(content_of(desk.preview()) == content_of(invoice));
        // 7 % of 32.97; 19 % of 14.70 and of 49.00, or within them.
        const std::int64_t standard = inclusive ? 235 + 782 : 279 + 931;
        CHECK(invoice.tax == usd(231 + standard));
        CHECK(invoice.total == usd(first_bill_minor + 231 + (inclusive ? 0 : standard)));
      }
    }
  }

  TEST_CASE("with coupons too the preview is the invoice, and nothing is billed twice") {
    for (const bool inclusive : {false, true}) {
      Desk desk(a_table(TaxRounding::invoice, inclusive),
                {{"TEN", "Ten", 100'000, usd(0), CouponDuration::periods, 2, {support}},
                 {"FIVER", "Five off", 0, usd(500), CouponDuration::once, 1, {}}});
      const auto run = granted(start_run(desk.server.context(), an_admin().user_id, first_through));
      const Invoice invoice = desk.billed(run);
      CHECK(content_of(desk.preview()) == content_of(invoice));
      // 10 % off 14.70 and 49.00; then 5.00 off 32.97 and 13.23, by amounts.
      CHECK(priced_amount(invoice.lines[0]) == usd(3297 - 357));
      CHECK(priced_amount(invoice.lines[1]) == usd(1470 - 147 - 143));
      CHECK(priced_amount(invoice.lines[2]) == usd(4900 - 490));
      CHECK(granted(post_run(desk.server.context(), an_admin().user_id, run.id)).state ==
            BillRunState::posted);
      const auto again =
          granted(start_dry(desk.server.context(), an_admin().user_id, first_through));
      CHECK(again.invoice_count == 0);
    }
  }

  TEST_CASE("a second run adds nothing, and the tax report sums by rate") {
    Desk desk(a_table(TaxRounding::line, true));
    const auto run = granted(start_run(desk.server.context(), an_admin().user_id, first_through));
    CHECK(granted(post_run(desk.server.context(), an_admin().user_id, run.id)).state ==
          BillRunState::posted);
    const auto again = granted(start_dry(desk.server.context(), an_admin().user_id, first_through));
    CHECK(again.invoice_count == 0);
    CHECK(again.accounts_failed == 0);
    const auto report = desk.server.read([](Transaction& tx) {
      return need(load_tax_report(tx, {date(2026, 12, 1), date(2026, 12, 31)}));
    });
    REQUIRE(report.size() == 2);
    CHECK(report[0] == TaxRow{"2026-12", 70'000, usd(3'297), usd(231)});
    CHECK(report[1] == TaxRow{"2026-12", 190'000, usd(1'235 + 4'118), usd(235 + 782)});
  }

  TEST_CASE("another table after the run leaves its drafts; an exempt customer is planned again") {
    Desk desk(a_table(TaxRounding::line, false));
    const auto run = granted(start_run(desk.server.context(), an_admin().user_id, first_through));
    const Invoice draft = desk.billed(run);
    desk.put(TaxTable());
    CHECK(desk.billed(run) == draft);
    desk.server.write([&](const ServerWrite& in) {
      REQUIRE(need(set_tax_exemption(in, an_admin(), desk.account.id, {"C-17", "Charity"})));
    });
    const auto posted = granted(post_run(desk.server.context(), an_admin().user_id, run.id));
    CHECK(posted.accounts_failed == 1);
    const auto next =
        granted(start_run(desk.server.context(), an_admin().user_id, date(2026, 12, 2)));
    const Invoice exempt = desk.billed(next);
    CHECK(exempt.tax == usd(0));
    CHECK(exempt.tax_exemption == TaxExemption{"C-17", "Charity"});
  }
}

}  // namespace satchel::server::taxed_run_test
