// From a job to the other side.
#include "server/providers/service_jobs.h"

#include "server/providers/service_provider.h"

namespace satchel::server {

Result<JobOutcome> attempt_service(const ServerContext& context, const Job& job,
                                   Provider provider) {
  if (!job.remote_id.empty()) return JobOutcome{JobVerdict::done, {}, job.remote_id};
  const ServiceJob wanted = SATCHEL_TRY(parse_service_job(job.payload));
  Settings settings;
  {
    const auto tx = SATCHEL_TRY(context.database.begin(Access::read));
    settings = SATCHEL_TRY(load_settings(*tx, provider));
  }
  if (settings.at("url").empty()) {
    return JobOutcome{JobVerdict::give_up,
                      "No address is set; satchel provider set " + std::string(to_text(provider)) +
                          " url=... secret=-, then try again.",
                      {}};
  }
  return SignedServiceProvider(std::move(settings))
      .ask(wanted.request, {job.idempotency_key, context.now});
}

}  // namespace satchel::server
