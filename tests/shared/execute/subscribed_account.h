// An account with a subscription, which people change and bills follow.
#pragma once

#include <doctest/doctest.h>

#include <memory>

#include "shared/execute/execute.h"
#include "shared/execute/order_money.h"
#include "shared/execute/post_invoice.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "tests/support/books.h"

namespace satchel {

inline Actor an_accountant() { return {id_of<UserId>(804), "Anna Account", Role::accountant, {}}; }

/// A server's database with the account; the test saves catalogue and order, and begins its
/// billing.
struct SubscribedAccount {
  std::unique_ptr<Database> database = a_database();
  std::unique_ptr<Transaction> tx = need(database->begin());
  Account account = a_company_account();
  Order order = a_completed_order();
  int bills = 0;

  Subscription subscription() { return need(load_order_subscriptions(*tx, order.id)).front(); }
  Account stored() { return *need(find_account(*tx, account.id)); }

  Decision<Touched> run_on(Date today, const Command& command,
                           const Actor& actor = an_accountant()) {
    return need(execute(*tx, {Side::server, actor, test_now, today}, command));
  }
  void cancel(Date on) {
    CancelSubscription command;
    command.account_id = account.id;
    command.subscription_id = subscription().id;
    command.on = on;
    REQUIRE(run_on(on, command));
  }
  void change_quantity(std::int64_t quantity, Date on) {
    REQUIRE(run_on(
        on, ChangeSubscription{account.id, subscription().id, std::nullopt, quantity, false, on}));
  }
  /// What is due through the day, under the tax table if there is one; nothing when there is none.
  std::optional<Invoice> plan(Date through, const TaxTable* taxes = nullptr) {
    const BillFacts facts = need(load_bill_facts(*tx, stored(), through, taxes));
    auto planned = plan_bill(facts, through, id_of<InvoiceId>(700 + ++bills));
    REQUIRE(planned);
    return *std::move(planned);
  }
  /// Saves what was planned, which comes back as it was, and posts it.
  Invoice post(const Invoice& planned, Date through) {
    CHECK(adds_up(planned));
    need(save_draft_invoice(*tx, planned));
    CHECK(need(find_invoice(*tx, planned.id)) == planned);
    return need(post_invoices(*tx, {planned}, through)).front();
  }
  /// Bills and posts what is due through the day; nothing when there is nothing.
  std::optional<Invoice> bill(Date through) {
    const auto planned = plan(through);
    return planned ? std::optional(post(*planned, through)) : std::nullopt;
  }
};

}  // namespace satchel
