// Finding the browser's cart.
#include "server/http/shop_cart.h"

#include <algorithm>

#include "server/http/authenticate.h"
#include "server/http/client_session.h"
#include "server/store/civil_date.h"
#include "shared/store/account_store.h"
#include "shared/store/catalog_store.h"
#include "shared/store/order_store.h"
#include "shared/store/organisation_store.h"

namespace satchel::server {
namespace {

constexpr std::int64_t cart_cookie_seconds = 7LL * 24 * 3600;

std::string cart_cookie_name(const ServerOptions& options, const SalesSite& site) {
  return (is_https(options) ? "__Secure-satchel-cart-" : "satchel-cart-") + site.code;
}

Result<void> load_cart(Transaction& tx, const Call& call, Shop& shop) {
  const auto id =
      OrderId::parse(cookie_of(call.request, cart_cookie_name(call.services.options, shop.site)));
  if (!id) return {};
  auto order = SATCHEL_TRY(find_order(tx, *id));
  if (!order || order->site_code != shop.site.code) return {};
  const AccountId owner = shop.customer ? shop.customer->id : cart_account_of(*id);
  if (order->document.account_id != owner) return {};
  shop.cart_id = *id;
  shop.order = *std::move(order);
  if (!shop.customer) shop.customer = SATCHEL_TRY(find_account(tx, owner));
  return {};
}

}  // namespace

Result<std::optional<Shop>> load_shop(Call& call) {
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  auto site = SATCHEL_TRY(find_site(*tx, call.request.parameters.at(0)));
  auto seller = SATCHEL_TRY(find_organisation(*tx));
  if (!site || !seller) return std::optional<Shop>();
  Shop shop;
  shop.site = *std::move(site);
  shop.seller = *std::move(seller);
  shop.today = SATCHEL_TRY(today_of(shop.seller, call.context.now));
  if (const auto version = SATCHEL_TRY(find_price_book_version(*tx, shop.today))) {
    shop.book = SATCHEL_TRY(find_price_book(*tx, *version));
  }
  if (auto customer = SATCHEL_TRY(find_customer(*tx, call))) {
    shop.customer = std::move(customer->account);
    shop.form_token = std::move(customer->form_token);
  }
  SATCHEL_TRY(load_cart(*tx, call, shop));
  // Whoever has ordered already can still see and pay his order.
  const bool placed = shop.order && shop.order->lifecycle != OrderLifecycle::draft;
  if (!shop.site.enabled && !placed) return std::optional<Shop>();
  return std::optional<Shop>(std::move(shop));
}

std::string cart_cookie(const ServerOptions& options, const Shop& shop, const OrderId& cart) {
  std::string cookie = cart_cookie_name(options, shop.site) + "=" + cart.text();
  cookie += "; Path=/shop/" + shop.site.code + "; HttpOnly; SameSite=Lax; Max-Age=";
  cookie += cart.empty() ? "0" : std::to_string(cart_cookie_seconds);
  if (is_https(options)) cookie += "; Secure";
  return cookie;
}

Cart cart_of(const Shop& shop) {
  Cart cart;
  if (is_signed_in(shop)) cart.account_id = shop.customer->id;
  if (shop.customer) {
    cart.first_name = shop.customer->first_name;
    cart.last_name = shop.customer->last_name;
    cart.email = shop.customer->email;
    cart.company_name = shop.customer->company_name;
    cart.phone = shop.customer->phone;
    cart.address = shop.customer->address;
  }
  if (!shop.order) return cart;
  // Each product stands once in the shop's cart, so an add-on finds its base by itself.
  for (const OrderItem& item : shop.order->document.items) {
    cart.items.push_back({item.product_id, item.quantity, item.configuration, std::nullopt});
  }
  cart.payment_method = shop.order->document.payment_method;
  cart.purchase_order = shop.order->document.purchase_order;
  return cart;
}

bool is_in_shop(const Shop& shop, const Product& product) {
  if (!is_available(product, shop.today) || product.plans.empty()) return false;
  if (product.kind == ProductKind::add_on) {
    const Product* base = find_product(*shop.book, product.base_product_id);
    if (base == nullptr || base->kind == ProductKind::add_on || !is_in_shop(shop, *base)) {
      return false;
    }
  }
  const auto& charges = product.plans.front().charges;
  return std::all_of(charges.begin(), charges.end(), [&](const Charge& charge) {
    return find_price(charge, shop.seller.currency) != nullptr;
  });
}

ClientFrame shop_frame(const Shop& shop, std::string title) {
  return {.title = std::move(title),
          .brand = shop.site.name,
          .links = {},
          .here = {},
          .form_token = {}};
}

std::string shop_address(const Shop& shop, std::string_view step) {
  std::string address = "/shop/" + shop.site.code;
  if (!step.empty()) address.append("/").append(step);
  return address;
}

}  // namespace satchel::server
