// The audit log in SQL.
#include "server/store/audit_log.h"

#include <limits>

namespace satchel::server {

Result<void> append_audit(const ServerWrite& write, const AuditRow& row) {
  return write.tx.run(R"sql(
    INSERT INTO audit_log (id, at_ms, user_id, action, subject, detail)
    VALUES ($1, $2, $3, $4, $5, $6)
  )sql",
                      make_uuid(write.now, write.random), write.now, row.user_id, row.action,
                      row.subject, row.detail);
}

Result<std::vector<AuditRow>> list_audit(Transaction& tx, const AuditQuery& query) {
  constexpr std::int64_t forever_ms = std::numeric_limits<std::int64_t>::max();
  const Rows rows = SATCHEL_TRY(
      tx.query(R"sql(
    SELECT id, at_ms, user_id, action, subject, detail FROM audit_log
    WHERE ($1 = '' OR user_id = $1) AND ($2 = '' OR action = $2)
      AND SUBSTR(subject, 1, LENGTH($3)) = $3 AND at_ms >= $4 AND at_ms < $5
      AND ($6 = '' OR (at_ms, id) < (SELECT at_ms, id FROM audit_log WHERE id = $6))
    ORDER BY at_ms DESC, id DESC LIMIT $7
  )sql",
               query.user_id, query.action, query.subject, query.from.value_or(Timestamp{0}),
               query.until.value_or(Timestamp{forever_ms}), query.after, query.count_max));
  std::vector<AuditRow> audit;
  for (const Row& row : rows) {
    audit.push_back({.at = {row.number(1)},
                     .user_id = row.id<UserId>(2),
                     .action = row.text(3),
                     .subject = row.text(4),
                     .detail = row.text(5),
                     .id = row.text(0)});
  }
  return audit;
}

}  // namespace satchel::server
