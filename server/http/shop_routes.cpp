// The shop page of a site: your details, products, checkout, done. Each step is kept at once.
#include <algorithm>
#include <charconv>
#include <functional>

#include "server/http/checkout_page.h"
#include "server/http/handlers.h"
#include "server/http/password_link.h"
#include "server/http/problem_reply.h"
#include "server/http/shop_cart.h"
#include "server/http/shop_parts.h"
#include "shared/base/html.h"
#include "shared/base/text.h"
#include "shared/domain/limits.h"
#include "shared/domain/order/order_state.h"

namespace satchel::server {
namespace {

/// Runs `act` with the shop of the path; a page says so when there is none.
template <class Act>
Result<HttpReply> in_shop(Call& call, Act act) {
  auto shop = SATCHEL_TRY(load_shop(call));
  const bool form = !call.request.body.empty();
  if (shop && is_signed_in(*shop) && form &&
      field_of(parse_form(call.request.body), "form_token") != shop->form_token) {
    return client_page(403, shop_frame(*shop, "This form is out of date"),
                       problem_html("Open the page again and send the form from there."));
  }
  if (shop) return act(*shop);
  return client_page(404, {.title = "There is no such shop", .brand = "Satchel"},
                     "<p>Check the address, or ask whoever gave it to you.</p>\n");
}

/// A step of the shop: where it leads, and how it is shown again with its problems.
struct ShopStep {
  std::string title;
  std::function<std::string(const Rejection&)> html;
  std::string_view next;
};

/// Keeps the cart and goes on to the next step, or shows this one again with what is wrong.
Result<HttpReply> keep_and_go(Call& call, Shop& shop, const Cart& cart, const ShopStep& step) {
  const OrderId id =
      shop.cart_id.empty() ? OrderId::make(call.context.now, call.context.random) : shop.cart_id;
  const auto decided = SATCHEL_TRY(put_cart(call.context, shop.site, id, cart));
  if (!decided) {
    if (auto now = SATCHEL_TRY(load_shop(call))) shop = *std::move(now);
    return client_page(409, shop_frame(shop, step.title), step.html(decided.error()));
  }
  if (cart.place) SATCHEL_TRY(mail_first_password_link(call, *decided));
  HttpReply reply = see_other(shop_address(shop, step.next));
  reply.headers.emplace_back("Set-Cookie", cart_cookie(call.services.options, shop, id));
  reply.log_note = "cart of " + shop.site.code + (cart.place ? " placed" : "");
  return reply;
}

bool is_placed(const Shop& shop) {
  return shop.order && shop.order->lifecycle != OrderLifecycle::draft;
}

/// Returns where a browser belongs that asks for a later step than its cart has come to.
std::optional<HttpReply> send_back(const Shop& shop, bool needs_items) {
  if (is_placed(shop)) return see_other(shop_address(shop, "done"));
  if (!shop.order) return see_other(shop_address(shop, ""));
  if (needs_items && shop.order->document.items.empty()) {
    return see_other(shop_address(shop, "products"));
  }
  return std::nullopt;
}

std::string form_text(const NamedTexts& form, std::string_view name) {
  return trim(field_of(form, name));
}

/// Returns the quantity in a form's field: 0 when empty, nothing when it is no whole number.
std::optional<std::int64_t> quantity_in(std::string_view text) {
  if (text.empty()) return 0;
  std::int64_t quantity = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), quantity);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && quantity >= 0 && quantity <= quantity_max ? std::optional(quantity)
                                                            : std::nullopt;
}

/// Takes over what the form says of the products it showed; the others stay. False for a quantity
/// that is none.
bool take_quantities(Cart& cart, const NamedTexts& form) {
  for (const auto& [name, text] : form) {
    if (!name.starts_with("q_")) continue;
    const auto id = ProductId::parse(std::string_view(name).substr(2));
    const auto quantity = quantity_in(trim(text));
    if (!id || !quantity) return false;
    const auto found = std::find_if(cart.items.begin(), cart.items.end(),
                                    [&](const CartItem& item) { return item.product_id == *id; });
    if (*quantity == 0) {
      if (found != cart.items.end()) cart.items.erase(found);
    } else if (found != cart.items.end()) {
      found->quantity = *quantity;
    } else {
      cart.items.push_back({*id, *quantity, {}, std::nullopt});
    }
  }
  return true;
}

/// Whether the cart has an add-on without its base.
bool lacks_base(const Shop& shop, const Cart& cart) {
  const auto holds = [&](const ProductId& id) {
    return std::any_of(cart.items.begin(), cart.items.end(),
                       [&](const CartItem& item) { return item.product_id == id; });
  };
  return std::any_of(cart.items.begin(), cart.items.end(), [&](const CartItem& item) {
    const Product* product = shop.book ? find_product(*shop.book, item.product_id) : nullptr;
    return product != nullptr && product->kind == ProductKind::add_on &&
           !holds(product->base_product_id);
  });
}

/// Takes over the answers to the products' questions: fields named `c_ITEM_KEY`.
void take_configuration(Cart& cart, const NamedTexts& form) {
  for (std::size_t at = 0; at < cart.items.size(); ++at) {
    const std::string before = "c_" + std::to_string(at) + "_";
    std::vector<ConfigurationValue> values;
    for (const auto& [name, text] : form) {
      const std::string value = trim(text);
      if (name.starts_with(before) && !value.empty()) {
        values.push_back({name.substr(before.size()), value});
      }
    }
    cart.items[at].configuration = std::move(values);
  }
}

