// Ends holds and suspensions.
#include "shared/execute/lift_dunning.h"

#include <set>

#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/dunning_store.h"

namespace satchel {
namespace {

Result<std::set<AccountId>> debtors_of(Transaction& tx, const Touched& touched) {
  std::set<AccountId> debtors;
  for (const AggregateRef& ref : touched) {
    if (ref.kind != AggregateKind::invoice) continue;
    const auto id = InvoiceId::parse(ref.id).value_or(InvoiceId());
    const auto invoice = SATCHEL_TRY(find_invoice(tx, id));
    if (!invoice) continue;
    const bool settled = invoice->state != InvoiceState::posted || balance_of(*invoice).minor <= 0;
    if (settled) SATCHEL_TRY(forget_taken_steps(tx, id));
    debtors.insert(invoice->account_id);
  }
  return debtors;
}

Result<Touched> release(Transaction& tx, const AccountId& id, Date today) {
  SATCHEL_TRY(end_suspensions(tx, id, today));
  if (!SATCHEL_TRY(end_dunning_hold(tx, id, today))) return Touched();
  auto account = SATCHEL_TRY(find_account(tx, id));
  if (!account) return fail(ErrorCode::corrupt, "a customer is gone whose new orders are held");
  account->standing.hold_new_orders = false;
  account->version += 1;
  SATCHEL_TRY(save_account(tx, *account));
  return Touched{{AggregateKind::account, id.text()}};
}

}  // namespace

Result<Touched> lift_dunning(Transaction& tx, const Touched& touched, Date today) {
  Touched lifted;
  for (const AccountId& id : SATCHEL_TRY(debtors_of(tx, touched))) {
    if (SATCHEL_TRY(owes_what_was_dunned(tx, id))) continue;
    const Touched released = SATCHEL_TRY(release(tx, id, today));
    lifted.insert(lifted.end(), released.begin(), released.end());
  }
  return lifted;
}

}  // namespace satchel
