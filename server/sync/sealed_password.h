// Sealed passwords: opened, held to C9 again, and digested before the exchange's transaction.
#pragma once

#include <map>
#include <string>

#include "shared/domain/rejection.h"
#include "shared/store/database.h"
#include "shared/wire/sync_message.h"

namespace satchel::server {

/// By sequence number: the Argon2id digest of the password a command brings, or why it is refused.
using PasswordHashes = std::map<std::int64_t, Decision<std::string>>;

/// Returns whether a command of the request brings a password: digesting one is costly.
bool brings_password(const SyncRequest& request);

/// Returns the digests of all passwords in commands that were not decided before. Does its work
/// outside of a write transaction, which would hold up everybody else.
Result<PasswordHashes> hash_passwords(Database& database, const SyncRequest& request);

}  // namespace satchel::server
