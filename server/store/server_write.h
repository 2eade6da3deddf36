// ServerWrite: an open write transaction of the server, with the time and randomness it needs.
#pragma once

#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/store/database.h"

namespace satchel::server {

/// What every act of the server is given; nothing here asks for the time by itself.
struct ServerContext {
  Database& database;  // Of this thread.
  Random& random;
  Timestamp now;
};

/// The same inside an open transaction.
struct ServerWrite {
  Database& database;
  Transaction& tx;
  Random& random;
  Timestamp now;
};

/// Returns `context` with `tx`, which its database began.
inline ServerWrite write_in(const ServerContext& context, Transaction& tx) {
  return {context.database, tx, context.random, context.now};
}

}  // namespace satchel::server
