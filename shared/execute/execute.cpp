// Loads what a command is decided on, decides it, and saves the outcome.
#include "shared/execute/execute.h"

#include <type_traits>
#include <utility>

#include "shared/execute/execute_invoice.h"
#include "shared/execute/execute_order.h"
#include "shared/execute/execute_payment.h"
#include "shared/execute/execute_subscription.h"
#include "shared/execute/lift_dunning.h"
#include "shared/store/account_store.h"
#include "shared/store/organisation_store.h"

namespace satchel {
namespace {

using Outcome = Decision<Touched>;

AccountId account_id_of(const CreateAccount& command) { return command.account.id; }
AccountId account_id_of(const EditAccount& command) { return command.account_id; }

template <class AccountCommand>
Result<Outcome> execute_account(Transaction& tx, const ExecuteContext& context,
                                const AccountCommand& command) {
  const AccountId id = account_id_of(command);
  AccountFacts facts;
  facts.actor = context.actor;
  facts.at = context.at;
  facts.organisation = SATCHEL_TRY(find_organisation(tx)).value_or(Organisation());
  facts.account = SATCHEL_TRY(find_account(tx, id));
  facts.login_taken = SATCHEL_TRY(is_login_taken(tx, wished_login(command), id));

  Decision<Account> decided = decide(facts, command);
  if (!decided) return Outcome(tl::unexpected<Rejection>(decided.error()));
  if (context.side == Side::server) {
    ++decided->version;
    if (decided->number == 0) decided->number = SATCHEL_TRY(take_numbers(tx, "account", 1));
  }
  SATCHEL_TRY(save_account(tx, *decided));
  return Outcome(Touched{{AggregateKind::account, id.text()}});
}

Result<Outcome> execute_kind(Transaction& tx, const ExecuteContext& context,
                             const Command& command) {
  return std::visit(
      [&](const auto& each) -> Result<Outcome> {
        if constexpr (requires { each.order_id; }) {
          return execute_order(tx, context, each);
        } else if constexpr (requires {
                               each.reason;
                               each.account_id;
                               each.invoice_id;
                             }) {
          return execute_invoice(tx, context, each);
        } else if constexpr (
            requires { each.usage; } || requires { each.subscription_id; }) {
          return execute_subscription(tx, context, each);
        } else if constexpr (
            requires { each.payment; } || requires { each.payment_id; } ||
            requires { each.invoice_id; }) {
          return execute_payment(tx, context, each);
        } else {
          return execute_account(tx, context, each);
        }
      },
      command);
}

}  // namespace

Result<Decision<Touched>> execute(Transaction& tx, const ExecuteContext& context,
                                  const Command& command) {
  if (context.side == Side::device && is_online_only(command)) {
    return Outcome(reject(Reason::role_not_allowed));
  }
  Outcome outcome = SATCHEL_TRY(execute_kind(tx, context, command));
  if (!outcome || context.side == Side::device) return outcome;
  const Touched lifted = SATCHEL_TRY(lift_dunning(tx, *outcome, context.today));
  outcome->insert(outcome->end(), lifted.begin(), lifted.end());
  return outcome;
}

}  // namespace satchel
