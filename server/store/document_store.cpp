// Issued documents in SQL, their content as JSON.
#include "server/store/document_store.h"

#include "server/store/audit_log.h"
#include "shared/base/hash.h"
#include "shared/wire/document_wire.h"

namespace satchel::server {

Result<std::optional<Document>> find_issued_document(Transaction& tx, DocumentKind kind,
                                                     std::string_view subject_id) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT content, digest FROM issued_document WHERE kind = $1 AND subject_id = $2
  )sql",
                                         to_text(kind), subject_id));
  if (rows.empty()) return std::optional<Document>();
  const std::string content = rows[0].text(0);
  if (sha256_hex(content) != rows[0].text(1)) {
    return fail(ErrorCode::corrupt, "an issued document differs from its digest");
  }
  auto document = parse_issued_document(content);
  if (!document) return fail(ErrorCode::corrupt, "an issued document: " + document.error().message);
  return std::optional<Document>(*std::move(document));
}

Result<std::int64_t> count_receipts(Transaction& tx, std::string_view order_id) {
  const std::string from = std::string(order_id) + "/";
  const std::string before = std::string(order_id) + "0";  // The character after the slash.
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT COUNT(*) FROM issued_document
    WHERE kind = 'receipt' AND subject_id > $1 AND subject_id < $2
  )sql",
                                         from, before));
  return rows.front().number(0);
}

Result<void> save_issued_document(const ServerWrite& write, std::string_view subject_id,
                                  const Document& document) {
  const std::string content = to_json(document);
  const std::string digest = sha256_hex(content);
  SATCHEL_TRY(write.tx.run(R"sql(
    INSERT INTO issued_document (kind, subject_id, number, content, digest, issued_at_ms)
    VALUES ($1, $2, $3, $4, $5, $6)
  )sql",
                           to_text(document.kind), subject_id, document.number, content, digest,
                           write.now));
  AuditRow row;
  row.action = "issue_" + std::string(to_text(document.kind));
  row.subject = (document.kind == DocumentKind::receipt ? "order:" : "invoice:");
  row.subject += subject_id.substr(0, subject_id.find('/'));
  row.detail = document.number + " " + digest;
  return append_audit(write, row);
}

}  // namespace satchel::server
