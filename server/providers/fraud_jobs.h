// Fraud check jobs: each asks the outside checker about one order.
#pragma once

#include "server/providers/job_worker.h"
#include "shared/domain/order/order.h"

namespace satchel::server {

/// Asks the checker of the settings about the order. The outcome's answer is for `fraud_check_in`.
Result<JobOutcome> attempt_fraud_check(const ServerContext& context, const Job& job);

/// Returns the check as it is now that the job has ended: our own rules' with what the checker
/// said, the higher score of both. Without an answer our own rules stand.
FraudCheck fraud_check_in(FraudCheck own, const Job& job, const JobOutcome& outcome);

}  // namespace satchel::server
