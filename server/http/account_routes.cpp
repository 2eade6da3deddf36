// The organisation and the accounts.
#include "server/http/answer_once.h"
#include "server/http/handlers.h"
#include "server/http/list_page.h"
#include "server/http/list_rows.h"
#include "server/http/problem_reply.h"
#include "server/http/scope.h"
#include "server/store/account_list.h"
#include "server/sync/account_standing.h"
#include "server/sync/bill_cycle_day.h"
#include "shared/wire/aggregate_wire.h"

namespace satchel::server {
namespace {

constexpr std::int64_t bill_cycle_day_max = 31;

}  // namespace

Result<HttpReply> show_organisation(Call& call) {
  return aggregate_reply(call, {AggregateKind::organisation, "-"});
}

Result<HttpReply> list_accounts(Call& call) {
  const ListPage page = SATCHEL_TRY(parse_page(call.request, {}));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  std::vector<Account> accounts;
  if (!sees_nothing(call.caller->actor)) {
    accounts = SATCHEL_TRY(list_accounts(*tx, {.text = page.text,
                                               .count_max = page.limit + 1,
                                               .after = page.after,
                                               .territories = territories_of(call.caller->actor)}));
  }
  const bool more = std::ssize(accounts) > page.limit;
  if (more) accounts.pop_back();
  ListWriter out(format_of(call.request));
  for (const Account& account : accounts) write_row(out, account);
  return list_reply(call.request, out, more ? accounts.back().id.text() : "");
}

Result<HttpReply> set_standing(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<AccountId>(call.request));
  const AccountStanding standing =
      SATCHEL_TRY(read_document(call.request.body, Strictness::strict, read_standing));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    const auto decided = SATCHEL_TRY(set_standing(write, call.caller->actor, id, standing));
    if (!decided) return problem_reply(decided.error());
    HttpReply reply = json_reply(to_json(*decided));
    reply.log_note = "set_standing " + id.text();
    return reply;
  });
}

Result<HttpReply> set_bill_cycle_day(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<AccountId>(call.request));
  const std::int64_t day =
      SATCHEL_TRY(read_document(call.request.body, Strictness::strict, [](ObjectReader& in) {
        return in.bounded_number("bill_cycle_day", bill_cycle_day_max);
      }));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    const auto decided = SATCHEL_TRY(set_bill_cycle_day(
        write, call.caller->actor, id, static_cast<unsigned>(std::max<std::int64_t>(day, 0))));
    if (!decided) return problem_reply(decided.error());
    HttpReply reply = json_reply(to_json(*decided));
    reply.log_note = "set_bill_cycle_day " + id.text();
    return reply;
  });
}

Result<HttpReply> show_account(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<AccountId>(call.request));
  return aggregate_reply(call, {AggregateKind::account, id.text()});
}

}  // namespace satchel::server
