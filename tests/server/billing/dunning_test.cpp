// Tests of dunning: the ladder, its steps each once, what is spared, and what paying lifts.
#include "server/billing/dunning_run.h"
#include "server/sync/account_standing.h"
#include "shared/store/order_store.h"
#include "tests/server/billing/billing_fixture.h"
#include "tests/support/books.h"

namespace satchel::server::dunning_test {
namespace {

const UserId ada = an_admin().user_id;
const AccountId customer = a_company_account(1).id;
constexpr std::int64_t day_ms = 24LL * 3600 * 1000;

DunningLadder a_ladder() {
  return {{3, DunningAct::reminder, "Invoice {number}", "Dear {name}, {amount} was due {due_date}"},
          {10, DunningAct::reminder, "Last reminder", "{days} days"},
          {14, DunningAct::hold, "", ""},
          {21, DunningAct::suspend, "", ""},
          {30, DunningAct::cancel, "", ""}};
}

/// A server where account 1 owes its first cycle, with subscriptions, on a day after its due date.
class TestDebt : public TestServer {
 public:
  TestDebt() {
    add_billable_accounts(*this, 1);
    write([](const ServerWrite& in) {
      const Order order = a_completed_order(1, a_company_account(1));
      for (Subscription subscription : subscriptions_of(order)) {
        need(save_subscription(in.tx, subscription));
      }
      REQUIRE(need(set_ladder(in, an_admin(), a_ladder())));
    });
    granted(post_run(context(), ada, granted(start_run(context(), ada, first_through)).id));
  }

  /// Moves the clock to so many days after the invoice was due.
  void go_to(int days_overdue) {
    const Date due = add_days(first_through, a_company_account(1).payment_terms_days);
    now.ms = test_now.ms + (days_between(test_today, due) + days_overdue) * day_ms;
  }

  void dun_on(const std::vector<int>& days) {
    for (const int day : days) {
      go_to(day);
      dun();
    }
  }

  DunningRun dun() { return need(run_dunning(context(), ada)); }

  void pay() {
    accept(RecordPayment{{.id = id_of<PaymentId>(1),
                          .account_id = customer,
                          .method = PaymentMethod::cash,
                          .amount = usd(first_bill_minor),
                          .taken_on = test_today}});
  }

  bool holds_orders() {
    return read([](Transaction& tx) { return need(find_account(tx, customer)); })
        ->standing.hold_new_orders;
  }

  std::vector<Suspension> suspensions() {
    return read([](Transaction& tx) { return need(load_suspensions(tx, customer)); });
  }

