// The own fraud score of an order, from what the organisation knows about it.
#pragma once

#include "shared/domain/order/decide_order.h"

namespace satchel {

/// Returns the score, the sum of the weights of what was found, up to 100, with each finding in
/// words (A6).
FraudCheck fraud_check_of(const OrderDocument& document, const OrderFacts& facts);

/// Returns whether the score lies over the organisation's threshold (S9).
bool is_over_threshold(const FraudCheck& check, const Organisation& organisation);

}  // namespace satchel
