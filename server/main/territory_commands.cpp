// satchel territory.
#include <algorithm>
#include <charconv>
#include <ostream>

#include "server/access/territory_acts.h"
#include "server/main/access_commands.h"
#include "server/main/founding.h"
#include "server/main/territory_codes.h"
#include "server/sync/territory_move.h"
#include "shared/store/account_store.h"

namespace satchel::server {
namespace {

/// Returns the account with this number.
Result<AccountId> account_numbered(Transaction& tx, const std::string& number) {
  std::int64_t value = 0;
  std::from_chars(number.data(), number.data() + number.size(), value);
  const Rows rows = SATCHEL_TRY(tx.query("SELECT id FROM account WHERE number = $1", value));
  if (value > 0 && rows.size() == 1) return rows[0].id<AccountId>(0);
  return fail(ErrorCode::not_found, "There is no account with the number " + number + ".");
}

}  // namespace

Result<void> need_organisation(Transaction& tx) {
  SATCHEL_TRY(load_organisation(tx));
  return {};
}

Result<std::vector<TerritoryId>> territories_of_codes(Transaction& tx,
                                                      const std::vector<std::string>& codes) {
  const auto known = SATCHEL_TRY(load_territories(tx));
  std::vector<TerritoryId> ids;
  for (const std::string& code : codes) {
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&](const Territory& each) { return each.code == code; });
    if (found == known.end()) {
      return fail(ErrorCode::not_found,
                  "There is no territory " + code + "; add it with satchel territory add.");
    }
    ids.push_back(found->id);
  }
  return ids;
}

Result<void> run_territory_add(const CommandRun& run, const TerritoryArguments& arguments) {
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  SATCHEL_TRY(need_organisation(*tx));
  const Territory added = SATCHEL_TRY(accepted(
      add_territory(write_in(run.context, *tx), UserId(), {arguments.code, arguments.name})));
  SATCHEL_TRY(tx->commit());
  run.out << "Added the territory " << added.code << ".\n";
  return {};
}

Result<void> run_territory_list(const CommandRun& run) {
  const auto tx = SATCHEL_TRY(run.context.database.begin(Access::read));
  for (const TerritoryRow& row : SATCHEL_TRY(list_territory_rows(*tx))) {
    run.out << row.territory.code << "  " << row.territory.name << "  " << row.accounts
            << " accounts  " << row.users << " users\n";
  }
  return {};
}

Result<void> run_territory_rename(const CommandRun& run, const TerritoryArguments& arguments) {
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  const auto ids = SATCHEL_TRY(territories_of_codes(*tx, {arguments.code}));
  const Territory renamed = SATCHEL_TRY(accepted(rename_territory(
      write_in(run.context, *tx), UserId(), ids[0], {arguments.new_code, arguments.name})));
  SATCHEL_TRY(tx->commit());
  run.out << arguments.code << " is " << renamed.code << ", " << renamed.name << ".\n";
  return {};
}

Result<void> run_territory_assign(const CommandRun& run, const TerritoryArguments& arguments) {
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  const AccountId account = SATCHEL_TRY(account_numbered(*tx, arguments.account));
  const auto ids = SATCHEL_TRY(territories_of_codes(*tx, arguments.codes));
  SATCHEL_TRY(move_account(write_in(run.context, *tx), UserId(), account, ids));
  SATCHEL_TRY(tx->commit());
  run.out << "Account " << arguments.account << " now lies in " << ids.size() << " territories.\n";
  return {};
}

}  // namespace satchel::server
