// Usage as a CSV file: what meters and other programs say, each line decided for itself.
//
// Columns: account (its number), charge (the name of the usage charge, alone or as on invoices),
// used_on (YYYY-MM-DD), units (an exact decimal); if need be subscription (an id, where several of
// the account have such a charge), note, id (a UUID of the reading).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/server_write.h"
#include "shared/domain/access/actor.h"
#include "shared/domain/subscription/usage.h"

namespace satchel::server {

/// What became of a line of the file.
struct UsageOutcome {
  std::size_t line = 0;  // Of the file, from 1.
  UsageRecordId id;      // Empty when the line could not be read.
  bool recorded = false;
  std::string problem;  // One sentence; empty when recorded.
};

/// Records what the lines say. A reading without an id gets one from what it says and how often
/// the file said so before: the same file brought in again records nothing twice, and equal lines
/// of one file both count. ErrorCode::invalid, with the line, for a text that is no such file.
Result<std::vector<UsageOutcome>> import_usage(const ServerContext& context, const Actor& actor,
                                               std::string_view text);

}  // namespace satchel::server
