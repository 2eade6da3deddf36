// Tests of bill runs: dry, run, inspect, retry, post, discard.
#include "tests/server/billing/billing_fixture.h"
#include "tests/support/books.h"

namespace satchel::server::bill_run_test {
namespace {

const UserId ada = an_admin().user_id;
constexpr std::int64_t day_ms = 24LL * 3600 * 1000;
// From the fixture's day to one on which the first cycle is over.
constexpr std::int64_t days_to_first_through = 12;

std::vector<std::int64_t> invoice_numbers(TestServer& server) {
  return server.read([](Transaction& tx) {
    std::vector<std::int64_t> numbers;
    for (const Row& row : need(tx.query("SELECT number FROM invoice ORDER BY number"))) {
      numbers.push_back(row.number(0));
    }
    return numbers;
  });
}

TEST_SUITE("start_run") {
  TEST_CASE("a run makes a draft for each account and waits for inspection") {
    TestServer server;
    add_billable_accounts(server, 3);

    const BillRun run = granted(start_run(server.context(), ada, first_through));

    CHECK(run.state == BillRunState::ready);
    CHECK(run.accounts_total == 3);
    CHECK(run.accounts_done == 3);
    CHECK(run.accounts_failed == 0);
    CHECK(run.invoice_count == 3);
    CHECK(run.line_count == 9);
    CHECK(run.posted_count == 0);
    CHECK(run.totals == std::vector<Money>{usd(3 * first_bill_minor)});
    CHECK(invoice_numbers(server) == std::vector<std::int64_t>{0, 0, 0});
  }

  TEST_CASE("drafts write no feed rows") {
    TestServer server;
    add_billable_accounts(server, 2);
    const std::int64_t head = server.count("SELECT next_number FROM feed_head");

    granted(start_run(server.context(), ada, first_through));

    CHECK(server.count("SELECT next_number FROM feed_head") == head);
  }

  TEST_CASE("only one run is open at a time") {
    TestServer server;
    add_billable_accounts(server, 1);
    granted(start_run(server.context(), ada, first_through));

    CHECK(refusal_of(start_run(server.context(), ada, first_through)) ==
          BillRefusal::another_run_open);
  }

  TEST_CASE("a cycle may end 31 days ahead and no later") {
    TestServer server;

    CHECK(refusal_of(start_run(server.context(), ada, add_days(test_today, 32))) ==
          BillRefusal::through_too_far);
    CHECK(granted(start_run(server.context(), ada, add_days(test_today, 31))).state ==
          BillRunState::ready);
  }

  TEST_CASE("without an organisation there is nothing to bill") {
    TestServer server;
    server.write([](const ServerWrite& in) { need(in.tx.run("DELETE FROM organisation")); });

    CHECK(refusal_of(start_run(server.context(), ada, first_through)) ==
          BillRefusal::no_organisation);
  }

  TEST_CASE("a device with unsent orders is shown with the run") {
    TestServer server;
    TestDevice device(server, a_rep(), 1);
    server.write([&](const ServerWrite& in) {
      need(save_contact(in.tx, device.device_id, {2, test_now.ms, {usd(500)}}, in.now));
    });

    const BillRun run = granted(start_run(server.context(), ada, first_through));

    REQUIRE(run.unsent_devices.size() == 1);
    CHECK(run.unsent_devices[0].label == "D1");
    CHECK(run.unsent_devices[0].watermark.totals == std::vector<Money>{usd(500)});
  }

  TEST_CASE("each run is in the audit log") {
    TestServer server;
    add_billable_accounts(server, 1);

    const BillRun run = granted(start_run(server.context(), ada, first_through));
    granted(post_run(server.context(), ada, run.id));

    CHECK(server.count("SELECT COUNT(*) FROM audit_log WHERE action = 'start_bill_run'") == 1);
    CHECK(server.count("SELECT COUNT(*) FROM audit_log WHERE action = 'post_bill_run'") == 1);
  }
}

TEST_SUITE("start_dry") {
  TEST_CASE("dry run, run and posted invoices have the same figures") {
    TestServer server;
    add_billable_accounts(server, 5);

    const BillRun dry = granted(start_dry(server.context(), ada, first_through));
    CHECK(server.count("SELECT COUNT(*) FROM invoice") == 0);
    CHECK(server.count("SELECT COUNT(*) FROM charge_slot") == 0);
    const BillRun run = granted(start_run(server.context(), ada, first_through));
    const BillRun posted = granted(post_run(server.context(), ada, run.id));

    CHECK(dry.state == BillRunState::dry);
    CHECK(dry.totals == run.totals);
    CHECK(run.totals == posted.totals);
    CHECK(dry.line_count == run.line_count);
    CHECK(dry.digest == run.digest);
    CHECK(run.digest == posted.digest);
    CHECK(server.count("SELECT SUM(total_minor) FROM invoice") == 5 * first_bill_minor);
    CHECK(server.count("SELECT SUM(amount_minor) FROM invoice_line") == 5 * first_bill_minor);
  }

  TEST_CASE("a dry run can neither be posted nor discarded") {
    TestServer server;
    const BillRun dry = granted(start_dry(server.context(), ada, first_through));

    CHECK(refusal_of(post_run(server.context(), ada, dry.id)) == BillRefusal::run_not_ready);
    CHECK(refusal_of(discard_run(server.context(), ada, dry.id)) ==
          BillRefusal::run_not_discardable);
  }
}

TEST_SUITE("post_run") {
  TEST_CASE("I8: invoices get numbers without gaps in the order of account numbers") {
    TestServer server;
    add_billable_accounts(server, 3);

    const BillRun run = granted(start_run(server.context(), ada, first_through));
    const BillRun posted = granted(post_run(server.context(), ada, run.id));

    CHECK(posted.state == BillRunState::posted);
    CHECK(posted.posted_count == 3);
    CHECK(invoice_numbers(server) == std::vector<std::int64_t>{1001, 1002, 1003});
    CHECK(server.count("SELECT COUNT(*) FROM invoice WHERE number = account_number") == 3);
  }

  TEST_CASE("account credit pays what a run posts, and the devices hear of both") {
    TestServer server;
    add_billable_accounts(server, 1);
    server.accept(RecordPayment{{.id = id_of<PaymentId>(1),
                                 .account_id = a_company_account(1).id,
                                 .method = PaymentMethod::cash,
                                 .amount = usd(5'000),
                                 .taken_on = test_today}});
    const BillRun run = granted(start_run(server.context(), ada, first_through));
    const std::int64_t heard = server.count("SELECT MAX(number) FROM feed");
    granted(post_run(server.context(), ada, run.id));

    CHECK(server.count("SELECT paid_minor FROM invoice") == 5'000);
    CHECK(server.count("SELECT credit_minor FROM account") == 0);
    CHECK(server.count("SELECT COUNT(*) FROM feed WHERE number > " + std::to_string(heard) +
                       " AND aggregate_kind IN ('account', 'invoice')") == 2);
    server.read([](Transaction& tx) {
      check_books(tx);
      return 0;
    });
  }

  TEST_CASE("posting closes the cycle and tells the devices") {
    TestServer server;
    add_billable_accounts(server, 1);
    TestDevice device(server, a_rep(), 1);
    device.pull_all();
    server.now.ms += days_to_first_through * day_ms;

    const BillRun run = granted(start_run(server.context(), ada, first_through));
    granted(post_run(server.context(), ada, run.id));
    const auto truths = device.pull_all();

    REQUIRE(truths.size() == 2);
    CHECK(std::get<Invoice>(*truths[0].aggregate).total == usd(first_bill_minor));
    CHECK(std::get<Organisation>(*truths[1].aggregate).closed_through == first_through);
  }

  TEST_CASE("I6: the same cycle again creates nothing and posts as an empty run") {
    TestServer server;
    add_billable_accounts(server, 3);
    granted(post_run(server.context(), ada,
                     granted(start_run(server.context(), ada, first_through)).id));

    const BillRun again = granted(start_run(server.context(), ada, first_through));
    const BillRun posted = granted(post_run(server.context(), ada, again.id));

    CHECK(again.invoice_count == 0);
    CHECK(again.totals.empty());
    CHECK(posted.state == BillRunState::posted);
    CHECK(server.count("SELECT COUNT(*) FROM invoice") == 3);
  }

  TEST_CASE("the next cycle bills the next month alone") {
    TestServer server;
    add_billable_accounts(server, 1);
    granted(post_run(server.context(), ada,
                     granted(start_run(server.context(), ada, first_through)).id));
    server.now.ms += 31LL * 24 * 3600 * 1000;

    const BillRun next = granted(start_run(server.context(), ada, date(2027, 1, 1)));

    CHECK(next.totals == std::vector<Money>{usd(4'900)});
  }

  TEST_CASE("posting a posted run again changes nothing") {
    TestServer server;
    add_billable_accounts(server, 2);
    const BillRun run = granted(start_run(server.context(), ada, first_through));
    granted(post_run(server.context(), ada, run.id));
    const std::string before = bills_of(server);

    CHECK(granted(post_run(server.context(), ada, run.id)).state == BillRunState::posted);

    CHECK(bills_of(server) == before);
  }

  TEST_CASE("an earlier cycle does not open a closed one") {
    TestServer server;
    server.now.ms += days_to_first_through * day_ms;
    granted(post_run(server.context(), ada,
                     granted(start_run(server.context(), ada, first_through)).id));

    granted(post_run(server.context(), ada,
                     granted(start_run(server.context(), ada, date(2026, 11, 1))).id));

    CHECK(server.lines("SELECT closed_through FROM organisation") == "2026-12-01\n");
  }

  TEST_CASE("a cycle posted before its end closes only up to today") {
    TestServer server;
    const std::string today = to_text(utc_date(server.now)) + "\n";

    granted(post_run(server.context(), ada,
                     granted(start_run(server.context(), ada, first_through)).id));

    CHECK(server.lines("SELECT closed_through FROM organisation") == today);
  }

  TEST_CASE("an account that changed its name after inspection is invoiced under the new one") {
    TestServer server;
    add_billable_accounts(server, 2);
    const BillRun run = granted(start_run(server.context(), ada, first_through));
    Account renamed = a_company_account(2);
    renamed.number = 1002;
    renamed.version = 2;
    renamed.company_name = "Renamed Ltd";
    server.add_account(renamed);

    const BillRun posted = granted(post_run(server.context(), ada, run.id));

    CHECK(posted.posted_count == 2);
    CHECK(posted.totals == run.totals);
    CHECK(server.lines("SELECT bill_to_name FROM invoice ORDER BY number") ==
          "Alfreds Futterkiste\nRenamed Ltd\n");
    CHECK(invoice_numbers(server) == std::vector<std::int64_t>{1001, 1002});
  }

  TEST_CASE("an account whose bill would differ from what was inspected is parked") {
    TestServer server;
    add_billable_accounts(server, 2);
    const BillRun run = granted(start_run(server.context(), ada, first_through));
    Account changed = a_company_account(1);
    changed.number = 1001;
    changed.version = 2;
    changed.payment_terms_days = 7;
    server.add_account(changed);

    const BillRun posted = granted(post_run(server.context(), ada, run.id));

    CHECK(posted.state == BillRunState::posted);
    CHECK(posted.posted_count == 1);
    REQUIRE(posted.failed.size() == 1);
    CHECK(posted.failed[0].account_id == changed.id);
    CHECK(invoice_numbers(server) == std::vector<std::int64_t>{1001});
    const BillRun next = granted(start_run(server.context(), ada, first_through));
    CHECK(next.totals == std::vector<Money>{usd(first_bill_minor)});
  }

  TEST_CASE("a run that is not there cannot be posted") {
    TestServer server;

    CHECK(refusal_of(post_run(server.context(), ada, id_of<BillRunId>(1))) ==
          BillRefusal::run_not_found);
  }
}

TEST_SUITE("discard_run") {
  TEST_CASE("discarding frees the slots and uses no number") {
    TestServer server;
    add_billable_accounts(server, 3);
    const BillRun run = granted(start_run(server.context(), ada, first_through));

    const BillRun discarded = granted(discard_run(server.context(), ada, run.id));

    CHECK(discarded.state == BillRunState::discarded);
    CHECK(server.count("SELECT COUNT(*) FROM invoice") == 0);
    CHECK(server.count("SELECT COUNT(*) FROM charge_slot") == 0);
    const BillRun next = granted(start_run(server.context(), ada, first_through));
    CHECK(next.totals == run.totals);
    granted(post_run(server.context(), ada, next.id));
    CHECK(invoice_numbers(server) == std::vector<std::int64_t>{1001, 1002, 1003});
  }

  TEST_CASE("a run that has begun to post can only be finished") {
    TestServer server;
    add_billable_accounts(server, 3);
    const BillRun run = granted(start_run(server.context(), ada, first_through));
    REQUIRE(need(advance_posting(server.context(), ada, run.id, 1)) == true);

    CHECK(refusal_of(discard_run(server.context(), ada, run.id)) ==
          BillRefusal::run_not_discardable);
    CHECK(granted(post_run(server.context(), ada, run.id)).posted_count == 3);
  }
}

}  // namespace
}  // namespace satchel::server::bill_run_test
