// Tests of the money around invoices: allocations, partial refunds, write-offs, void and reissue.
#include <array>

#include "server/store/ledger_report.h"
#include "tests/server/billing/billing_fixture.h"
#include "tests/support/books.h"

namespace satchel::server::invoice_acts_test {
namespace {

const UserId ada = an_admin().user_id;
const AccountId customer = a_company_account(1).id;
constexpr std::int64_t day_ms = 24LL * 3600 * 1000;

/// A server where account 1 owes two bill cycles: 96.67 through 1 December, 49.00 a month later.
class TestBooks : public TestServer {
 public:
  TestBooks() {
    add_billable_accounts(*this, 1);
    bill(first_through);
    now.ms += 30 * day_ms;
    bill(date(2027, 1, 1));
  }

  void bill(Date through) {
    granted(post_run(context(), ada, granted(start_run(context(), ada, through)).id));
  }

  Decision<Touched> act(const Command& command, const Actor& actor = an_admin()) {
    return need(perform(context(), actor, command));
  }

  RecordPayment pay(int number, std::int64_t minor, std::vector<Allocation> allocations = {}) {
    return {{.id = id_of<PaymentId>(number),
             .account_id = customer,
             .method = PaymentMethod::check,
             .amount = usd(minor),
             .taken_on = test_today},
            std::move(allocations)};
  }

  std::vector<Invoice> invoices() {
    return read([](Transaction& tx) {
      std::vector<Invoice> found;
      for (const Row& row : need(tx.query("SELECT id FROM invoice ORDER BY number"))) {
        found.push_back(*need(find_invoice(tx, row.id<InvoiceId>(0))));
      }
      return found;
    });
  }

  Payment payment(int number) {
    return read([&](Transaction& tx) { return *need(find_payment(tx, id_of<PaymentId>(number))); });
  }

  std::int64_t credit() { return count("SELECT credit_minor FROM account"); }

