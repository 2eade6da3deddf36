// Payments: the list, of everybody or of one customer or order, with words for what became of each.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/domain/payment/payment.h"
#include "shared/store/database.h"
#include "web/model/allocation_model.h"
#include "web/model/model_context.h"

namespace satchel::web {

struct PaymentListQuery {
  AccountId account_id;  // Empty for all.
  OrderId order_id;      // Empty for all.
  std::string text;

  bool operator==(const PaymentListQuery&) const = default;
};

struct PaymentListRow {
  PaymentId id;
  AccountId account_id;
  OrderId order_id;       // Empty for a payment of the account at large.
  std::string customer;   // The name on invoices.
  std::string order;      // Its number; empty without an order.
  std::string method;     // "bank transfer".
  std::string reference;  // The check's number, the transfer's text.
  std::string taken_by;
  Date taken_on = date(1970, 1, 1);
  Money amount;
  std::string outcome;  // "paid", "60.00 paid, 40.00 credit", "refunded".
  bool refunded = false;
  std::optional<SyncMark> mark;  // Nothing when it is safe on the server.

  bool operator==(const PaymentListRow&) const = default;
};

struct PaymentListModel {
  std::vector<PaymentListRow> rows;  // Newest first.
  std::optional<Money> sum;          // Of what we still have, when it is of one currency.
  bool more = false;
  bool may_refund = false;
  bool may_allocate = false;
  std::string why_off;  // Not empty: acts are not possible now, and why.
};

/// Where the money of one payment is.
struct PaymentDetailsModel {
  PaymentId id;  // Empty for none.
  std::vector<AllocationView> allocations;
  Money left;                         // Of it that was not given back.
  Money free;                         // Of it that is credit and pays nothing yet.
  std::vector<OpenInvoiceView> open;  // That the free part may go to.
};

/// Returns the payments on this device that match the query.
Result<PaymentListModel> load_payment_list(Transaction& tx, const ModelContext& context,
                                           const PaymentListQuery& query);

/// Returns where the money of the payment is; `log` is that of its account's credit.
Result<PaymentDetailsModel> load_payment_details(Transaction& tx, const PaymentId& id,
                                                 const CreditLog& log);

/// Returns what became of the payment: "paid", "credit", "60.00 paid, 40.00 credit", "refunded".
std::string outcome_of(const Payment& payment);

}  // namespace satchel::web
