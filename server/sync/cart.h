// Carts of sites: they arrive step by step as incomplete orders, and placing one makes it pending.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/store/server_write.h"
#include "server/store/site_store.h"
#include "shared/domain/account/account.h"
#include "shared/domain/order/order.h"
#include "shared/domain/rejection.h"

namespace satchel::server {

struct CartItem {
  ProductId product_id;
  std::int64_t quantity = 1;
  std::vector<ConfigurationValue> configuration;
};

/// What a customer has entered so far. Prices are the price book's, never the cart's.
struct Cart {
  std::string first_name;
  std::string last_name;
  std::string email;
  std::string company_name;  // Empty for a consumer.
  std::string phone;
  Address address;
  std::vector<CartItem> items;
  std::optional<PaymentMethod> payment_method;
  std::string purchase_order;
  bool place = false;
};

/// Keeps the cart's newest step as the incomplete order `id` of the site, its customer with it, and
/// places it when it says so. Doing it again changes nothing more; once placed, only the same
/// placing is answered, with the order. Returns the order, or what is refused: an order of another
/// site, missing details, products that are not sold, and what placing any order refuses.
Result<Decision<Order>> put_cart(const ServerContext& context, const SalesSite& site,
                                 const OrderId& id, const Cart& cart);

/// Returns the cart's customer, who is made with its first step.
AccountId cart_account_of(const OrderId& id);

}  // namespace satchel::server
