// Which orders need an approval, by the organisation's rules.
#pragma once

#include "shared/domain/order/decide_order.h"

namespace satchel {

/// Returns every rule that the document breaks, as the organisation's settings have it. Both sides
/// ask; only the server knows all orders of the account.
std::vector<ApprovalRule> approval_rules_of(const OrderDocument& document, const OrderFacts& facts);

}  // namespace satchel
