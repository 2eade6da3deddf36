// The document store: receipts and invoices as they were issued, to be printed again unchanged.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "server/store/server_write.h"
#include "shared/domain/document/document.h"

namespace satchel::server {

/// Returns the document that was issued for the subject, or nothing. A subject is an invoice's id,
/// or an order's with what the receipt is keyed by behind a slash.
Result<std::optional<Document>> find_issued_document(Transaction& tx, DocumentKind kind,
                                                     std::string_view subject_id);

/// Returns how many receipts were issued for the order.
Result<std::int64_t> count_receipts(Transaction& tx, std::string_view order_id);

/// Keeps the document as the one issued for the subject, with its digest, and audits that.
/// ErrorCode::conflict when there is one already.
Result<void> save_issued_document(const ServerWrite& write, std::string_view subject_id,
                                  const Document& document);

}  // namespace satchel::server
