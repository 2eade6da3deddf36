// One aggregate by its id.
#include "server/http/scope.h"

#include "server/http/problem_reply.h"

namespace satchel::server {

Result<HttpReply> aggregate_reply(Call& call, const AggregateRef& ref) {
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  const Truth truth = SATCHEL_TRY(TruthReader(*tx, call.caller->actor).read(ref));
  if (truth.aggregate) return json_reply(to_json(*truth.aggregate));
  return problem_reply(
      404, "There is no such " + std::string(to_text(ref.kind)) + ", or it is not yours to see.");
}

}  // namespace satchel::server
