// Stored answers in SQL.
#include "server/store/idempotency_store.h"

namespace satchel::server {

Result<std::optional<StoredAnswer>> find_answer(Transaction& tx, const UserId& user,
                                                std::string_view key) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT request_digest, status, body FROM idempotency_key WHERE user_id = $1 AND key = $2
  )sql",
                                         user, key));
  if (rows.empty()) return std::optional<StoredAnswer>();
  return std::optional<StoredAnswer>(
      StoredAnswer{rows[0].text(0), static_cast<int>(rows[0].number(1)), rows[0].text(2)});
}

Result<void> save_answer(const ServerWrite& write, const AnswerKey& key,
                         const StoredAnswer& answer) {
  return write.tx.run(R"sql(
    INSERT INTO idempotency_key (user_id, key, request_digest, status, body, created_at_ms)
    VALUES ($1, $2, $3, $4, $5, $6)
  )sql",
                      key.user_id, key.key, answer.request_digest, answer.status, answer.body,
                      write.now);
}

Result<void> erase_answers(Transaction& tx, Timestamp before) {
  return tx.run("DELETE FROM idempotency_key WHERE created_at_ms < $1", before);
}

}  // namespace satchel::server
