// Tests of the ledger's entries: what each act moves, and when revenue is earned.
#include "shared/domain/ledger/ledger.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <map>

#include "tests/support/builders.h"

namespace satchel::ledger_test {
namespace {

const Date november = date(2026, 11, 22);

InvoiceLine a_line(Money amount, Money tax, Period period, std::int64_t tax_ppm = 200'000) {
  InvoiceLine line;
  line.amount = amount;
  line.tax = tax;
  line.tax_ppm = tax_ppm;
  line.period = period;
  return line;
}

/// 30.00 for 22 November alone and 60.00 for the month from then on, 20 % tax on both.
Invoice an_invoice() {
  Invoice invoice;
  invoice.id = id_of<InvoiceId>(1);
  invoice.account_id = id_of<AccountId>(1);
  invoice.invoice_date = november;
  invoice.lines = {
      a_line(usd(3'000), usd(600), {november, add_days(november, 1)}),
      a_line(usd(6'000), usd(1'200), {november, date(2026, 12, 22)}),
  };
  invoice.net = usd(9'000);
  invoice.tax = usd(1'800);
  invoice.total = usd(10'800);
  return invoice;
}

std::map<LedgerAccount, std::int64_t> balances_of(const LedgerEntries& entries) {
  std::map<LedgerAccount, std::int64_t> balances;
  for (const LedgerEntry& entry : entries) {
    CHECK(entry.amount.minor > 0);
    CHECK(entry.debit != entry.credit);
    balances[entry.debit] += entry.amount.minor;
    balances[entry.credit] -= entry.amount.minor;
  }
  return balances;
}

LedgerEntries until(const LedgerEntries& entries, Date last) {
  LedgerEntries found;
  for (const LedgerEntry& entry : entries) {
    if (entry.on <= last) found.push_back(entry);
  }
  return found;
}

}  // namespace

TEST_SUITE("earned_parts") {
  TEST_CASE("a line is earned by days, month by month, and the last month takes the remainder") {
    const auto parts = earned_parts(usd(10'000), {date(2026, 11, 22), date(2027, 1, 15)});
    REQUIRE(parts.size() == 3);
    CHECK(parts[0] == EarnedPart{date(2026, 11, 30), usd(1'667)});
    CHECK(parts[1] == EarnedPart{date(2026, 12, 31), usd(5'741)});
    CHECK(parts[2] == EarnedPart{date(2027, 1, 14), usd(2'592)});
  }

  TEST_CASE("a whole month is one part, and so is a single day") {
    CHECK(earned_parts(usd(100), {date(2028, 2, 1), date(2028, 3, 1)}) ==
          std::vector<EarnedPart>{{date(2028, 2, 29), usd(100)}});
    CHECK(earned_parts(usd(100), {november, add_days(november, 1)}) ==
          std::vector<EarnedPart>{{november, usd(100)}});
  }

  TEST_CASE("property: the parts make up the line, in the order of their days") {
    CHECK(rc::check([] {
      const auto minor = *rc::gen::inRange<std::int64_t>(-1'000'000, 1'000'000);
      const Date start = add_days(date(2026, 1, 1), *rc::gen::inRange<std::int64_t>(0, 1'000));
      const Date end = add_days(start, *rc::gen::inRange<std::int64_t>(1, 800));
      std::int64_t sum = 0;
      Date last = add_days(start, -1);
      for (const EarnedPart& part : earned_parts(usd(minor), {start, end})) {
        RC_ASSERT(part.on > last);
        last = part.on;
        sum += part.amount.minor;
      }
      RC_ASSERT(sum == minor);
      RC_ASSERT(last == add_days(end, -1));
    }));
  }
}

TEST_SUITE("entries of invoices") {
  TEST_CASE("a posting debits the receivable and defers what is not earned yet") {
    const LedgerEntries entries = entries_of(InvoicePosted{an_invoice()});
    auto now = balances_of(until(entries, november));
    CHECK(now[LedgerAccount::receivable] == 10'800);
    CHECK(now[LedgerAccount::tax] == -1'800);
    CHECK(now[LedgerAccount::revenue] == -3'000);
    CHECK(now[LedgerAccount::deferred_revenue] == -6'000);
    auto month_end = balances_of(until(entries, date(2026, 11, 30)));
    CHECK(month_end[LedgerAccount::revenue] == -4'800);
    CHECK(month_end[LedgerAccount::deferred_revenue] == -4'200);
    auto later = balances_of(entries);
    CHECK(later[LedgerAccount::revenue] == -9'000);
    CHECK(later[LedgerAccount::deferred_revenue] == 0);
    for (const LedgerEntry& entry : entries) {
      CHECK(entry.tax_ppm == (entry.act == LedgerAct::recognition ? 0 : 200'000));
    }
  }

  TEST_CASE("what was served before the invoice is revenue at once") {
    Invoice invoice = an_invoice();
    invoice.invoice_date = date(2027, 1, 1);
    auto balances = balances_of(until(entries_of(InvoicePosted{invoice}), invoice.invoice_date));
    CHECK(balances[LedgerAccount::revenue] == -9'000);
    CHECK(balances.count(LedgerAccount::deferred_revenue) == 0);
  }

  TEST_CASE("tax is kept by rate, and a line without tax has an entry of its own") {
    Invoice invoice = an_invoice();
    invoice.lines.push_back(a_line(usd(500), usd(0), {november, add_days(november, 1)}, 0));
    std::map<std::int64_t, std::int64_t> revenue_by_rate;
    for (const LedgerEntry& entry : entries_of(InvoicePosted{invoice})) {
      if (entry.act != LedgerAct::invoice || entry.credit == LedgerAccount::tax) continue;
      revenue_by_rate[entry.tax_ppm] += entry.amount.minor;
    }
    CHECK(revenue_by_rate == std::map<std::int64_t, std::int64_t>{{0, 500}, {200'000, 9'000}});
  }

  TEST_CASE("a credit note and a void leave nothing of the invoice, in any month") {
    const Invoice invoice = an_invoice();
    const Date on = date(2026, 12, 3);
    const Invoice note = plan_credit_note(invoice, on);
    for (const LedgerEntries& taken_back :
         {entries_of(InvoicePosted{note}), entries_of(InvoiceVoided{invoice, on})}) {
      LedgerEntries both = entries_of(InvoicePosted{invoice});
      both.insert(both.end(), taken_back.begin(), taken_back.end());
      for (const Date last : {on, date(2026, 12, 31), date(2027, 12, 31)}) {
        for (const auto& balance : balances_of(until(both, last))) {
          CAPTURE(std::string(to_text(balance.first)));
          CHECK(balance.second == 0);
        }
      }
    }
  }

  TEST_CASE("an invoice that is void before its own date counts on no day") {
    const Invoice invoice = an_invoice();
    for (const LedgerEntry& entry : entries_of(InvoiceVoided{invoice, add_days(november, -9)})) {
      CHECK(entry.on >= november);
    }
  }

  TEST_CASE("a write-off moves the rest out of the receivable and keeps its reason") {
    const auto entries =
        entries_of(InvoiceWrittenOff{an_invoice(), usd(700), november, "Insolvent"});
    REQUIRE(entries.size() == 1);
    CHECK(entries[0].debit == LedgerAccount::write_off);
    CHECK(entries[0].credit == LedgerAccount::receivable);
    CHECK(entries[0].amount == usd(700));
    CHECK(entries[0].reason == "Insolvent");
  }
}

TEST_SUITE("entries of payments") {
  TEST_CASE("money comes into the account of its method, and a refund goes out of it") {
    Payment payment;
    payment.id = id_of<PaymentId>(1);
    payment.method = PaymentMethod::check;
    const auto in = entries_of(PaymentAllocated{payment, usd(500), november});
    const auto out = entries_of(PaymentAllocated{payment, usd(-500), november});
    REQUIRE(in.size() == 1);
    REQUIRE(out.size() == 1);
    CHECK(in[0].debit == LedgerAccount::checks);
    CHECK(in[0].credit == LedgerAccount::receivable);
    CHECK(in[0].act == LedgerAct::payment);
    CHECK(out[0].debit == LedgerAccount::receivable);
    CHECK(out[0].credit == LedgerAccount::checks);
    CHECK(out[0].act == LedgerAct::refund);
    CHECK(entries_of(PaymentAllocated{payment, usd(0), november}).empty());
  }

  TEST_CASE("each kind of credit has its two sides") {
    const auto sides = [](CreditKind kind, std::int64_t minor) {
      CreditEntry entry;
      entry.kind = kind;
      entry.amount = usd(minor);
      const auto entries = entries_of(CreditBooked{entry, PaymentMethod::cash, november});
      REQUIRE(entries.size() == 1);
      return std::string(to_text(entries[0].debit)) + " < " +
             std::string(to_text(entries[0].credit));
    };
    CHECK(sides(CreditKind::overpaid, 100) == "cash < customer_credit");
    CHECK(sides(CreditKind::refunded, -100) == "customer_credit < cash");
    CHECK(sides(CreditKind::given_back, 100) == "receivable < customer_credit");
    CHECK(sides(CreditKind::applied, -100) == "customer_credit < receivable");
    CHECK(sides(CreditKind::returned, 100) == "receivable < customer_credit");
  }
}

}  // namespace satchel::ledger_test
