// ReplayRun: what the steps of the replay share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tests/driver/field_device.h"
#include "tests/driver/order_entries.h"
#include "tests/driver/running_server.h"

namespace satchel::driver {

struct ReplayOptions {
  std::string input;  // The folder of CSV files.
  std::string data;   // The organisation's data folder; new.
  std::uint64_t seed = 1;
};

/// A rep with the device he carries.
struct Rep {
  std::string employee;  // The key of his row.
  std::unique_ptr<FieldDevice> device;
};

/// What happened on the way, counted where it happened.
struct ReplayCounts {
  std::size_t drafts_saved = 0;
  std::size_t exchanges = 0;      // That carried commands and were answered 200.
  std::size_t replies_lost = 0;   // Of them: committed, and the device did not hear of it.
  std::size_t sent_again = 0;     // Requests with commands that reached the server once more.
  std::size_t reopened = 0;       // Device databases closed and opened in between.
  std::size_t acts = 0;           // Accepted or completed by the back office.
  std::size_t acts_repeated = 0;  // Of them, sent once more under the same key.
  std::size_t bill_runs = 0;
};

struct ReplayRun {
  ReplayOptions options;
  SeededRandom random;
  RunningServer server;
  HttpSession office;  // The admin.
  std::vector<Rep> reps;
  ReplayCounts counts;
};

}  // namespace satchel::driver
