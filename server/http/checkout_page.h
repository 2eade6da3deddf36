// Paying by card: from a button to the gateway's page and back, for the client area and the shop.
#pragma once

#include <string>

#include "server/http/call.h"
#include "server/http/client_page.h"
#include "server/store/checkout_store.h"
#include "shared/domain/access/organisation.h"
#include "shared/domain/billing/invoice.h"
#include "shared/domain/order/order.h"

namespace satchel::server {

/// Returns whether cards can be taken in the currency: orders may choose them, and the gateway's
/// key is set.
Result<bool> takes_cards(Transaction& tx, const Organisation& seller, Currency currency);

/// Returns what a card could pay of the order or invoice; an amount of zero for nothing. What the
/// account's credit pays of an order comes first.
Result<Checkout> wish_to_pay(Transaction& tx, const Order& order);
Result<Checkout> wish_to_pay(Transaction& tx, const Invoice& invoice);

/// Returns a form with the one button that leads to the gateway's page.
std::string pay_button_html(const std::string& address, const std::string& form_token,
                            Money amount);

/// Begins to pay, or goes on with what was begun, and sends the browser to the checkout's page
/// below `address`: "/client/payments".
Result<HttpReply> begin_checkout(Call& call, const ServerWrite& write, Checkout wanted,
                                 const std::string& address);

/// Where the page of a checkout stands and leads.
struct CheckoutPlace {
  ClientFrame frame;
  std::string address;       // Of this page.
  std::string done_address;  // Where the customer goes on.
  std::string done_words;
};

/// Returns the page of a checkout: on its way to the gateway's page, coming back from it (the
/// request then says so, and the gateway is asked), paid, or failed.
Result<HttpReply> checkout_page(Call& call, const ServerWrite& write, const Checkout& checkout,
                                const CheckoutPlace& place);

}  // namespace satchel::server
