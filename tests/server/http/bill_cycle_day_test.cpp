// Tests of moving an account's bill cycles over HTTP: the account, its charges, audit and feed.
#include "shared/execute/order_money.h"
#include "shared/store/billing_store.h"
#include "tests/server/http/http_fixture.h"

namespace satchel::server::bill_cycle_day_test {
namespace {

/// A server whose account 1 subscribes to support since 1 November 2026, the cycles on the 1st.
class CycleDesk : public TestHttp {
 public:
  CycleDesk() {
    store.write([](const ServerWrite& in) {
      Account account = a_company_account();
      account.bill_cycle_day = 1;
      need(save_account(in.tx, account));
      Order order = a_completed_order();
      order.document.starts_on = date(2026, 11, 1);
      order.document.items = {an_item(order.id, 0, support)};
      need(save_order(in.tx, order));
      need(begin_order_billing(in.tx, order, date(2026, 11, 1)));
    });
  }

  httplib::Result move(const std::string& day, const std::string& login = "ada") {
    const std::string path = "/v1/accounts/" + a_company_account().id.text() + "/bill-cycle-day";
    return client_of(login).Post(path, R"({"bill_cycle_day":)" + day + "}", "application/json");
  }
};

TEST_SUITE("bill cycle day over HTTP") {
  TEST_CASE("an account's cycles move to another day, once, with audit and feed") {
    CycleDesk desk;
    const auto feed = desk.store.count("SELECT COUNT(*) FROM feed");

    const auto moved = desk.move("15");

    REQUIRE(moved);
    CHECK_MESSAGE(moved->status == 200, moved->body);
    CHECK(moved->body.find(R"("bill_cycle_day":15)") != std::string::npos);
    CHECK(desk.store.lines("SELECT detail FROM audit_log WHERE action = 'set_bill_cycle_day'") ==
          "1 to 15\n");
    CHECK(desk.store.count("SELECT COUNT(*) FROM feed") == feed + 1);
    CHECK(desk.store.lines("SELECT starts_on || ' ' || COALESCE(ends_on, '-') || ' ' || "
                           "COALESCE(aligned_to, '-') FROM billable_charge ORDER BY starts_on") ==
          "2026-11-01 2026-12-01 2026-11-01\n2026-12-01 - -\n");
  }

  TEST_CASE("no day of a month, the day that it is and a rep are refused, and nothing changes") {
    CycleDesk desk;
    for (const char* day : {"0", "32", "-3", "1", "\"x\""}) {
      const auto refused = desk.move(day);
      REQUIRE(refused);
      CAPTURE(day);
      CHECK((refused->status == 400 || refused->status == 409));
    }
    check_problem(desk.move("15", "nancy"), 403);
    CHECK(desk.store.count("SELECT COUNT(*) FROM billable_charge WHERE ends_on IS NOT NULL") == 0);
    CHECK(desk.store.count("SELECT bill_cycle_day FROM account") == 1);
  }
}

}  // namespace
}  // namespace satchel::server::bill_cycle_day_test
