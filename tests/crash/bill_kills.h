// bill_kills: satcheld is killed while it runs and posts a bill cycle; the cycle ends the same.
#pragma once

#include <cstddef>
#include <string>

#include "tests/crash/desk.h"

namespace satchel::driver {

struct BillKillOptions {
  std::string base;        // A data folder at rest, with completed orders to bill.
  std::string work;        // Where its copies go.
  std::size_t kills = 20;  // Between opening a run and the end of posting it.
  std::uint64_t seed = 1;
};

struct BillKillCounts {
  std::size_t kills = 0;
  std::size_t while_running = 0;  // Of them, with drafts being made.
  std::size_t while_posting = 0;  // With invoices being posted, or about to be.
  std::size_t at_edges = 0;       // Before the run was opened, or after it was posted.
  std::int64_t invoices = 0;      // Of the unbroken run.
  std::string total;              // Of the unbroken run, in words.
};

/// Bills a copy of the base unbroken; then, copy by copy, kills the server at a random moment of
/// the same act, starts it again and finishes. Each must end with the unbroken run's invoices:
/// same accounts, numbers, lines and totals, no gap, nothing billed twice, and a second run adds
/// nothing. The first difference is the error.
Result<BillKillCounts> kill_during_bill_runs(const BillKillOptions& options);

}  // namespace satchel::driver
