// The heart of the client: execute and queue, or nothing at all.
#include "web/app/dispatch.h"

#include "web/sync/number_lease.h"
#include "web/sync/outbox.h"
#include "web/sync/truth.h"

namespace satchel::web {
namespace {

Result<Device> load_device_of(Transaction& tx, const Session& session) {
  Device device = SATCHEL_TRY(load_device(tx));
  if (!device.session || device.session->user_id != session.user_id) {
    return fail(ErrorCode::unauthorized,
                "Another person is logged in on this device now. Nothing was saved.");
  }
  return device;
}

}  // namespace

Result<Decision<Touched>> dispatch(Database& database, const DispatchContext& context,
                                   const Command& command) {
  auto tx = SATCHEL_TRY(database.begin());
  const Device device = SATCHEL_TRY(load_device_of(*tx, context.session));
  const Timestamp at = server_time(device, context.now);
  const ExecuteContext execution{
      .side = Side::device, .actor = actor_of(context.session), .at = at, .today = context.today};
  const Command numbered = SATCHEL_TRY(with_own_number(*tx, command));
  Decision<Touched> decided = SATCHEL_TRY(execute(*tx, execution, numbered));
  if (!decided) return decided;
  for (const AggregateRef& ref : *decided) SATCHEL_TRY(hold(*tx, ref));
  SATCHEL_TRY(append(*tx, {numbered, at, context.today}));
  SATCHEL_TRY(tx->commit());
  return decided;
}

}  // namespace satchel::web
