// heed_checkout: what the card gateway says of a checkout becomes a payment, exactly once.
#pragma once

#include "server/store/checkout_store.h"

namespace satchel::server {

/// Keeps what the gateway says. Once the checkout is paid, the money is recorded for its order or
/// invoice; told again, nothing more happens. Money that cannot be recorded, or differs from what
/// was asked for, leaves the checkout failed with the reason. Nothing for an unknown checkout. No
/// other feed rows may follow.
Result<void> heed_checkout(const ServerWrite& write, const CheckoutId& id,
                           const CheckoutNews& news);

/// Says that the gateway will not open a page for the checkout.
Result<void> fail_checkout(const ServerWrite& write, const CheckoutId& id,
                           const std::string& error);

}  // namespace satchel::server
