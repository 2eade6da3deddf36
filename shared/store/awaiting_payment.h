// What orders still have to be paid for, by how long they have waited.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "shared/domain/access/actor.h"
#include "shared/domain/order/order.h"
#include "shared/store/database.h"

namespace satchel {

/// One placed order that waits for money.
struct AwaitingPayment {
  OrderId order_id;
  std::int64_t order_number = 0;
  AccountId account_id;
  std::int64_t account_number = 0;
  std::string account_name;
  std::string site_code;
  PaymentMethod method = PaymentMethod::bank_transfer;
  Date ordered_on = date(1970, 1, 1);
  std::int64_t age_days = 0;
  Money due;
  Money paid;
};

struct AwaitingPaymentQuery {
  Date today = date(1970, 1, 1);
  std::int64_t count_max = 200;
  std::string after = {};  // The `cursor_of` the last row before; empty: the first.
  std::vector<TerritoryId> territories = {};  // Only accounts of these; empty for all.
};

/// Returns orders that are placed, not closed, and unpaid or partly paid; the oldest first.
Result<std::vector<AwaitingPayment>> list_awaiting_payment(Transaction& tx,
                                                           const AwaitingPaymentQuery& query);

/// Returns the opaque position of a row in the list's order, for the next page.
std::string cursor_of(const AwaitingPayment& row);

/// The first day of each span of age; the last one has no end.
inline constexpr std::array<std::int64_t, 5> awaiting_spans_days{0, 8, 31, 61, 91};

/// What waits within one span of age, in one currency.
struct AwaitingAge {
  std::int64_t from_days = 0;  // This many days or more, up to the next span.
  std::int64_t order_count = 0;
  Money open;
};

/// Returns what waits in the spans from 0, 8, 31, 61 and 91 days, by age and then currency; spans
/// without an order are left out. Only of accounts in `territories`, empty for all.
Result<std::vector<AwaitingAge>> load_awaiting_ages(
    Transaction& tx, Date today, const std::vector<TerritoryId>& territories = {});

}  // namespace satchel
