// exchange: one POST /v1/sync, from a device's commands to verdicts and truth.
#pragma once

#include <variant>

#include "server/store/server_write.h"
#include "shared/wire/session_message.h"
#include "shared/wire/sync_message.h"

namespace satchel::server {

/// Who the token belongs to.
struct SyncActor {
  UserId user_id;
  DeviceId device_id;
};

/// Nothing came and nothing is new: 204 No Content.
struct SyncIdle {};

/// The answer to an exchange; a Problem is a refusal of the whole, and nothing was stored:
///   403 device-revoked, device-unknown, user-disabled
///   409 sequence-gap (expected_sequence says where to continue), journal-fork
///   400 protocol-unknown, sequence-broken (the commands of one exchange have a hole)
using ExchangeOutcome = std::variant<SyncResponse, SyncIdle, Problem>;

/// Decides the commands in one transaction, each under its savepoint, and answers with their
/// verdicts, the truth of every aggregate they are about, and the next page of changes. A command
/// that is known gets its recorded verdict again. An Error means that nothing was stored and the
/// device may send the same again.
///
/// A command's time is believed up to `context.now`; today is the civil date in the organisation's
/// zone at `context.now`. Online-only commands are decided like any other: a rep's are rejected
/// with role_not_allowed.
Result<ExchangeOutcome> exchange(const ServerContext& context, const SyncActor& actor,
                                 const SyncRequest& request);

}  // namespace satchel::server
