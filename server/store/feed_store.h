// The change feed: which aggregates changed, in an order that no cursor can skip.
//
// Only the latest row of an aggregate is kept, so the feed is never longer than the data. Each
// commit keeps one row with its last number and a random nonce, so that a cursor of a history that
// was rolled back is recognised.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/store/server_write.h"
#include "shared/domain/command.h"

namespace satchel::server {

/// An aggregate and the account that decides who may see it; empty for what everyone may see.
struct FeedEntry {
  AggregateRef ref;
  AccountId account_id;

  bool operator==(const FeedEntry&) const = default;
};

struct FeedRow {
  std::int64_t number = 0;
  AggregateRef ref;
};

/// Appends the entries, each aggregate once, under fresh numbers. These must be the last statements
/// before the commit.
Result<void> append_feed(const ServerWrite& write, std::span<const FeedEntry> entries);

/// Returns the refs with their accounts, as stored; a ref that does not exist keeps no account.
Result<std::vector<FeedEntry>> feed_entries_of(Transaction& tx, std::span<const AggregateRef> refs);

/// Returns the last number given; 0 for an empty feed.
Result<std::int64_t> feed_head(Transaction& tx);

/// Returns the nonce of the commit that gave `number`, 16 hex characters; "0" for number 0; nothing
/// when no commit gave it.
Result<std::optional<std::string>> feed_nonce(Transaction& tx, std::int64_t number);

struct FeedQuery {
  std::int64_t after = 0;
  std::int64_t count_max = 200;
  UserId scope_of;          // A rep: only what his territories show.
  bool everything = false;  // The office: all.
};

/// Returns rows after `after`, oldest first.
Result<std::vector<FeedRow>> load_feed(Transaction& tx, const FeedQuery& query);

}  // namespace satchel::server
