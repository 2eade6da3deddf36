// What the acts on a bill run share: opening, finding, writing into the audit log.
#pragma once

#include <string>

#include "server/billing/bill_run.h"

namespace satchel::server {

/// Returns `wanted` with an id and the time, or why it may not be.
Result<BillDecision<BillRun>> make_run(const ServerContext& context, Transaction& tx,
                                       BillRun wanted);

/// Returns whether the ledger takes no invoices of this day any more.
Result<bool> is_in_closed_month(Transaction& tx, Date day);

/// Returns the run as stored, or run_not_found. In a transaction of its own.
Result<BillDecision<BillRun>> load_run(const ServerContext& context, const BillRunId& id);

/// Returns the run's head for a change, locked against other changes until the transaction ends.
Result<BillDecision<BillRun>> lock_run(Transaction& tx, const BillRunId& id);

/// Writes an act on the run into the audit log.
Result<void> audit_run(const ServerWrite& write, const UserId& by, const BillRun& run,
                       std::string action);

}  // namespace satchel::server
