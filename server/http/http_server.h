// HttpServer: the routes on a port, until it is told to stop.
#pragma once

#include <functional>
#include <memory>
#include <ostream>
#include <string>

#include "server/http/log.h"
#include "server/http/options.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/base/result.h"

namespace satchel::server {

/// What a server takes from outside; everything must outlive it.
struct ServerWorld {
  const Clock& clock;
  Random& random;                            // Used by several threads at once.
  std::ostream& log;                         // JSON lines.
  std::function<void()> jobs_added = [] {};  // Called when jobs may have been added, by any thread.
};

class HttpServer {
 public:
  /// Reads the site and binds the port; nothing is answered before `serve`. The database must be
  /// migrated. ErrorCode::unavailable for a port that is in use or may not be taken.
  static Result<std::unique_ptr<HttpServer>> open(const ServerOptions& options,
                                                  const ServerWorld& world);
  ~HttpServer();

  /// Returns the port that was bound.
  int port() const;
  /// Returns the address of the server: "http://127.0.0.1:8080".
  std::string address() const;
  /// Returns the log, for what goes on beside the requests.
  Log& log();
  /// Answers requests until `stop` is called, then finishes those that run, and returns.
  void serve();
  /// Waits until `serve` accepts connections.
  void wait_until_ready() const;
  /// Ends `serve`, from another thread. Requires that it is ready.
  void stop();

 private:
  struct Parts;
  explicit HttpServer(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace satchel::server
