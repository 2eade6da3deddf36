// plan_account: one account's part of a bill run, the same for dry runs, runs and posting.
#pragma once

#include <optional>
#include <string>

#include "server/store/bill_run_store.h"
#include "shared/domain/billing/invoice.h"

namespace satchel::server {

/// What a run makes of an account.
struct AccountPlan {
  BillRunAccount account;
  std::optional<Invoice> invoice;  // Present exactly for the outcome billed.
};

/// Plans the account's draft for the run. A refused plan and a broken sum are the outcome failed.
Result<AccountPlan> plan_account(Transaction& tx, const BillRun& run, const AccountId& account_id,
                                 const TaxTable& taxes);

/// Returns the digest of everything the invoice bills, whatever its id and number.
std::string content_digest(const Invoice& invoice);

/// Returns the digest of all accounts of a run together, in id order. Equal for a dry run and a run
/// on the same facts.
std::string run_digest(const std::vector<BillRunAccount>& accounts);

}  // namespace satchel::server
