// Brings a database up to the server's schema.
#include "server/store/server_schema.h"

#include "embedded/server_schema.h"
#include "server/store/derive_ledger.h"
#include "shared/domain/number_series.h"
#include "shared/store/migrate.h"
#include "shared/store/organisation_store.h"

namespace satchel::server {

Result<void> migrate_server(const ServerContext& context) {
  SATCHEL_TRY(migrate_shared(context.database));
  SATCHEL_TRY(migrate(context.database, "server", embedded::server_schema()));
  const auto tx = SATCHEL_TRY(context.database.begin());
  SATCHEL_TRY(tx->run(R"sql(
    INSERT INTO server_state (id, epoch_id) VALUES ('-', $1) ON CONFLICT (id) DO NOTHING
  )sql",
                      make_uuid(context.now, context.random)));
  SATCHEL_TRY(tx->run(R"sql(
    INSERT INTO feed_head (id, next_number) VALUES ('-', 1) ON CONFLICT (id) DO NOTHING
  )sql"));
  SATCHEL_TRY(derive_ledger(*tx));
  return tx->commit();
}

Result<std::string> epoch_of(Transaction& tx) {
  const Rows rows = SATCHEL_TRY(tx.query("SELECT epoch_id FROM server_state"));
  if (rows.empty()) return fail(ErrorCode::corrupt, "the database has no epoch; migrate it first");
  return rows[0].text(0);
}

Result<void> renew_epoch(const ServerWrite& write) {
  for (const std::string_view series : EnumWords<NumberSeries>::words) {
    SATCHEL_TRY(take_numbers(write.tx, series, epoch_number_step));
  }
  return write.tx.run("UPDATE server_state SET epoch_id = $1", make_uuid(write.now, write.random));
}

}  // namespace satchel::server
