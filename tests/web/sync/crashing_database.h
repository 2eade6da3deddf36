// CrashingDatabase: a real database whose program dies at a chosen commit, before it or after it.
#pragma once

#include <memory>
#include <utility>

#include "shared/store/database.h"

namespace satchel::web {

struct CrashPlan {
  int commits_left = 0;       // The commit at which it happens, from 1; 0 for never.
  bool after_commit = false;  // Whether that commit is durable.
  bool crashed = false;
};

/// After the crash every call fails, as nothing more runs in a program that died.
class CrashingDatabase final : public Database {
 public:
  CrashingDatabase(Database& inner, CrashPlan& plan) : inner_(inner), plan_(plan) {}

  Result<std::unique_ptr<Transaction>> begin(Access access = Access::write) override {
    if (plan_.crashed) return fail(ErrorCode::unavailable, "The program has died.");
    auto tx = SATCHEL_TRY(inner_.begin(access));
    return std::unique_ptr<Transaction>(new CrashingTransaction(std::move(tx), plan_));
  }

  Result<void> lock_account(Transaction& tx, const AccountId& account_id) override {
    return inner_.lock_account(tx, account_id);
  }
  std::string_view skip_locked() const override { return inner_.skip_locked(); }
  std::span<const embedded::EmbeddedFile> search_schema() const override {
    return inner_.search_schema();
  }

 private:
  class CrashingTransaction final : public Transaction {
   public:
    CrashingTransaction(std::unique_ptr<Transaction> inner, CrashPlan& plan)
        : inner_(std::move(inner)), plan_(plan) {}

    Result<Rows> query_values(std::string_view sql, std::span<const Value> values) override {
      return inner_->query_values(sql, values);
    }

    Result<void> commit() override {
      plan_.crashed = plan_.commits_left > 0 && --plan_.commits_left == 0;
      if (!plan_.crashed) return inner_->commit();
      if (plan_.after_commit) SATCHEL_TRY(inner_->commit());
      return fail(ErrorCode::unavailable, "The program has died.");
    }

   private:
    std::unique_ptr<Transaction> inner_;
    CrashPlan& plan_;
  };

  Database& inner_;
  CrashPlan& plan_;
};

}  // namespace satchel::web