  void control(const AccountControls& controls) {
    write([&](const ServerWrite& in) {
      REQUIRE(need(set_controls(in, an_admin(), customer, controls)));
    });
  }
};

}  // namespace

TEST_SUITE("dunning ladder") {
  TEST_CASE("a ladder goes up by days, names each step once, and its reminders have words") {
    CHECK(problems_of(a_ladder()).empty());
    DunningLadder wrong = a_ladder();
    wrong[1].days_after_due = 2;
    wrong[0].title = " ";
    CHECK(problems_of(wrong) ==
          std::vector<FieldProblem>{{"steps[0].title", Reason::field_required},
                                    {"steps[1].days_after_due", Reason::field_invalid}});
    CHECK(problems_of({a_ladder()[2], a_ladder()[2]}).size() == 1);
  }

  TEST_CASE("a reminder with a hole in it, or more than one line of title, is refused") {
    TestServer server;
    DunningLadder ladder = a_ladder();
    ladder[0].text = "Dear {customer}";
    ladder[1].title = "Last\nreminder";
    server.write([&](const ServerWrite& in) {
      const auto refused = need(set_ladder(in, an_admin(), ladder));
      REQUIRE_FALSE(refused);
      CHECK(refused.error().fields ==
            std::vector<FieldProblem>{{"steps[1].title", Reason::field_invalid},
                                      {"steps[0].text", Reason::field_invalid}});
    });
  }

  TEST_CASE("only an administrator sets it") {
    TestServer server;
    server.write([](const ServerWrite& in) {
      const auto refused = need(set_ladder(in, a_rep(), a_ladder()));
      REQUIRE_FALSE(refused);
      CHECK(refused.error().reason == Reason::role_not_allowed);
      CHECK(need(load_ladder(in.tx)).empty());
      REQUIRE(need(set_ladder(in, an_admin(), a_ladder())));
      CHECK(need(load_ladder(in.tx)) == a_ladder());
    });
  }
}

TEST_SUITE("run_dunning") {
  TEST_CASE("each step is taken once, on its day") {
    TestDebt debt;
    debt.go_to(2);
    CHECK(debt.dun() == DunningRun{.overdue = 1});
    debt.go_to(3);
    CHECK(debt.dun() == DunningRun{.overdue = 1, .reminders = 1});
    CHECK(debt.dun() == DunningRun{.overdue = 1});
    CHECK(debt.lines("SELECT title FROM mail") == "Invoice 1001\n");
    CHECK(debt.lines("SELECT body_text FROM mail").find("96.67 USD was due 31 Dec 2026") !=
          std::string::npos);
    debt.go_to(10);
    CHECK(debt.dun() == DunningRun{.overdue = 1, .reminders = 1});
    debt.go_to(14);
    CHECK(debt.dun() == DunningRun{.overdue = 1, .holds = 1});
    CHECK(debt.holds_orders());
    debt.go_to(21);
    CHECK(debt.dun() == DunningRun{.overdue = 1, .suspensions = 1});
    REQUIRE(debt.suspensions().size() == 1);
    CHECK(debt.suspensions()[0].reason == "Invoice 1001 is overdue");
    CHECK_FALSE(debt.suspensions()[0].until);
    debt.go_to(30);
    CHECK(debt.dun() == DunningRun{.overdue = 1, .cancellations = 1});
    CHECK(debt.lines("SELECT DISTINCT state FROM subscription") == "ended\n");
    CHECK(debt.count("SELECT COUNT(*) FROM audit_log WHERE action LIKE 'dunning_%'") == 5);
  }

  TEST_CASE("however late dunning begins, each step comes as long after the one before") {
    TestDebt debt;
    debt.go_to(300);
    CHECK(debt.dun() == DunningRun{.overdue = 1, .reminders = 1});
    CHECK(debt.lines("SELECT title FROM mail") == "Invoice 1001\n");
    debt.go_to(306);
    CHECK(debt.dun() == DunningRun{.overdue = 1});
    debt.go_to(307);
    CHECK(debt.dun() == DunningRun{.overdue = 1, .reminders = 1});
    debt.go_to(310);
    CHECK(debt.dun() == DunningRun{.overdue = 1});
    debt.go_to(311);
    CHECK(debt.dun() == DunningRun{.overdue = 1, .holds = 1});
    CHECK(debt.lines("SELECT DISTINCT state FROM subscription") == "active\n");
  }

  TEST_CASE("money that is taken back begins the ladder again, with the hold in its turn") {
    TestDebt debt;
    debt.dun_on({3, 10, 14});
    debt.pay();
    CHECK_FALSE(debt.holds_orders());
    debt.accept(RefundPayment{id_of<PaymentId>(1), "The check bounced", usd(1000)});
    debt.go_to(400);
    CHECK(debt.dun() == DunningRun{.overdue = 1, .reminders = 1});
    debt.dun_on({407, 411});
    CHECK(debt.holds_orders());
    CHECK(debt.suspensions().empty());
  }

  TEST_CASE("the customer of a fraud order is not dunned for it") {
    TestDebt debt;
    debt.go_to(3);
    Order order = a_completed_order(1, a_company_account(1));
    order.lifecycle = OrderLifecycle::fraud;
    debt.write([&](const ServerWrite& in) { need(save_order(in.tx, order)); });
    CHECK(debt.dun() == DunningRun());
  }

  TEST_CASE("paying lifts the hold and the suspension by itself, and the devices hear of it") {
    TestDebt debt;
    debt.dun_on({3, 10, 14, 21});
    REQUIRE(debt.holds_orders());
    debt.pay();
    CHECK_FALSE(debt.holds_orders());
    REQUIRE(debt.suspensions().size() == 1);
    CHECK(debt.suspensions()[0].until);
    CHECK(debt.dun() == DunningRun());
    debt.read([](Transaction& tx) {
      check_books(tx);
      return 0;
    });
  }

  TEST_CASE("a hold that the office set stays when the customer pays") {
    TestDebt debt;
    debt.write([](const ServerWrite& in) {
      Account account = *need(find_account(in.tx, customer));
      account.standing.hold_new_orders = true;
      need(save_account(in.tx, account));
    });
    debt.dun_on({3, 10, 14, 21});
    debt.pay();
    CHECK(debt.holds_orders());
  }

  TEST_CASE("a hold that the office takes over is not lifted by a payment") {
    TestDebt debt;
    debt.dun_on({3, 10, 14});
    REQUIRE(debt.holds_orders());
    for (const bool hold : {false, true}) {
      debt.write([&](const ServerWrite& in) {
        AccountStanding standing = need(find_account(in.tx, customer))->standing;
        standing.hold_new_orders = hold;
        REQUIRE(need(set_standing(in, an_admin(), customer, standing)));
      });
    }
    debt.pay();
    CHECK(debt.holds_orders());
  }

  TEST_CASE("a tag spares a customer, and a hold spares him up to its last day") {
    TestDebt debt;
    debt.go_to(14);
    debt.control({.no_dunning = true});
    CHECK(debt.dun() == DunningRun{.overdue = 1, .spared = 1});
    const Date due = add_days(first_through, a_company_account(1).payment_terms_days);
    debt.control({.dunning_held_until = add_days(due, 15)});
    debt.go_to(15);
    CHECK(debt.dun() == DunningRun{.overdue = 1, .spared = 1});
    debt.go_to(16);
    CHECK(debt.dun().reminders == 1);
  }

  TEST_CASE("an inspected draft is not posted once its customer is not invoiced") {
    TestDebt debt;
    debt.go_to(1);
    const BillRun inspected = granted(start_run(debt.context(), ada, date(2027, 1, 1)));
    REQUIRE(inspected.invoice_count == 1);
    debt.control({.no_invoicing = true});
    granted(post_run(debt.context(), ada, inspected.id));
    CHECK(debt.count("SELECT COUNT(*) FROM invoice WHERE state = 'posted'") == 1);
  }

  TEST_CASE("a bill run skips and names a customer who is not invoiced") {
    TestDebt debt;
    debt.control({.no_invoicing = true});
    const BillRun run = granted(start_run(debt.context(), ada, date(2026, 12, 20)));
    CHECK(run.invoice_count == 0);
    REQUIRE(run.failed.size() == 1);
    CHECK(run.failed[0].error.find("no invoicing") != std::string::npos);
  }
}

}  // namespace satchel::server::dunning_test
