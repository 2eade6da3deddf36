// PaymentMethod: how an order is paid, and what takes the money.
#pragma once

#include "shared/base/enum_words.h"

namespace satchel {

/// All but `on_account` are due with the order; `on_account` is billed by the bill cycle.
enum class PaymentMethod { on_account, bank_transfer, check, cash, card };
SATCHEL_ENUM_WORDS(PaymentMethod, "on_account", "bank_transfer", "check", "cash", "card");

/// What takes the money: people, who record it by hand, or the card gateway.
enum class PaymentGateway { manual, card };
SATCHEL_ENUM_WORDS(PaymentGateway, "manual", "card");

}  // namespace satchel
