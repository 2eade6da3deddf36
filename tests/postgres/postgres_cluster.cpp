// Makes a cluster, starts the server on it, and takes both away again.
#include "tests/postgres/postgres_cluster.h"

#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <thread>
#include <vector>

namespace satchel {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

constexpr auto start_limit = std::chrono::seconds(120);

/// Returns the folder of the newest server that is installed; empty without one.
std::string server_programs() {
  std::string newest;
  std::error_code none;
  for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", none)) {
    const std::string folder = version.path().string() + "/bin";
    if (fs::exists(folder + "/postgres") && folder > newest) newest = folder;
  }
  return newest;
}

/// PostgreSQL refuses to be run by root; then it runs as nobody. It ends when this program does.
Words as_its_user(const Words& words) {
  Words all{"/usr/bin/setpriv", "--pdeathsig", "QUIT"};
  if (::geteuid() == 0) {
    for (const char* word : {"--reuid=nobody", "--regid=nogroup", "--clear-groups"}) {
      all.push_back(word);
    }
  }
  all.insert(all.end(), words.begin(), words.end());
  return all;
}

struct CloseLink {
  void operator()(PGconn* link) const { PQfinish(link); }
};

}  // namespace

Result<std::unique_ptr<PostgresCluster>> PostgresCluster::start() {
  std::string folder = (fs::temp_directory_path() / "satchel-postgres-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) {
    return fail(ErrorCode::unavailable, folder + " cannot be made.");
  }
  std::unique_ptr<PostgresCluster> cluster(new PostgresCluster(folder));
  if (::geteuid() == 0) {
    const passwd* nobody = ::getpwnam("nobody");
    if (nobody == nullptr || ::chown(folder.c_str(), nobody->pw_uid, nobody->pw_gid) != 0) {
      return fail(ErrorCode::unavailable, folder + " cannot be given to nobody.");
    }
  }
  SATCHEL_TRY(cluster->start_server());
  return cluster;
}

PostgresCluster::~PostgresCluster() {
  if (server_) server_->stop(SIGQUIT);
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

Result<void> PostgresCluster::start_server() {
  const std::string programs = server_programs();
  if (programs.empty()) {
    return fail(ErrorCode::unavailable,
                "PostgreSQL's server is not installed; scripts/setup test does that.");
  }
  const std::string log = folder_ + "/log", data = folder_ + "/data";
  const int made = SATCHEL_TRY(driver::run_program(
      as_its_user({programs + "/initdb", "--pgdata", data, "--username=satchel", "--auth=trust",
                   "--no-sync", "--encoding=UTF8", "--locale=C"}),
      log));
  if (made != 0) return fail(ErrorCode::unavailable, "initdb failed; see " + log + ".");
  Words words{programs + "/postgres", "-D", data, "-k", folder_};
  // What is lost in a power cut is of no use after it.
  for (const char* setting :
       {"listen_addresses=", "fsync=off", "full_page_writes=off", "synchronous_commit=off",
        "autovacuum=off", "shared_buffers=32MB", "max_connections=200"}) {
    words.insert(words.end(), {"-c", setting});
  }
  server_ = SATCHEL_TRY(driver::ChildProcess::start(as_its_user(words), log));
  const auto limit = std::chrono::steady_clock::now() + start_limit;
  while (PQping(url_of("postgres").c_str()) != PQPING_OK) {
    if (!server_->is_running() || std::chrono::steady_clock::now() > limit) {
      return fail(ErrorCode::unavailable, "PostgreSQL's server does not start; see " + log + ".");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return {};
}

std::string PostgresCluster::url_of(const std::string& name) const {
  return "postgresql:///" + name + "?user=satchel&host=" + folder_;
}

Result<std::string> PostgresCluster::create(const std::string& name) const {
  SATCHEL_TRY(run("postgres",
                  "CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'"));
  return url_of(name);
}

Result<void> PostgresCluster::run(const std::string& name, const std::string& statements) const {
  const std::unique_ptr<PGconn, CloseLink> link(PQconnectdb(url_of(name).c_str()));
  PGresult* reply = PQexec(link.get(), statements.c_str());
  const bool done = PQresultStatus(reply) == PGRES_COMMAND_OK;
  PQclear(reply);
  if (done) return {};
  return fail(ErrorCode::unavailable, PQerrorMessage(link.get()));
}

}  // namespace satchel
