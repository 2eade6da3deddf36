// The organisation and the accounts.
#include "server/http/handlers.h"
#include "server/http/list_page.h"
#include "server/http/list_rows.h"
#include "server/http/scope.h"
#include "server/store/account_list.h"

namespace satchel::server {
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

Result<HttpReply> show_account(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<AccountId>(call.request));
  return aggregate_reply(call, {AggregateKind::account, id.text()});
}

}  // namespace satchel::server
