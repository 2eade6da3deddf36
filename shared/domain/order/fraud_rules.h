// The own fraud score of an order, from what the organisation knows about it.
#pragma once

#include <string>
#include <string_view>

#include "shared/domain/order/decide_order.h"

namespace satchel {

/// Returns the score, the sum of the weights of what was found, up to 100, with each finding in
/// words (A6).
FraudCheck fraud_check_of(const OrderDocument& document, const OrderFacts& facts);

/// Returns whether the score lies over the organisation's threshold (S9).
bool is_over_threshold(const FraudCheck& check, const Organisation& organisation);

/// Returns the ISO 3166 code of a country as addresses name it: "DE" of "Germany" and of "de";
/// empty for a name that is not known.
std::string country_code_of(std::string_view country);

}  // namespace satchel
