// The tax table, and who is exempt.
#include "server/catalogue/tax_act.h"
#include "server/http/answer_once.h"
#include "server/http/handlers.h"
#include "server/http/problem_reply.h"
#include "server/http/scope.h"
#include "server/sync/account_standing.h"
#include "shared/store/tax_store.h"
#include "shared/wire/aggregate_wire.h"
#include "shared/wire/tax_wire.h"

namespace satchel::server {

Result<HttpReply> show_tax_table(Call& call) {
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  return json_reply(to_json(SATCHEL_TRY(load_tax_table(*tx))));
}

Result<HttpReply> put_tax_table(Call& call) {
  const TaxTable table =
      SATCHEL_TRY(read_document(call.request.body, Strictness::strict, read_tax_table));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    const Editor editor{call.caller->user_id, call.caller->actor.name};
    const auto done = SATCHEL_TRY(put_tax_table(write, editor, table));
    return done ? json_reply(to_json(*done)) : problem_reply(done.error());
  });
}

Result<HttpReply> set_tax_exemption(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<AccountId>(call.request));
  const TaxExemption exemption =
      SATCHEL_TRY(read_document(call.request.body, Strictness::strict, read_exemption));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    const auto decided = SATCHEL_TRY(set_tax_exemption(write, call.caller->actor, id, exemption));
    if (!decided) return problem_reply(decided.error());
    HttpReply reply = json_reply(to_json(*decided));
    reply.log_note = "set_tax_exemption " + id.text();
    return reply;
  });
}

}  // namespace satchel::server
