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
  std::optional<std::size_t> base;  // For an add-on, which item it belongs to; else the first fit.
};

/// What a page said that the cart costs.
struct ShownPrice {
  Money one_time;
  Money tax;
  Money recurring;  // A full month.

  bool operator==(const ShownPrice&) const = default;
};

/// What a customer has entered so far. Prices are the price book's, never the cart's.
struct Cart {
  AccountId account_id;  // Of a customer who has signed in; empty for a stranger.
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
  std::optional<ShownPrice> shown;  // Placed at this price or not at all; nothing when not said.
};

/// Keeps the cart's newest step as the incomplete order `id` of the site, its customer with it (one
/// who has signed in stays as he is), and
/// places it when it says so. Doing it again changes nothing more; once placed, only the same
/// placing is answered, with the order. Returns the order, or what is refused: an order of another
/// site, missing details, products that are not sold, paying on account where the site does not
/// allow it, and what placing any order refuses. Where the price is not the shown one
/// (totals_differ), the cart is kept at today's price and not placed.
Result<Decision<Order>> put_cart(const ServerContext& context, const SalesSite& site,
                                 const OrderId& id, const Cart& cart);

/// Returns what the order costs its customer, taxed where he is; nothing where it is out of range.
Result<std::optional<OrderTotals>> load_totals(Transaction& tx, const Order& order);

/// Returns the cart's customer, who is made with its first step.
AccountId cart_account_of(const OrderId& id);

}  // namespace satchel::server
