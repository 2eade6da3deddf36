// The shop's cart: which one a browser has, and what its customer has entered so far.
#pragma once

#include <optional>
#include <string>

#include "server/http/call.h"
#include "server/http/client_page.h"
#include "server/http/form.h"
#include "server/sync/cart.h"
#include "shared/domain/access/organisation.h"

namespace satchel::server {

/// Everything a page of the shop is made from.
struct Shop {
  SalesSite site;
  Organisation seller;
  Date today = date(1970, 1, 1);
  std::optional<PriceBook> book;  // What is sold today, all of it.
  OrderId cart_id;                // Empty before the first step.
  std::optional<Order> order;     // The cart as it is kept.
  std::optional<Account> customer;
  std::string form_token;  // Of a customer who has signed in to the client area; else empty.
};

/// Returns the shop of the site in the path with the cart of the browser's cookie; nothing for an
/// unknown site, or one that is switched off unless the cart was placed. A cart that was placed is
/// still found. A customer who has signed in to the client area has his own carts, and strangers
/// have theirs.
Result<std::optional<Shop>> load_shop(Call& call);

/// Returns the value for Set-Cookie that ties the browser to the cart; an empty id unties it.
std::string cart_cookie(const ServerOptions& options, const Shop& shop, const OrderId& cart);

/// Whether the customer has signed in to the client area.
inline bool is_signed_in(const Shop& shop) { return !shop.form_token.empty(); }

/// Returns the cart as it is kept, so that a step changes only its own part.
Cart cart_of(const Shop& shop);

/// Returns whether the product can be bought here: available today, with a plan and a price in the
/// organisation's currency; an add-on where its base can be bought, too.
bool is_in_shop(const Shop& shop, const Product& product);

/// Returns the frame of a page of the shop.
ClientFrame shop_frame(const Shop& shop, std::string title);

/// Returns the address of a step: "/shop/harbour/products".
std::string shop_address(const Shop& shop, std::string_view step);

}  // namespace satchel::server
