// POST /v1/sync: one exchange pushes a device's commands and pulls what changed.
//
// Protocol versions:
//   1  first version.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/domain/number_series.h"
#include "shared/wire/aggregate_wire.h"
#include "shared/wire/command_wire.h"
#include "shared/wire/session_message.h"

namespace satchel {

inline constexpr std::int64_t sync_protocol_version = 1;
inline constexpr std::size_t commands_per_exchange_max = 500;
inline constexpr std::size_t aggregates_per_page_max = 200;
inline constexpr std::size_t exchange_bytes_max = 8u << 20;  // Uncompressed, both ways.

/// What a device says about the work it holds: the watermark a bill run looks at.
struct Watermark {
  std::int64_t queued = 0;        // Commands without a verdict, those of this exchange included.
  std::int64_t oldest_at_ms = 0;  // When the oldest was given; 0 with none.
  std::vector<Money> totals;      // One-time totals of unsent placed orders, one per currency.
};

/// What a device still holds of a series: how many numbers, and the last it was ever given.
struct NumberStock {
  NumberSeries series = NumberSeries::account;
  std::int64_t last = 0;
  std::int64_t left = 0;
};

/// Numbers that are the device's to give: all from `first` to `last`.
struct NumberBlock {
  NumberSeries series = NumberSeries::account;
  std::int64_t first = 0;
  std::int64_t last = 0;
};

struct SyncRequest {
  std::int64_t protocol = sync_protocol_version;
  DeviceId device_id;
  UserId user_id;          // Whose journal this is; another user's login may not send it.
  ExchangeId exchange_id;  // New for every attempt that may differ; answers name it.
  JournalId journal_id;
  std::string cursor;  // As the server gave it; empty at the first exchange.
  std::string
      head;  // Chained journal hash after the last command of this exchange (or the last sent).
  Watermark watermark;
  std::vector<NumberStock> numbers = {};  // One a series; none: the device leases nothing.
  std::vector<JournalCommand> commands;   // In sequence, without gaps, oldest first.
};

/// The same verdict for a run of sequence numbers.
struct VerdictRange {
  std::int64_t first = 0;
  std::int64_t last = 0;
  Verdict verdict;
};

/// Truth about one aggregate: the whole of it, or that it does not exist (for this device).
struct Truth {
  AggregateRef ref;
  std::optional<Aggregate> aggregate;  // Absent: deleted, out of scope, or never accepted.
};

struct SyncResponse {
  std::int64_t protocol = sync_protocol_version;
  ExchangeId exchange_id;
  std::string epoch;           // Renewed at every restore of the server.
  std::int64_t server_ms = 0;  // The server's clock.
  std::string from_cursor;     // The request's cursor.
  std::string cursor;          // Where the next exchange continues.
  bool resync = false;         // The device starts over: what it holds of truth is dropped first.
  std::optional<Session> session;    // At a start: who is logged in, in which role.
  bool more = false;                 // Another page follows at once.
  std::int64_t acknowledged = 0;     // Last sequence number of the journal the server has.
  std::string acknowledged_head;     // Journal hash there, as the server computed it.
  std::vector<NumberBlock> numbers;  // Leased to the device in this epoch.
  std::vector<VerdictRange> verdicts;
  std::vector<Truth> truths;  // Of every aggregate a verdict is about, then the page of changes.
};

/// Returns the body of the request. Commands go in by their canonical texts.
std::string encode(const SyncRequest& request);
/// Returns the request, or ErrorCode::invalid with the field and what is wrong with it.
Result<SyncRequest> parse_sync_request(std::string_view body);

std::string encode(const SyncResponse& response);
Result<SyncResponse> parse_sync_response(std::string_view body);

}  // namespace satchel
