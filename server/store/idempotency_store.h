// The idempotency store: the first answer to a keyed request, given again to its repetitions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/store/server_write.h"

namespace satchel::server {

struct StoredAnswer {
  std::string request_digest;  // Of method, path and body: another request under the same key.
  int status = 200;
  std::string body;
};

/// Returns the answer the user got for this key, or nothing.
Result<std::optional<StoredAnswer>> find_answer(Transaction& tx, const UserId& user,
                                                std::string_view key);

struct AnswerKey {
  UserId user_id;
  std::string key;
};

/// Stores the answer. ErrorCode::conflict when the key has one. In the effect's own transaction.
Result<void> save_answer(const ServerWrite& write, const AnswerKey& key,
                         const StoredAnswer& answer);

/// Removes answers older than `before`.
Result<void> erase_answers(Transaction& tx, Timestamp before);

}  // namespace satchel::server