  void check_all() {
    read([](Transaction& tx) {
      check_books(tx);
      std::int64_t sum = 0;
      for (const TrialRow& row : need(load_trial_balance(tx, date(2099, 1, 1)))) {
        sum += row.debit.minor - row.credit.minor;
      }
      CHECK(sum == 0);
      return 0;
    });
  }
};

Reason refused(const Decision<Touched>& decision) {
  REQUIRE_FALSE(decision);
  return decision.error().reason;
}

/// Performs one act on money that the seed draws; it may be refused.
void act_at_random(TestBooks& books, SeededRandom& random, int& payments) {
  const auto draw = [&](std::size_t below) {
    std::array<std::uint8_t, 2> bytes{};
    random.fill(bytes);
    return (bytes[0] * 256U + bytes[1]) % below;
  };
  const auto invoices = books.invoices();
  const InvoiceId invoice = invoices[draw(invoices.size())].id;
  const auto minor = static_cast<std::int64_t>(1 + draw(12'000));
  const auto known = static_cast<std::size_t>(payments);
  const auto payment = id_of<PaymentId>(1 + static_cast<int>(draw(known + 1)));
  const std::array<Command, 7> acts{books.pay(payments + 1, minor),
                                    books.pay(payments + 1, minor, {{invoice, usd(minor)}}),
                                    RefundPayment{payment, "Back", usd(minor)},
                                    UndoAllocation{payment, invoice, "Wrong"},
                                    AllocatePayment{payment, {}},
                                    WriteOffInvoice{customer, invoice, "Never"},
                                    VoidInvoice{customer, invoice, "Again"}};
  const std::size_t chosen = draw(acts.size());
  const auto decided = books.act(acts[chosen]);
  if (decided && chosen < 2) ++payments;
}

}  // namespace

TEST_SUITE("allocations") {
  TEST_CASE("a payment pays the oldest due invoice first, then the next, and the rest is credit") {
    TestBooks books;
    books.accept(books.pay(1, first_bill_minor + 1'000));
    CHECK(balance_of(books.invoices()[0]) == usd(0));
    CHECK(balance_of(books.invoices()[1]) == usd(4'900 - 1'000));
    books.accept(books.pay(2, 5'000));
    CHECK(balance_of(books.invoices()[1]) == usd(0));
    CHECK(books.credit() == 1'100);
    books.check_all();
  }

  TEST_CASE("named amounts go where they are named") {
    TestBooks books;
    const InvoiceId second = books.invoices()[1].id;
    books.accept(books.pay(1, 3'000, {{second, usd(2'500)}}));
    CHECK(balance_of(books.invoices()[0]) == usd(first_bill_minor));
    CHECK(balance_of(books.invoices()[1]) == usd(2'400));
    CHECK(books.credit() == 500);
    CHECK(refused(books.act(books.pay(2, 3'000, {{second, usd(2'401)}}))) ==
          Reason::allocation_out_of_range);
    CHECK(refused(books.act(books.pay(2, 3'000, {{id_of<InvoiceId>(9), usd(1)}}))) ==
          Reason::invoice_not_found);
    books.check_all();
  }

  TEST_CASE("a wrong allocation is undone, and the money goes elsewhere") {
    TestBooks books;
    const auto before = books.invoices();
    books.accept(books.pay(1, 2'000));
    books.accept(UndoAllocation{id_of<PaymentId>(1), before[0].id, "Meant for January"});
    CHECK(balance_of(books.invoices()[0]) == usd(first_bill_minor));
    CHECK(books.credit() == 2'000);
    CHECK(refused(books.act(UndoAllocation{id_of<PaymentId>(1), before[0].id, "Again"})) ==
          Reason::allocation_missing);
    books.accept(AllocatePayment{id_of<PaymentId>(1), {{before[1].id, usd(2'000)}}});
    CHECK(balance_of(books.invoices()[1]) == usd(2'900));
    CHECK(books.credit() == 0);
    CHECK(refused(books.act(AllocatePayment{id_of<PaymentId>(1), {}})) == Reason::credit_missing);
    CHECK(refused(books.act(AllocatePayment{id_of<PaymentId>(1), {}}, a_rep())) ==
          Reason::role_not_allowed);
    books.check_all();
  }
}

TEST_SUITE("partial refunds") {
  TEST_CASE("a part comes out of the credit first, then off the invoices, until all is back") {
    TestBooks books;
    books.accept(books.pay(1, first_bill_minor + 4'900 + 700));
    books.accept(RefundPayment{id_of<PaymentId>(1), "Goodwill", usd(500)});
    CHECK(books.credit() == 200);
    CHECK(books.payment(1).standing == PaymentStanding::received);
    CHECK(books.payment(1).refunded == usd(500));
    books.accept(RefundPayment{id_of<PaymentId>(1), "Goodwill", usd(1'200)});
    CHECK(books.credit() == 0);
    CHECK(books.count("SELECT SUM(paid_minor) FROM invoice") == first_bill_minor + 4'900 - 1'000);
    CHECK(refused(books.act(RefundPayment{id_of<PaymentId>(1), "All", usd(99'999)})) ==
          Reason::refund_out_of_range);
    books.check_all();
    books.accept(RefundPayment{id_of<PaymentId>(1), "The rest"});
    CHECK(books.payment(1).standing == PaymentStanding::refunded);
    CHECK(books.count("SELECT SUM(paid_minor) FROM invoice") == 0);
    books.check_all();
  }
}

TEST_SUITE("write-off") {
  TEST_CASE("the rest of an invoice is written off, with its reason in the ledger") {
    TestBooks books;
    books.accept(books.pay(1, 1'000));
    const Invoice invoice = books.invoices()[0];
    CHECK(refused(books.act(WriteOffInvoice{customer, invoice.id, " "})) == Reason::field_required);
    CHECK(refused(books.act(WriteOffInvoice{customer, invoice.id, "x"}, a_rep())) ==
          Reason::role_not_allowed);
    books.accept(WriteOffInvoice{customer, invoice.id, "Insolvent"});
    CHECK(balance_of(books.invoices()[0]) == usd(0));
    CHECK(books.invoices()[0].written_off == usd(first_bill_minor - 1'000));
    CHECK(books.lines("SELECT reason FROM ledger_entry WHERE act = 'write_off'") == "Insolvent\n");
    CHECK(refused(books.act(WriteOffInvoice{customer, invoice.id, "Again"})) ==
          Reason::nothing_open);
    CHECK(books.count("SELECT COUNT(*) FROM audit_log WHERE action = 'write_off_invoice' AND "
                      "subject = 'invoice:" +
                      invoice.id.text() + "'") == 1);
    books.check_all();
  }
}

TEST_SUITE("void and reissue") {
  TEST_CASE("a void invoice keeps its number, and the one issued again names it") {
    TestBooks books;
    books.write([](const ServerWrite& in) {
      Account account = *need(find_account(in.tx, customer));
      account.company_name = "Corrected Name";
      account.version += 1;
      need(save_account(in.tx, account));
    });
    const Invoice before = books.invoices()[0];
    books.accept(VoidInvoice{customer, before.id, "Wrong name"});
    const auto after = books.invoices();
    REQUIRE(after.size() == 3);
    CHECK(after[0].state == InvoiceState::voided);
    CHECK(after[0].number == before.number);
    const Invoice& again = after[2];
    CHECK(again.number == 1003);
    CHECK(again.state == InvoiceState::posted);
    CHECK(again.reissues_id == before.id);
    CHECK(again.reissues_number == before.number);
    CHECK(again.bill_to_name == "Corrected Name");
    CHECK(again.total == before.total);
    CHECK(books.lines("SELECT reason FROM ledger_entry WHERE act = 'void' LIMIT 1") ==
          "Wrong name\n");
    books.check_all();
  }

  TEST_CASE("an invoice that something was paid of is not voided") {
    TestBooks books;
    books.accept(books.pay(1, 1'000));
    CHECK(refused(books.act(VoidInvoice{customer, books.invoices()[0].id, "x"})) ==
          Reason::invoice_in_use);
    CHECK(refused(books.act(VoidInvoice{customer, books.invoices()[1].id, "x"}, a_rep())) ==
          Reason::role_not_allowed);
  }

  TEST_CASE("an invoice on hold, or one that a later one corrects, is not voided") {
    TestBooks books;
    const InvoiceId adjusted = books.invoices()[0].id;
    Invoice held = books.invoices()[1];
    held.on_hold = true;
    books.write([&](const ServerWrite& in) {
      need(save_invoice_status(in.tx, held));
      need(in.tx.run(R"sql(
        INSERT INTO charge_adjustment
          (line_id, charge_id, period_start, period_end, kind, amount_minor)
        SELECT (SELECT id FROM invoice_line WHERE invoice_id = $2 ORDER BY id LIMIT 1),
               s.charge_id, s.period_start, s.period_end, 'credit', -100
        FROM charge_slot s JOIN invoice_line l ON l.id = s.line_id
        WHERE l.invoice_id = $1 ORDER BY s.charge_id LIMIT 1
      )sql",
                     adjusted, held.id));
    });
    for (const Invoice& invoice : books.invoices()) {
      CHECK(refused(books.act(VoidInvoice{customer, invoice.id, "Again"})) ==
            Reason::invoice_in_use);
    }
    CHECK(books.invoices().size() == 2);
  }

  TEST_CASE("voided without a new one, the next run bills the periods again") {
    TestBooks books;
    const Invoice last = books.invoices()[1];
    books.accept(VoidInvoice{customer, last.id, "Billed too early", false});
    books.bill(date(2027, 1, 1));
    REQUIRE(books.invoices().size() == 3);
    CHECK(books.invoices()[2].total == last.total);
    books.check_all();
  }
}

TEST_SUITE("the books") {
  TEST_CASE("any sequence of acts on money keeps ledger, invoices and credit in line") {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      CAPTURE(seed);
      TestBooks books;
      SeededRandom random(seed);
      int payments = 0;
      for (int step = 0; step < 12; ++step) act_at_random(books, random, payments);
      books.check_all();
    }
  }
}

}  // namespace satchel::server::invoice_acts_test
