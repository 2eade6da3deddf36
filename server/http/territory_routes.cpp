// Territories: list, add, rename, and whose an account is.
#include "server/access/territory_acts.h"
#include "server/http/allowed_reply.h"
#include "server/http/handlers.h"
#include "server/http/list_page.h"
#include "server/sync/territory_move.h"
#include "shared/domain/limits.h"
#include "shared/store/account_store.h"

namespace satchel::server {
namespace {

TerritoryWish read_territory_wish(ObjectReader& in) {
  return {in.text("code"), in.optional_text("name")};
}

void encode_territory(JsonWriter& out, const Territory& territory) {
  out.begin_object();
  out.field("id", territory.id);
  out.field("code", territory.code);
  out.field("name", territory.name);
  out.end_object();
}

Result<TerritoryWish> wish_of(const Call& call) {
  return read_document(call.request.body, Strictness::strict, read_territory_wish);
}

Result<std::vector<TerritoryId>> wished_territories(const Call& call) {
  const auto texts =
      SATCHEL_TRY(read_document(call.request.body, Strictness::strict, [](ObjectReader& in) {
        return in.texts("territory_ids", territories_max);
      }));
  std::vector<TerritoryId> ids;
  for (const std::string& text : texts) {
    auto id = TerritoryId::parse(text);
    if (!id) return fail(ErrorCode::invalid, "territory_ids must be UUIDs in lower case.");
    ids.push_back(*std::move(id));
  }
  return ids;
}

}  // namespace

Result<HttpReply> list_territories(Call& call) {
  SATCHEL_TRY(parse_page(call.request, {}));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  ListWriter out(format_of(call.request));
  for (const TerritoryRow& row : SATCHEL_TRY(list_territory_rows(*tx))) {
    out.begin_row();
    out.field("id", row.territory.id);
    out.field("code", row.territory.code);
    out.field("name", row.territory.name);
    out.field("accounts", row.accounts);
    out.field("users", row.users);
    out.end_row();
  }
  return list_reply(call.request, out, "");
}

Result<HttpReply> add_territory(Call& call) {
  const TerritoryWish wish = SATCHEL_TRY(wish_of(call));
  return act_reply(
      call,
      [&](const ServerWrite& write) { return add_territory(write, call.caller->user_id, wish); },
      encode_territory);
}

Result<HttpReply> rename_territory(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<TerritoryId>(call.request));
  const TerritoryWish wish = SATCHEL_TRY(wish_of(call));
  return act_reply(
      call,
      [&](const ServerWrite& write) {
        return rename_territory(write, call.caller->user_id, id, wish);
      },
      encode_territory);
}

Result<HttpReply> assign_account(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<AccountId>(call.request));
  const auto territories = SATCHEL_TRY(wished_territories(call));
  const auto tx = SATCHEL_TRY(call.context.database.begin());
  if (!SATCHEL_TRY(are_known_territories(*tx, territories))) {
    return problem_reply(Problem{.type = "territory-unknown",
                                 .title = "Refused",
                                 .status = 422,
                                 .detail = "One of the territories does not exist."});
  }
  SATCHEL_TRY(move_account(write_in(call.context, *tx), call.caller->user_id, id, territories));
  SATCHEL_TRY(tx->commit());
  return empty_reply(204);
}

}  // namespace satchel::server
