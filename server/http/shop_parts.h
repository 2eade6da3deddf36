// The forms of the shop's steps.
#pragma once

#include <string>
#include <string_view>

#include "server/http/shop_cart.h"
#include "shared/domain/rejection.h"

namespace satchel::server {

/// Returns what is wrong, in a sentence; for several fields, that of the first.
std::string sentence_of(const Rejection& rejection);

/// Step 1: who orders. Null: nothing is wrong.
std::string details_form(const Shop& shop, const Cart& cart, const Rejection* rejection);

/// Step 2: the products that hold every word of `text`, each with its quantity in the cart.
std::string products_form(const Shop& shop, const Cart& cart, std::string_view text);

/// Step 3: what is ordered, the questions of its products, address and payment.
std::string checkout_form(const Shop& shop, const Cart& cart, const Rejection* rejection);

/// What became of the order, and how to pay it; `card_button` is the form to pay by card, if any.
std::string done_html(const Shop& shop, const std::string& card_button);

}  // namespace satchel::server
