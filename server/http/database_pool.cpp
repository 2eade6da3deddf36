// Lending out databases and taking them back.
#include "server/http/database_pool.h"

#include <utility>

#include "server/store/open_store.h"

namespace satchel::server {

DatabasePool::Loan::Loan(DatabasePool& pool, std::unique_ptr<Database> database)
    : pool_(&pool), database_(std::move(database)) {}

DatabasePool::Loan::~Loan() {
  if (database_) pool_->give_back(std::move(database_));
}

DatabasePool::DatabasePool(std::string address, std::size_t count_max)
    : address_(std::move(address)), count_max_(count_max) {}

Result<DatabasePool::Loan> DatabasePool::borrow() {
  std::unique_lock lock(mutex_);
  returned_.wait(lock, [&] { return lent_ < count_max_; });
  ++lent_;
  if (!idle_.empty()) {
    auto database = std::move(idle_.back());
    idle_.pop_back();
    return Loan(*this, std::move(database));
  }
  lock.unlock();

  auto opened = open_store(address_);
  if (opened) return Loan(*this, *std::move(opened));
  lock.lock();
  --lent_;
  returned_.notify_one();
  return tl::unexpected(std::move(opened).error());
}

void DatabasePool::give_back(std::unique_ptr<Database> database) {
  const std::lock_guard lock(mutex_);
  --lent_;
  idle_.push_back(std::move(database));
  returned_.notify_one();
}

}  // namespace satchel::server
