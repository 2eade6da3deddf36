// Tests that an account's standing holds for its orders: the hold and the credit limit.
#include <doctest/doctest.h>

#include "shared/execute/execute.h"
#include "shared/store/account_store.h"
#include "shared/store/catalog_store.h"
#include "shared/store/order_store.h"
#include "shared/store/organisation_store.h"
#include "tests/support/dump.h"

namespace satchel::standing_test {
namespace {

/// One side with a customer whose standing the test sets.
struct StandingSide {
  std::unique_ptr<Database> database = a_database();
  std::unique_ptr<Transaction> tx = need(database->begin());
  ExecuteContext rep{Side::server, a_rep(), test_now, test_today};
  ExecuteContext office{Side::server, an_admin(), test_now, test_today};

  explicit StandingSide(Side side) {
    rep.side = side;
    Organisation organisation = an_organisation();
    organisation.settings.approval.credit_limits = {usd(1'000'000)};
    need(save_organisation(*tx, organisation));
    need(save_price_book(*tx, a_price_book()));
    set({});
  }

  void set(const AccountStanding& standing) {
    Account account = a_company_account();
    account.number = 1001;
    account.version = 1;
    account.standing = standing;
    need(save_account(*tx, account));
  }

  std::optional<Reason> refusal_of(const ExecuteContext& context, const Command& command) {
    const std::string before = dump(*tx);
    const auto decided = need(execute(*tx, context, command));
    if (decided) return std::nullopt;
    CHECK(dump(*tx) == before);
    return decided.error().reason;
  }

  Order order() { return *need(find_order(*tx, an_order_id())); }
};

}  // namespace

TEST_SUITE("standing") {
  TEST_CASE("A9: on both sides a customer on hold may have drafts and quotes, but no new orders") {
    for (const Side side : {Side::device, Side::server}) {
      StandingSide desk(side);
      desk.set({.hold_new_orders = true});
      CHECK_FALSE(desk.refusal_of(desk.rep, a_save_draft()));
      CHECK_FALSE(desk.refusal_of(desk.rep, a_save_quote()));
      CHECK(desk.refusal_of(desk.rep, a_place_order()) == Reason::account_on_hold);
      CHECK(desk.order().lifecycle == OrderLifecycle::draft);

      desk.set({});
      CHECK_FALSE(desk.refusal_of(desk.rep, a_place_order()));
      CHECK(desk.order().lifecycle == OrderLifecycle::pending);
    }
  }

  TEST_CASE("A9: an order that is pending when the hold comes is not accepted before it goes") {
    StandingSide desk(Side::server);
    CHECK_FALSE(desk.refusal_of(desk.rep, a_place_order()));
    desk.set({.hold_new_orders = true});

    CHECK(desk.refusal_of(desk.office, AcceptOrder{an_order_id(), {}}) == Reason::account_on_hold);
    CHECK(desk.order().review == Review::unreviewed);
    desk.set({});
    CHECK_FALSE(desk.refusal_of(desk.office, AcceptOrder{an_order_id(), {}}));
    CHECK(desk.order().lifecycle == OrderLifecycle::in_progress);
  }

  TEST_CASE("A9: on both sides the customer's own credit limit asks for an approval") {
    // The order is 32.97 once and 49.00 a month.
    for (const Side side : {Side::device, Side::server}) {
      StandingSide within(side);
      within.set({.credit_limit_minor = 8'197});
      CHECK_FALSE(within.refusal_of(within.rep, a_place_order()));
      CHECK(within.order().approval == Approval::none);

      StandingSide over(side);
      over.set({.credit_limit_minor = 8'196});
      CHECK_FALSE(over.refusal_of(over.rep, a_place_order()));
      CHECK(over.order().approval == Approval::required);
      CHECK(over.order().approval_rules == std::vector{ApprovalRule::credit_limit});
    }
  }

  TEST_CASE(
      "A9: on both sides what is ordered and not yet billed counts against the credit limit") {
    for (const Side side : {Side::device, Side::server}) {
      StandingSide desk(side);
      desk.set({.credit_limit_minor = 2 * 8'197 - 1});
      CHECK_FALSE(desk.refusal_of(desk.rep, a_place_order(1)));
      CHECK(desk.order().approval == Approval::none);
      CHECK_FALSE(desk.refusal_of(desk.rep, a_place_order(2)));

      const Order second = *need(find_order(*desk.tx, an_order_id(2)));
      CHECK(second.approval_rules == std::vector{ApprovalRule::credit_limit});
    }
  }

  TEST_CASE("A9: of an order to be paid at once, what is open of it counts against the limit") {
    StandingSide desk(Side::server);
    desk.set({.credit_limit_minor = 8'197 + 4'767 - 1});
    OrderDocument document = a_document(an_order_id(2));
    document.payment_method = PaymentMethod::cash;
    CHECK_FALSE(desk.refusal_of(desk.rep, place_order_of(an_order_id(2), document)));
    CHECK(need(find_order(*desk.tx, an_order_id(2)))->due == usd(4'767));

    CHECK_FALSE(desk.refusal_of(desk.rep, a_place_order(1)));
    CHECK(desk.order().approval_rules == std::vector{ApprovalRule::credit_limit});

    CHECK_FALSE(desk.refusal_of(desk.office, CancelOrder{an_order_id(2), "Changed his mind"}));
    CHECK_FALSE(desk.refusal_of(desk.rep, a_place_order(3)));
    CHECK(need(find_order(*desk.tx, an_order_id(3)))->approval == Approval::required);
  }

  TEST_CASE("A9: an order over the customer's credit limit is accepted once it is approved") {
    StandingSide desk(Side::server);
    desk.set({.credit_limit_minor = 100});
    CHECK_FALSE(desk.refusal_of(desk.rep, a_place_order()));
    CHECK(desk.refusal_of(desk.office, AcceptOrder{an_order_id(), {}}) == Reason::approval_missing);

    CHECK_FALSE(desk.refusal_of(desk.office, ApproveOrder{an_order_id(), "They always pay"}));
    CHECK_FALSE(desk.refusal_of(desk.office, AcceptOrder{an_order_id(), {}}));
    CHECK(desk.order().lifecycle == OrderLifecycle::in_progress);
  }
}

}  // namespace satchel::standing_test
