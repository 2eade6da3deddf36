// Issues documents once.
#include "server/document/issue_document.h"

#include "server/store/document_store.h"
#include "shared/domain/document/describe_document.h"
#include "shared/store/account_store.h"
#include "shared/store/organisation_store.h"
#include "shared/store/payment_store.h"

namespace satchel::server {
namespace {

Result<Organisation> seller_in(Transaction& tx) {
  auto organisation = SATCHEL_TRY(find_organisation(tx));
  if (!organisation) return fail(ErrorCode::corrupt, "there is no organisation to issue documents");
  return *std::move(organisation);
}

/// Describes the order with `describe`, for its account.
Result<Document> describe_in(Transaction& tx, const Order& order,
                             Document (*describe)(const Organisation&, const Account&,
                                                  const Order&)) {
  const Organisation seller = SATCHEL_TRY(seller_in(tx));
  const auto account = SATCHEL_TRY(find_account(tx, order.document.account_id));
  if (!account) return fail(ErrorCode::corrupt, "the account of an order is gone");
  return describe(seller, *account, order);
}

/// A receipt is about one content of its order.
std::string subject_of(const Order& order) { return order.id.text() + "/" + order.document_digest; }

/// A document, and whether it was issued before.
struct Found {
  Document document;
  bool issued = false;
};

Result<Found> look_for_receipt(Transaction& tx, const Order& order) {
  auto issued = SATCHEL_TRY(find_issued_document(tx, DocumentKind::receipt, subject_of(order)));
  if (issued) return Found{*std::move(issued), true};
  Document document = SATCHEL_TRY(describe_in(tx, order, describe_receipt));
  const std::int64_t before = SATCHEL_TRY(count_receipts(tx, order.id.text()));
  if (before > 0) document.number += "-" + std::to_string(before + 1);
  return Found{std::move(document), false};
}

/// The content alone: what changes after posting is not part of what is issued.
Result<Found> look_for_invoice(Transaction& tx, const Invoice& invoice) {
  const DocumentKind kind =
      invoice.kind == InvoiceKind::credit_note ? DocumentKind::credit_note : DocumentKind::invoice;
  auto issued = SATCHEL_TRY(find_issued_document(tx, kind, invoice.id.text()));
  if (issued) return Found{*std::move(issued), true};
  return Found{describe_invoice(SATCHEL_TRY(seller_in(tx)), invoice), false};
}

Result<Document> standing_now(Transaction& tx, Document document, const Invoice& invoice) {
  const auto payments = SATCHEL_TRY(load_invoice_payments(tx, invoice.id));
  return with_standing(std::move(document), invoice, payments);
}

}  // namespace

bool has_final_receipt(const Order& order) {
  return order.number != 0 &&
         (order.payment == PaymentState::paid || order.lifecycle == OrderLifecycle::completed);
}

bool is_quote(const Order& order) {
  return order.lifecycle == OrderLifecycle::draft && order.quoted_until.has_value();
}

Result<Document> quote_of(Transaction& tx, const Order& order) {
  return describe_in(tx, order, describe_quote);
}

Result<Document> find_receipt(Transaction& tx, const Order& order) {
  return with_standing(SATCHEL_TRY(look_for_receipt(tx, order)).document, order);
}

Result<Document> issue_receipt(const ServerWrite& write, const Order& order) {
  Found found = SATCHEL_TRY(look_for_receipt(write.tx, order));
  if (!found.issued && has_final_receipt(order)) {
    SATCHEL_TRY(save_issued_document(write, subject_of(order), found.document));
  }
  return with_standing(std::move(found.document), order);
}

Result<Document> find_invoice_document(Transaction& tx, const Invoice& invoice) {
  Found found = SATCHEL_TRY(look_for_invoice(tx, invoice));
  return standing_now(tx, std::move(found.document), invoice);
}

Result<Document> issue_invoice_document(const ServerWrite& write, const Invoice& invoice) {
  Found found = SATCHEL_TRY(look_for_invoice(write.tx, invoice));
  if (!found.issued && invoice.number != 0) {
    SATCHEL_TRY(save_issued_document(write, invoice.id.text(), found.document));
  }
  return standing_now(write.tx, std::move(found.document), invoice);
}

}  // namespace satchel::server
