// Call: one request on its way through a route, with who asks and what the server lends it.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "server/http/log.h"
#include "server/http/message.h"
#include "server/http/metrics.h"
#include "server/http/options.h"
#include "server/http/password_gate.h"
#include "server/http/rate_limit.h"
#include "server/store/server_write.h"
#include "shared/domain/access/actor.h"

namespace satchel::server {

class Site;

/// What all requests share.
struct Services {
  const ServerOptions& options;
  const Site& site;
  const Clock& clock;
  Random& random;
  RequestLimiter& requests;
  LoginLimiter& logins;
  PasswordGate& passwords;
  Metrics& metrics;
  Log& log;
  std::function<std::size_t()> connections;
  std::function<void()> jobs_added;  // Called after a request that may have added some.
};

/// Who asks, from a token that is valid now.
struct Caller {
  UserId user_id;
  std::string login;
  DeviceId device_id;  // Empty for the command line.
  Actor actor;
  std::string token;
  bool device_revoked = false;  // Then the token opens nothing.
};

struct Call {
  const HttpRequest& request;
  Services& services;
  ServerContext context;         // The database of this request, and its time.
  std::optional<Caller> caller;  // Present on every route that needs a login.
};

}  // namespace satchel::server
