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

}  // namespace

bool has_final_receipt(const Order& order) {
  return order.number != 0 &&
         (order.payment == PaymentState::paid || order.lifecycle == OrderLifecycle::completed);
}

Result<Document> receipt_of(const ServerWrite& write, const Order& order) {
  auto issued = SATCHEL_TRY(find_issued_document(write.tx, DocumentKind::receipt, order.id.text()));
  if (issued) return *std::move(issued);
  Document document = SATCHEL_TRY(describe_in(write.tx, order, describe_receipt));
  if (has_final_receipt(order)) {
    SATCHEL_TRY(save_issued_document(write, order.id.text(), document));
  }
  return document;
}

bool is_quote(const Order& order) {
  return order.lifecycle == OrderLifecycle::draft && order.quoted_until.has_value();
}

Result<Document> quote_of(Transaction& tx, const Order& order) {
  return describe_in(tx, order, describe_quote);
}

Result<Document> document_of(const ServerWrite& write, const Invoice& invoice) {
  const DocumentKind kind =
      invoice.kind == InvoiceKind::credit_note ? DocumentKind::credit_note : DocumentKind::invoice;
  auto issued = SATCHEL_TRY(find_issued_document(write.tx, kind, invoice.id.text()));
  const auto payments = SATCHEL_TRY(load_invoice_payments(write.tx, invoice.id));
  if (issued) return with_standing(*std::move(issued), invoice, payments);
  Document document = describe_invoice(SATCHEL_TRY(seller_in(write.tx)), invoice);
  if (invoice.number != 0) {
    SATCHEL_TRY(save_issued_document(write, invoice.id.text(), document));
  }
  return with_standing(std::move(document), invoice, payments);
}

}  // namespace satchel::server
