// Service jobs: each asks a provisioning system or a registrar for one thing.
#pragma once

#include "server/providers/job_worker.h"
#include "server/store/provider_store.h"

namespace satchel::server {

/// Asks once, as the settings of `provider` are at that moment. A job that got its answer before,
/// but whose meaning could not be kept, is not asked again.
Result<JobOutcome> attempt_service(const ServerContext& context, const Job& job, Provider provider);

}  // namespace satchel::server
