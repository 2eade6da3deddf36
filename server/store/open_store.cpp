// Chooses the engine.
#include "server/store/open_store.h"

#include "server/postgres/postgres_database.h"
#include "shared/store/sqlite_database.h"

namespace satchel::server {

Result<std::unique_ptr<Database>> open_store(const std::string& address) {
  return is_postgres_url(address) ? open_postgres({.url = address})
                                  : open_sqlite({.path = address});
}

}  // namespace satchel::server