/// Returns the price that the form showed; without one, a price that no order has.
ShownPrice shown_price_in(const NamedTexts& form, Currency currency) {
  const auto amount = [&](std::string_view name) {
    const std::string_view text = field_of(form, name);
    std::int64_t minor = -1;
    std::from_chars(text.data(), text.data() + text.size(), minor);
    return Money{minor, currency};
  };
  return {amount("shown_one_time"), amount("shown_tax"), amount("shown_recurring")};
}

void take_details(Cart& cart, const NamedTexts& form) {
  cart.first_name = form_text(form, "first_name");
  cart.last_name = form_text(form, "last_name");
  cart.email = form_text(form, "email");
  cart.company_name = form_text(form, "company_name");
  cart.phone = form_text(form, "phone");
}

void take_address(Cart& cart, const NamedTexts& form) {
  cart.address = {form_text(form, "street"), form_text(form, "city"), form_text(form, "region"),
                  form_text(form, "postal_code"), form_text(form, "country")};
}

/// Returns the button to pay the placed order by card; empty without one.
Result<std::string> shop_card_button(Call& call, const Shop& shop) {
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  const Checkout wanted = SATCHEL_TRY(wish_to_pay(*tx, *shop.order));
  const Money amount = wanted.amount;
  if (amount.minor <= 0) return std::string();
  const bool cards = SATCHEL_TRY(takes_cards(*tx, shop.seller, amount.currency));
  return cards ? pay_button_html(shop_address(shop, "pay"), "", amount) : std::string();
}

}  // namespace

Result<HttpReply> show_shop(Call& call) {
  return in_shop(call, [&](const Shop& shop) -> Result<HttpReply> {
    if (is_placed(shop)) return see_other(shop_address(shop, "done"));
    return client_page(200, shop_frame(shop, "Your details"),
                       details_form(shop, cart_of(shop), nullptr));
  });
}

Result<HttpReply> keep_shop_details(Call& call) {
  return in_shop(call, [&](Shop& shop) -> Result<HttpReply> {
    if (is_placed(shop)) return see_other(shop_address(shop, "done"));
    const NamedTexts form = parse_form(call.request.body);
    Cart cart = cart_of(shop);
    if (!is_signed_in(shop)) take_details(cart, form);
    ShopStep again{"Your details", [&](const Rejection& rejection) {
                     return details_form(shop, cart, &rejection);
                   }};
    again.next = "products";
    return keep_and_go(call, shop, cart, again);
  });
}

Result<HttpReply> show_shop_products(Call& call) {
  return in_shop(call, [&](const Shop& shop) -> Result<HttpReply> {
    if (auto back = send_back(shop, false)) return *std::move(back);
    return client_page(200, shop_frame(shop, "Products"),
                       products_form(shop, cart_of(shop), call.request.parameter("text")));
  });
}

Result<HttpReply> keep_shop_products(Call& call) {
  return in_shop(call, [&](Shop& shop) -> Result<HttpReply> {
    if (auto back = send_back(shop, false)) return *std::move(back);
    const NamedTexts form = parse_form(call.request.body);
    Cart cart = cart_of(shop);
    const bool whole = take_quantities(cart, form);
    ShopStep again{"Products", [&](const Rejection& rejection) {
                     return problem_html(sentence_of(rejection)) +
                            products_form(shop, cart, field_of(form, "text"));
                   }};
    if (!whole) {
      return client_page(400, shop_frame(shop, again.title),
                         again.html({Reason::quantity_out_of_range, {}}));
    }
    const bool go_on = field_of(form, "next") == "checkout" && !cart.items.empty();
    if (go_on && lacks_base(shop, cart)) {
      return client_page(409, shop_frame(shop, again.title),
                         again.html({Reason::base_missing, {}}));
    }
    again.next = go_on ? "checkout" : "products";
    return keep_and_go(call, shop, cart, again);
  });
}

Result<HttpReply> show_shop_checkout(Call& call) {
  return in_shop(call, [&](const Shop& shop) -> Result<HttpReply> {
    if (auto back = send_back(shop, true)) return *std::move(back);
    return client_page(200, shop_frame(shop, "Check and order"),
                       checkout_form(shop, cart_of(shop), nullptr));
  });
}

Result<HttpReply> place_shop_order(Call& call) {
  return in_shop(call, [&](Shop& shop) -> Result<HttpReply> {
    if (auto back = send_back(shop, true)) return *std::move(back);
    const NamedTexts form = parse_form(call.request.body);
    Cart cart = cart_of(shop);
    if (!is_signed_in(shop)) take_address(cart, form);
    cart.purchase_order = form_text(form, "purchase_order");
    take_configuration(cart, form);
    cart.payment_method = parse_enum<PaymentMethod>(field_of(form, "payment_method"));
    cart.place = true;
    cart.shown = shown_price_in(form, shop.seller.currency);
    ShopStep again{"Check and order", [&](const Rejection& rejection) {
                     return checkout_form(shop, cart, &rejection);
                   }};
    again.next = "done";
    return keep_and_go(call, shop, cart, again);
  });
}

Result<HttpReply> show_shop_done(Call& call) {
  return in_shop(call, [&](const Shop& shop) -> Result<HttpReply> {
    if (!is_placed(shop)) return see_other(shop_address(shop, ""));
    const std::string button = SATCHEL_TRY(shop_card_button(call, shop));
    return client_page(200, shop_frame(shop, "Thank you for your order"), done_html(shop, button));
  });
}

Result<HttpReply> start_shop_again(Call& call) {
  return in_shop(call, [&](const Shop& shop) -> Result<HttpReply> {
    HttpReply reply = see_other(shop_address(shop, ""));
    reply.headers.emplace_back("Set-Cookie", cart_cookie(call.services.options, shop, OrderId()));
    return reply;
  });
}

}  // namespace satchel::server
