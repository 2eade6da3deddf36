// Lends databases to tests and empties them afterwards.
#include "tests/postgres/postgres_engine.h"

#include "server/postgres/postgres_database.h"
#include "tests/support/builders.h"

namespace satchel {
namespace {

/// Everything but what is known of the schema.
constexpr const char* empty_all = R"sql(
  DO $$ DECLARE name TEXT; BEGIN
    FOR name IN SELECT relname FROM pg_class
      WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
        AND relname <> 'schema_migration'
    LOOP EXECUTE format('DELETE FROM %I', name); END LOOP;
  END $$
)sql";

std::unique_ptr<PostgresEngine>& started() {
  static std::unique_ptr<PostgresEngine> engine;
  return engine;
}

}  // namespace

PostgresEngine& postgres_engine() {
  if (!started()) started() = need(PostgresEngine::start());
  return *started();
}

bool is_postgres_started() { return started() != nullptr; }

Result<std::unique_ptr<PostgresEngine>> PostgresEngine::start() {
  return std::unique_ptr<PostgresEngine>(new PostgresEngine(SATCHEL_TRY(PostgresCluster::start())));
}

Result<std::unique_ptr<Database>> PostgresEngine::open(const std::string& path) {
  return server::open_postgres({.url = address_of(path)});
}

std::string PostgresEngine::address_of(const std::string& path) {
  if (path == ":memory:") return cluster_->url_of(need(take()));
  auto& name = by_path_[path];
  if (name.empty()) name = need(take());
  return cluster_->url_of(name);
}

Result<void> PostgresEngine::end_test() {
  for (const std::string& name : used_) {
    SATCHEL_TRY(cluster_->run(name, empty_all));
    free_.push_back(name);
  }
  used_.clear();
  by_path_.clear();
  return {};
}

Result<std::string> PostgresEngine::take() {
  if (free_.empty()) {
    free_.push_back("satchel_" + std::to_string(++made_));
    SATCHEL_TRY(cluster_->create(free_.back()));
  }
  used_.push_back(free_.back());
  free_.pop_back();
  return used_.back();
}

}  // namespace satchel
