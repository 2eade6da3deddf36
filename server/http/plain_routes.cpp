// Health, readiness, metrics, and the files of the app.
#include "server/http/handlers.h"
#include "server/http/problem_reply.h"
#include "server/http/site.h"
#include "shared/store/organisation_store.h"

namespace satchel::server {

HttpReply show_health(const HttpRequest&, Services&) { return json_reply(R"({"status":"up"})"); }

Result<HttpReply> show_readiness(Call& call) {
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  const auto organisation = SATCHEL_TRY(find_organisation(*tx));
  if (organisation) return json_reply(R"({"status":"ready"})");
  return problem_reply(503, "There is no organisation yet; create one with satchel init.");
}

Result<HttpReply> show_metrics(Call& call) {
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  const Services& services = call.services;
  return HttpReply{.content_type = "text/plain; version=0.0.4; charset=utf-8",
                   .body = services.metrics.text(services.connections()) +
                           job_metrics(SATCHEL_TRY(count_jobs(*tx)))};
}

HttpReply redirect_to_app(const HttpRequest&, Services&) {
  return {.status = 308, .headers = {{"Location", "/app/"}, {"Cache-Control", "no-cache"}}};
}

HttpReply show_site_file(const HttpRequest& request, Services& services) {
  return services.site.reply(request.parameters.at(0), request);
}

}  // namespace satchel::server
