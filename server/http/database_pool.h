// DatabasePool: open databases, each used by one thread at a time.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "shared/base/result.h"
#include "shared/store/database.h"

namespace satchel::server {

class DatabasePool {
 public:
  /// One borrowed database; it goes back when the loan ends.
  class Loan {
   public:
    Loan(DatabasePool& pool, std::unique_ptr<Database> database);
    ~Loan();
    Loan(Loan&& other) noexcept = default;
    Loan& operator=(Loan&&) = delete;

    Database& operator*() const { return *database_; }

   private:
    DatabasePool* pool_;
    std::unique_ptr<Database> database_;
  };

  /// Opens the database at `address` (see open_store) at most `count_max` times, each when it is
  /// first needed.
  DatabasePool(std::string address, std::size_t count_max);

  /// Lends a database; waits while all are out. ErrorCode::unavailable when one cannot be opened.
  Result<Loan> borrow();

 private:
  void give_back(std::unique_ptr<Database> database);

  std::string address_;
  std::size_t count_max_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::size_t lent_ = 0;
  std::vector<std::unique_ptr<Database>> idle_;
};

}  // namespace satchel::server
