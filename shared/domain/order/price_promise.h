// The price promise: whether a price book version is still honoured, and what it costs now if not.
#pragma once

#include "shared/domain/access/organisation.h"
#include "shared/domain/order/order.h"
#include "shared/domain/rejection.h"

namespace satchel {

/// Returns whether orders that were priced by `book` are honoured on `today`: it was not withdrawn,
/// and ended at most the promised days ago.
bool is_honoured(const PriceBook& book, const Organisation& organisation, Date today);

/// Returns whether both offer the same: all but the name of who signs, which is typed at the end.
bool is_same_offer(OrderDocument one, OrderDocument other);

/// Returns whether an order signed on `signed_on` may still be placed under a quote until `until`:
/// it was signed in time, give or take the day by which calendars differ, and arrived within the
/// promised days after.
bool is_quote_open(Date until, Date signed_on, const Organisation& organisation, Date today);

/// A document with the prices of another version, and each difference.
struct RepricedDocument {
  OrderDocument document;
  std::vector<OrderAmendment> amendments;
};

/// Returns the document with the list prices of `book`; prices that were agreed by hand stay.
/// Refuses a product, plan or charge that `book` does not sell.
Decision<RepricedDocument> reprice(const OrderDocument& document, const PriceBook& book);

}  // namespace satchel
