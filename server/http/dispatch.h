// dispatch: from a request to a reply; every check that is the same for all routes stands here.
#pragma once

#include "server/http/call.h"
#include "server/http/database_pool.h"
#include "server/http/route.h"

namespace satchel::server {

/// A reply, and what the log says beside it.
struct Dispatched {
  HttpReply reply;
  std::string route;  // The pattern; empty when no route fits.
  std::string user;
};

/// Finds the route, refuses what may not come in (404, 405, 403, 413, 415, 406, 401, 429), and lets
/// the route answer.
Dispatched dispatch(const HttpRequest& request, Services& services, DatabasePool& databases,
                    std::size_t body_bytes_max);

}  // namespace satchel::server
