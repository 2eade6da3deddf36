// satcheld: serves one organisation over HTTP.
#include <pthread.h>
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <iostream>
#include <memory>
#include <optional>
#include <thread>

#include "server/billing/bill_run.h"
#include "server/http/http_server.h"
#include "server/main/billing_timer.h"
#include "server/main/data_folder.h"
#include "server/main/founding.h"
#include "server/main/job_handlers.h"
#include "server/main/order_verifier.h"
#include "server/main/system_clock.h"
#include "server/store/bill_run_store.h"
#include "server/store/idempotency_store.h"
#include "server/store/system_random.h"
#include "server/store/token_store.h"

namespace satchel::server {
namespace {

constexpr std::int64_t answers_kept_ms = 30LL * 24 * 3600 * 1000;  // Under Idempotency-Keys.

struct Arguments {
  std::string data;
  std::string database;
  std::string clock;
  ServerOptions options;
};

/// Makes the organisation ready to be served: its demo clock, and a bill run that was cut short.
Result<void> prepare(const ServerContext& context, const Clock& real, const std::string& demo_day) {
  std::optional<BillRun> open;
  {
    const auto tx = SATCHEL_TRY(context.database.begin());
    const Organisation organisation = SATCHEL_TRY(load_organisation(*tx));
    if (!demo_day.empty()) {
      const auto today = parse_date(demo_day);
      if (!today) return fail(ErrorCode::invalid, "--clock needs a date: YYYY-MM-DD.");
      SATCHEL_TRY(move_demo_clock(write_in(context, *tx), *today));
    }
    SATCHEL_TRY(erase_expired_tokens(*tx, context.now));
    SATCHEL_TRY(erase_answers(*tx, {context.now.ms - answers_kept_ms}));
    SATCHEL_TRY(tx->commit());
  }
  {
    const auto tx = SATCHEL_TRY(context.database.begin(Access::read));
    open = SATCHEL_TRY(find_open_bill_run(*tx));
  }
  // A posting that was cut short is finished by posting again; a plan goes on here, together with
  // whoever else is at it.
  if (!open || open->state != BillRunState::running) return {};
  const auto continued = SATCHEL_TRY(resume_run(context, open->id, &real));
  if (!continued) return fail(ErrorCode::conflict, std::string(describe(continued.error())));
  return {};
}

/// Leaves the end signals to one thread that waits for them; call before any other thread starts.
sigset_t hold_end_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return signals;
}

void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

struct WorkerTools {
  const Clock& clock;
  Random& random;
  Log& log;
};

/// Starts what works off the jobs; what fails stands in the log.
Result<std::unique_ptr<JobWorker>> start_worker(const DataFolder& folder,
                                                const WorkerTools& tools) {
  const auto note = [&log = tools.log](const Job& job) {
    if (job.last_error.empty()) return;
    log.event("error", "job",
              std::string(to_text(job.kind)) + " " + job.id.text() + " " +
                  std::string(to_text(job.state)) + ": " + job.last_error);
  };
  const auto trouble = [&log = tools.log](const Error& error) {
    log.event("error", "jobs", error.message);
  };
  return JobWorker::start({.database = folder.database_address()},
                          {tools.clock, tools.random, note, trouble}, job_handlers());
}

Result<void> serve(Arguments& arguments) {
  const sigset_t signals = hold_end_signals();
  raise_descriptor_limit();
  const SystemClock clock;
  SystemRandom random;
  const DataFolder folder = SATCHEL_TRY(DataFolder::open(arguments.data, arguments.database));
  const FolderLock lock = SATCHEL_TRY(FolderLock::take(folder));
  {
    const auto database = SATCHEL_TRY(open_database(folder, random, clock.now()));
    SATCHEL_TRY(prepare({*database, random, clock.now()}, clock, arguments.clock));
  }
  arguments.options.database = folder.database_address();
  std::unique_ptr<HttpServer> server;
  std::unique_ptr<JobWorker> worker;  // After the server, whose log it writes.
  server = SATCHEL_TRY(
      HttpServer::open(arguments.options, {clock, random, std::cerr, [&] { worker->wake(); }}));
  worker = SATCHEL_TRY(start_worker(folder, {clock, random, server->log()}));
  const OrderVerifier verifier(SATCHEL_TRY(open_database(folder, random, clock.now())),
                               {clock, random, server->log()});
  const BillingTimer timer(SATCHEL_TRY(open_database(folder, random, clock.now())),
                           {clock, random, server->log()});

  std::thread ending([&] {
    server->wait_until_ready();
    std::cout << "listening on " << server->address() << std::endl;
    int signal = 0;
    sigwait(&signals, &signal);
    server->stop();
  });
  server->serve();
  ending.join();
  return {};
}

}  // namespace
}  // namespace satchel::server

int main(int count, char** words) {
  using namespace satchel::server;
  Arguments arguments;
  CLI::App app("Serves one organisation: the browser client and the API.");
  app.add_option("--data", arguments.data, "the organisation's data folder");
  app.add_option("--database", arguments.database,
                 "its PostgreSQL database, postgresql://..., instead of a file in the folder");
  app.add_option("--port", arguments.options.port, "the port; 0 takes any free one")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  app.add_option("--host", arguments.options.host, "the address to listen on")
      ->capture_default_str();
  app.add_option("--site", arguments.options.site_folder, "the built browser client");
  app.add_option("--origin", arguments.options.public_origin,
                 "how browsers reach it behind a proxy: https://desk.example");
  app.add_option("--clock", arguments.clock, "move a demo organisation's clock: YYYY-MM-DD");
  app.add_flag("--log-everything", arguments.options.log_everything, "log what only reads, too");
  CLI11_PARSE(app, count, words);

  const auto served = serve(arguments);
  if (served) return 0;
  std::cerr << "satcheld: " << served.error().message << std::endl;
  return 1;
}
