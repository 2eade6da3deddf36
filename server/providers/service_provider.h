// ServiceProvider: has services created and ended, and domains registered and renewed, elsewhere.
#pragma once

#include <string>

#include "server/store/provider_store.h"
#include "server/store/service_job.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace satchel::server {

/// Under which name the request is made, so that repetitions are one act.
struct ServiceCall {
  std::string idempotency_key;
  Timestamp at;
};

/// The one interface to provisioning systems and registrars.
class ServiceProvider {
 public:
  virtual ~ServiceProvider() = default;

  /// Asks once. Done with the remote id when it is done; a refusal (4xx) is final, everything else
  /// is worth another attempt.
  virtual JobOutcome ask(const ServiceRequest& request, const ServiceCall& call) = 0;
};

/// Signed HTTP requests: a JSON body, an Idempotency-Key, and the headers of Standard Webhooks.
class SignedServiceProvider final : public ServiceProvider {
 public:
  explicit SignedServiceProvider(Settings settings) : settings_(std::move(settings)) {}

  JobOutcome ask(const ServiceRequest& request, const ServiceCall& call) override;

 private:
  Result<JobOutcome> send(const ServiceRequest& request, const ServiceCall& call);

  Settings settings_;
};

}  // namespace satchel::server
