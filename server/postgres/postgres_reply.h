// Replies of PostgreSQL as our rows and errors.
#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string_view>

#include "shared/store/database.h"

namespace satchel::server {

struct ClearReply {
  void operator()(PGresult* reply) const { PQclear(reply); }
};
using Reply = std::unique_ptr<PGresult, ClearReply>;

/// Returns whether the statement was carried out.
bool is_done(const Reply& reply);

/// Returns the error in `reply`, or of the connection when there is no reply, with the statement.
tl::unexpected<Error> postgres_failure(PGconn* connection, const Reply& reply,
                                       std::string_view doing);

/// Returns the rows of a reply that is done. ErrorCode::invalid for a column that is neither a
/// whole number nor text.
Result<Rows> rows_of(const Reply& reply, std::string_view sql);

}  // namespace satchel::server
