// Decides one command on the server, with feed and audit in the same transaction.
#include "server/sync/perform.h"

#include "server/store/audit_log.h"
#include "server/store/feed_store.h"
#include "server/sync/command_act.h"
#include "server/sync/number_lease.h"
#include "server/sync/outside.h"

namespace satchel::server {

Result<Decision<Touched>> perform_in(const ServerWrite& write, const Actor& actor,
                                     const Command& command, const OrderSource& source) {
  SATCHEL_TRY(lock_accounts(write, {&command, 1}));
  const Date today = SATCHEL_TRY(today_in(write));
  const OutsideView before = SATCHEL_TRY(outside_view(write.tx, command));
  SATCHEL_TRY(write.tx.savepoint());
  const Command numbered = SATCHEL_TRY(with_leased_number(write.tx, DeviceId(), command));
  const ExecuteContext context{.side = Side::server,
                               .actor = actor,
                               .at = write.now,
                               .today = today,
                               .site_code = source.site_code,
                               .of_reseller = source.of_reseller,
                               .site_number = source.site_number};
  Decision<Touched> decided = SATCHEL_TRY(execute(write.tx, context, numbered));
  if (!decided) {
    SATCHEL_TRY(write.tx.rollback_to_savepoint());
    return decided;
  }
  SATCHEL_TRY(write.tx.release());
  SATCHEL_TRY(append_audit(write, audit_row_of(actor.user_id, command, "accepted")));
  SATCHEL_TRY(tell_outside(write, {command, *decided, before}));
  const auto entries = SATCHEL_TRY(feed_entries_of(write.tx, *decided));
  SATCHEL_TRY(append_feed(write, entries));
  return decided;
}

Result<Decision<Touched>> perform(const ServerContext& context, const Actor& actor,
                                  const Command& command, const OrderSource& source) {
  const auto tx = SATCHEL_TRY(context.database.begin());
  Decision<Touched> decided =
      SATCHEL_TRY(perform_in(write_in(context, *tx), actor, command, source));
  if (decided) SATCHEL_TRY(tx->commit());
  return decided;
}

}  // namespace satchel::server
