// Posting: numbers without gaps, given once, rolled back with their transaction.
#include "shared/execute/post_invoice.h"

#include <doctest/doctest.h>

#include "shared/store/billing_store.h"
#include "tests/support/dump.h"

namespace satchel::post_invoice_test {
namespace {

const BillRunId run = id_of<BillRunId>(1);

struct Fixture {
  std::unique_ptr<Database> database = a_database();

  Fixture() {
    const auto tx = need(database->begin());
    for (int number = 1; number <= 4; ++number) {
      const Account account = a_company_account(number);
      const BillFacts facts{account, billable_charges_of(a_completed_order(number, account)), {}};
      Invoice draft = **plan_bill(facts, date(2026, 12, 1), id_of<InvoiceId>(number));
      draft.bill_run_id = run;
      draft.account_number = 1000 + number;
      need(save_draft_invoice(*tx, draft));
    }
    need(tx->commit());
  }

  std::vector<std::int64_t> post(Transaction& tx, std::int64_t count_max) {
    std::vector<std::int64_t> numbers;
    const auto drafts = need(load_drafts(tx, run, count_max));
    for (const Invoice& invoice : need(post_invoices(tx, drafts, test_today))) {
      CHECK(need(find_invoice(tx, invoice.id)) == invoice);
      CHECK(invoice.state == InvoiceState::posted);
      CHECK(invoice.version == 1);
      numbers.push_back(invoice.number);
    }
    return numbers;
  }
};

using Numbers = std::vector<std::int64_t>;

}  // namespace

TEST_SUITE("post_invoices") {
  TEST_CASE_FIXTURE(Fixture,
                    "drafts are numbered in their order, chunk after chunk, without gaps") {
    const auto tx = need(database->begin());
    CHECK(post(*tx, 3) == Numbers{1001, 1002, 1003});
    CHECK(post(*tx, 3) == Numbers{1004});
    CHECK(post(*tx, 3).empty());
    CHECK(need(count_invoices(*tx)) == 4);
  }

  TEST_CASE_FIXTURE(Fixture, "a posting that is not committed leaves no gap and no invoice") {
    const std::string before = dump(*database);
    {
      const auto tx = need(database->begin());
      CHECK(post(*tx, 3) == Numbers{1001, 1002, 1003});
    }
    CHECK(dump(*database) == before);
    const auto tx = need(database->begin());
    CHECK(post(*tx, 2) == Numbers{1001, 1002});
  }

  TEST_CASE_FIXTURE(Fixture, "an invoice is posted once; trying again takes no number") {
    const auto tx = need(database->begin());
    const auto drafts = need(load_drafts(*tx, run, 1));
    need(post_invoices(*tx, drafts, test_today));
    const std::string before = dump(*tx);
    need(tx->savepoint());
    const auto refused = post_invoices(*tx, drafts, test_today);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::conflict);
    need(tx->rollback_to_savepoint());
    CHECK(dump(*tx) == before);
  }

  TEST_CASE_FIXTURE(Fixture, "credit notes are numbered in a series of their own") {
    const auto tx = need(database->begin());
    CHECK(post(*tx, 3) == Numbers{1001, 1002, 1003});
    std::vector<Invoice> notes;
    for (const int number : {1, 2}) {
      const auto credited = need(find_invoice(*tx, id_of<InvoiceId>(number)));
      notes.push_back(plan_credit_note(*credited, test_today));
      need(save_draft_invoice(*tx, notes.back()));
    }
    const auto posted = need(post_invoices(*tx, notes, test_today));
    CHECK(posted[0].number == 1001);
    CHECK(posted[1].number == 1002);
    CHECK(need(find_invoice(*tx, posted[0].id)) == posted[0]);
    CHECK(post(*tx, 3) == Numbers{1004});
  }

  TEST_CASE_FIXTURE(Fixture, "posting nothing takes no number") {
    const auto tx = need(database->begin());
    CHECK(need(post_invoices(*tx, {}, test_today)).empty());
    CHECK(need(tx->query("SELECT COUNT(*) FROM number_series"))[0].number(0) == 0);
  }
}

}  // namespace satchel::post_invoice_test
