// The audit log in SQL.
#include "server/store/audit_log.h"

namespace satchel::server {

Result<void> append_audit(const ServerWrite& write, const AuditRow& row) {
  return write.tx.run(R"sql(
    INSERT INTO audit_log (id, at_ms, user_id, action, subject, detail)
    VALUES ($1, $2, $3, $4, $5, $6)
  )sql",
                      make_uuid(write.now, write.random), write.now, row.user_id, row.action,
                      row.subject, row.detail);
}

Result<std::vector<AuditRow>> list_audit(Transaction& tx, std::int64_t count_max) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT at_ms, user_id, action, subject, detail FROM audit_log
    ORDER BY at_ms DESC, id DESC LIMIT $1
  )sql",
                                         count_max));
  std::vector<AuditRow> audit;
  for (const Row& row : rows) {
    audit.push_back({{row.number(0)}, row.id<UserId>(1), row.text(2), row.text(3), row.text(4)});
  }
  return audit;
}

}  // namespace satchel::server
