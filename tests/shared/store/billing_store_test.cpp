// The billing store: subscriptions, charges, slots and invoices.
#include "shared/store/billing_store.h"

#include <doctest/doctest.h>

#include "shared/store/account_store.h"
#include "tests/support/dump.h"

namespace satchel::billing_store_test {
namespace {

const BillRunId run = id_of<BillRunId>(1);

struct Fixture {
  std::unique_ptr<Database> database = a_database();
  std::unique_ptr<Transaction> tx = need(database->begin());

  void save_charges(const Order& order) {
    for (const BillableCharge& charge : billable_charges_of(order)) {
      need(save_billable_charge(*tx, charge));
    }
  }

  std::vector<std::int64_t> numbers(const InvoiceQuery& query) {
    std::vector<std::int64_t> found;
    for (const Invoice& invoice : need(list_invoices(*tx, query))) found.push_back(invoice.number);
    return found;
  }
};

/// The draft of the first bill of the order `number`.
Invoice a_draft(int number = 1, const Account& account = a_company_account()) {
  const BillFacts facts{account, billable_charges_of(a_completed_order(number, account)), {}};
  Invoice invoice = **plan_bill(facts, date(2026, 12, 1), id_of<InvoiceId>(number));
  invoice.bill_run_id = run;
  invoice.account_number = 1000 + number;
  return invoice;
}

Invoice a_posted(int number = 1, const Account& account = a_company_account()) {
  Invoice invoice = a_draft(number, account);
  invoice.number = 1000 + number;
  invoice.version = 1;
  invoice.state = InvoiceState::posted;
  return invoice;
}

using Numbers = std::vector<std::int64_t>;

}  // namespace

TEST_SUITE("subscriptions in the store") {
  TEST_CASE_FIXTURE(Fixture, "a subscription comes back as it was saved, changed and erased") {
    Subscription subscription = subscriptions_of(a_completed_order())[0];
    subscription.version = 1;
    need(save_subscription(*tx, subscription));
    CHECK(need(find_subscription(*tx, subscription.id)) == subscription);

    subscription.end = date(2027, 1, 1);
    subscription.state = SubscriptionState::ended;
    subscription.version = 2;
    need(save_subscription(*tx, subscription));
    CHECK(need(find_subscription(*tx, subscription.id)) == subscription);

    need(erase_subscription(*tx, subscription.id));
    CHECK_FALSE(need(find_subscription(*tx, subscription.id)));
  }

  TEST_CASE_FIXTURE(Fixture, "subscriptions are listed newest first, of all or of one account") {
    Subscription older = subscriptions_of(a_completed_order(1))[0];
    older.start = date(2026, 1, 1);
    const Subscription newer = subscriptions_of(a_completed_order(2, a_company_account(2)))[0];
    need(save_subscription(*tx, older));
    need(save_subscription(*tx, newer));
    CHECK(need(list_subscriptions(*tx, {})) == std::vector{newer, older});
    CHECK(need(list_subscriptions(*tx, older.account_id)) == std::vector{older});
  }
}

TEST_SUITE("bill facts") {
  TEST_CASE_FIXTURE(Fixture, "an account's charges that start by the cycle's end are loaded") {
    Order later = a_completed_order(2);
    later.document.ordered_on = date(2026, 12, 2);
    save_charges(a_completed_order(1));
    save_charges(later);
    save_charges(a_completed_order(3, a_company_account(3)));

    const BillFacts facts = need(load_bill_facts(*tx, a_company_account(), date(2026, 12, 1)));

    CHECK(facts.charges == billable_charges_of(a_completed_order(1)));
    CHECK(facts.slots.empty());
    CHECK(facts.account == a_company_account());
  }

  TEST_CASE_FIXTURE(Fixture, "a charge that exists is left as it is") {
    BillableCharge charge = billable_charges_of(a_completed_order())[0];
    charge.end = date(2027, 5, 1);
    charge.every = {6, PeriodUnit::month};
    need(save_billable_charge(*tx, charge));
    BillableCharge changed = charge;
    changed.unit_price = dec("99");
    need(save_billable_charge(*tx, changed));
    const BillFacts facts = need(load_bill_facts(*tx, a_company_account(), date(2027, 1, 1)));
    CHECK(facts.charges == std::vector{charge});
  }

  TEST_CASE_FIXTURE(Fixture, "accounts to bill come in id order, in chunks") {
    for (int number = 1; number <= 5; ++number) {
      save_charges(a_completed_order(number, a_company_account(number)));
    }
    const auto first = need(load_accounts_to_bill(*tx, date(2026, 12, 1), {}, 3));
    REQUIRE(first.size() == 3);
    CHECK(first[0] == a_company_account(1).id);
    const auto rest = need(load_accounts_to_bill(*tx, date(2026, 12, 1), first.back(), 3));
    CHECK(rest == std::vector{a_company_account(4).id, a_company_account(5).id});
    CHECK(need(load_accounts_to_bill(*tx, test_today, {}, 3)).empty());
  }
}

TEST_SUITE("invoices in the store") {
  TEST_CASE_FIXTURE(Fixture, "a draft comes back with its lines and claims their slots") {
    save_charges(a_completed_order());
    const Invoice draft = a_draft();
    need(save_draft_invoice(*tx, draft));

    CHECK(need(find_invoice(*tx, draft.id)) == draft);
    const BillFacts facts = need(load_bill_facts(*tx, a_company_account(), date(2026, 12, 1)));
    CHECK(facts.slots.size() == draft.lines.size());
    CHECK_FALSE(*plan_bill(facts, date(2026, 12, 1), id_of<InvoiceId>(2)));
    CHECK_FALSE(need(find_invoice(*tx, id_of<InvoiceId>(99))));
  }

  TEST_CASE_FIXTURE(Fixture, "a slot is claimed once, and no part of its period again") {
    const Invoice draft = a_draft();
    need(save_draft_invoice(*tx, draft));
    const auto claim = [&](Period period) {
      Invoice other = a_draft();
      other.id = id_of<InvoiceId>(2);
      other.lines = {draft.lines.back()};
      other.lines[0].id = id_of<InvoiceLineId>(2);
      other.lines[0].period = period;
      need(tx->savepoint());
      const auto saved = save_draft_invoice(*tx, other);
      need(tx->rollback_to_savepoint());
      return saved ? std::optional<ErrorCode>() : saved.error().code;
    };
    CHECK(draft.lines.back().period == Period{date(2026, 12, 1), date(2027, 1, 1)});

    CHECK(claim({date(2026, 12, 1), date(2027, 1, 1)}) == ErrorCode::conflict);
    CHECK(claim({date(2026, 12, 31), date(2027, 1, 2)}) == ErrorCode::conflict);
    CHECK(claim({date(2026, 12, 10), date(2026, 12, 11)}) == ErrorCode::conflict);
    CHECK(claim({date(2026, 11, 1), date(2027, 3, 1)}) == ErrorCode::conflict);
    CHECK(claim({date(2027, 1, 1), date(2027, 2, 1)}) == std::nullopt);
  }

  TEST_CASE_FIXTURE(Fixture, "an erased draft frees its slots and leaves nothing behind") {
    const std::string before = dump(*tx);
    need(save_draft_invoice(*tx, a_draft()));
    need(erase_invoice(*tx, a_draft().id));
    CHECK(dump(*tx) == before);
    need(save_draft_invoice(*tx, a_draft()));
  }

  TEST_CASE_FIXTURE(Fixture, "posting gives number, state and version once; then nothing changes") {
    need(save_draft_invoice(*tx, a_draft()));
    need(save_posting(*tx, a_posted()));
    CHECK(need(find_invoice(*tx, a_posted().id)) == a_posted());
    const std::string before = dump(*tx);

    Invoice again = a_posted();
    again.number = 2000;
    const auto posted_again = save_posting(*tx, again);
    REQUIRE_FALSE(posted_again);
    CHECK(posted_again.error().code == ErrorCode::conflict);
    const auto erased = erase_invoice(*tx, again.id);
    REQUIRE_FALSE(erased);
    CHECK(erased.error().code == ErrorCode::conflict);
    CHECK_FALSE(save_draft_invoice(*tx, again));
    CHECK(dump(*tx) == before);
  }

  TEST_CASE_FIXTURE(Fixture, "of a posted invoice only state, hold, paid and credited change") {
    need(save_draft_invoice(*tx, a_draft()));
    REQUIRE_FALSE(save_invoice_status(*tx, a_draft()));
    need(save_posting(*tx, a_posted()));

    Invoice changed = a_posted();
    changed.version = 2;
    changed.on_hold = true;
    changed.paid = usd(100);
    changed.credited = usd(50);
    changed.state = InvoiceState::voided;
    Invoice forged = changed;
    forged.number = 7;
    forged.total = forged.net = usd(1);
    forged.bill_to_name = "Somebody else";
    forged.invoice_date = date(2030, 1, 1);
    forged.lines.clear();
    need(save_invoice_status(*tx, forged));
    CHECK(need(find_invoice(*tx, changed.id)) == changed);
  }

  TEST_CASE_FIXTURE(Fixture, "a taxed invoice and its credit note come back as they were saved") {
    BillFacts facts{a_company_account(), billable_charges_of(a_completed_order()), {}};
    for (BillableCharge& charge : facts.charges) {
      charge.tax_ppm = 190'000;
      need(save_billable_charge(*tx, charge));
    }
    CHECK(need(load_bill_facts(*tx, a_company_account(), date(2026, 12, 1))).charges ==
          facts.charges);
    Invoice invoice = **plan_bill(facts, date(2026, 12, 1), id_of<InvoiceId>(1));
    invoice.order_id = an_order_id();
    need(save_draft_invoice(*tx, invoice));
    const Invoice note = plan_credit_note(invoice, test_today);
    need(save_draft_invoice(*tx, note));

    CHECK(need(find_invoice(*tx, invoice.id)) == invoice);
    CHECK(need(find_invoice(*tx, note.id)) == note);
    CHECK(need(load_order_invoices(*tx, an_order_id())).size() == 2);
    CHECK(need(load_order_invoices(*tx, an_order_id(2))).empty());
    const auto slots = need(tx->query("SELECT COUNT(*) FROM charge_slot"))[0].number(0);
    CHECK(slots == std::ssize(invoice.lines));
    need(free_slots(*tx, invoice.id));
    CHECK(need(tx->query("SELECT COUNT(*) FROM charge_slot"))[0].number(0) == 0);
  }

  TEST_CASE_FIXTURE(Fixture, "a device's copy has no slots, is overwritten by truth and erased") {
    Invoice copy = a_posted();
    need(save_invoice_copy(*tx, copy));
    copy.version = 2;
    copy.lines.pop_back();
    need(save_invoice_copy(*tx, copy));
    CHECK(need(find_invoice(*tx, copy.id)) == copy);
    CHECK(need(tx->query("SELECT COUNT(*) FROM charge_slot"))[0].number(0) == 0);
    need(erase_invoice(*tx, copy.id));
    CHECK_FALSE(need(find_invoice(*tx, copy.id)));
  }

  TEST_CASE_FIXTURE(Fixture, "a run's drafts come in rank order with their lines") {
    for (const int number : {3, 1, 2}) {
      need(save_draft_invoice(*tx, a_draft(number, a_company_account(number))));
    }
    Invoice other = a_draft(4, a_company_account(4));
    other.bill_run_id = id_of<BillRunId>(2);
    need(save_draft_invoice(*tx, other));

    CHECK(need(load_drafts(*tx, run, 2)) ==
          std::vector{a_draft(1, a_company_account(1)), a_draft(2, a_company_account(2))});
    CHECK(need(load_drafts(*tx, run, 10)).size() == 3);
  }
}

TEST_SUITE("list_invoices") {
  TEST_CASE_FIXTURE(Fixture, "posted invoices are listed newest first without lines") {
    for (int number = 1; number <= 5; ++number) {
      need(save_invoice_copy(*tx, a_posted(number, a_company_account(number))));
    }
    need(save_invoice_copy(*tx, a_draft(6, a_company_account(6))));

    const auto listed = need(list_invoices(*tx, {}));
    REQUIRE(listed.size() == 5);
    CHECK(listed[0].number == 1005);
    CHECK(listed[0].total == a_posted(5).total);
    CHECK(listed[0].lines.empty());
    CHECK(numbers({.drafts = true}) == Numbers{0, 1005, 1004, 1003, 1002, 1001});
    CHECK(need(count_invoices(*tx)) == 5);
  }

  TEST_CASE_FIXTURE(Fixture, "invoices are found by account, order, run, words and territory") {
    Account eastern = a_company_account(2);
    eastern.company_name = "Östlich & Söhne";
    eastern.territories = {east};
    need(save_account(*tx, eastern));
    need(save_account(*tx, a_company_account(1)));
    Invoice of_other_run = a_posted(3, a_company_account(1));
    of_other_run.bill_run_id = id_of<BillRunId>(2);
    need(save_invoice_copy(*tx, a_posted(1, a_company_account(1))));
    need(save_invoice_copy(*tx, a_posted(2, eastern)));
    need(save_invoice_copy(*tx, of_other_run));

    CHECK(numbers({.account_id = eastern.id}) == Numbers{1002});
    CHECK(numbers({.order_id = an_order_id(3)}) == Numbers{1003});
    CHECK(numbers({.bill_run_id = run}) == Numbers{1002, 1001});
    CHECK(numbers({.text = "ostl sohne"}) == Numbers{1002});
    CHECK(numbers({.text = "1003"}) == Numbers{1003});
    CHECK(numbers({.territories = {west}}) == Numbers{1003, 1001});
    CHECK(numbers({.text = "1003", .territories = {east}}).empty());
  }

  TEST_CASE_FIXTURE(Fixture, "pages follow each other without gap or overlap") {
    for (int number = 1; number <= 11; ++number) {
      Invoice invoice = a_posted(number);
      invoice.invoice_date = date(2026, 12, 1u + static_cast<unsigned>(number) % 2);
      need(save_invoice_copy(*tx, invoice));
    }
    Numbers paged;
    InvoiceQuery query;
    query.count_max = 3;
    for (auto page = need(list_invoices(*tx, query)); !page.empty();
         page = need(list_invoices(*tx, query))) {
      for (const Invoice& invoice : page) paged.push_back(invoice.number);
      query.after = cursor_of(page.back());
    }
    CHECK(paged == numbers({}));
    CHECK(paged.size() == 11);
    query.after = "nonsense";
    CHECK_FALSE(list_invoices(*tx, query));
  }
}

}  // namespace satchel::billing_store_test
