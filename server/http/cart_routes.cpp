// Sites, and the carts that they send step by step.
#include "server/http/answer_once.h"
#include "server/http/handlers.h"
#include "server/http/list_page.h"
#include "server/http/password_link.h"
#include "server/http/problem_reply.h"
#include "server/store/audit_log.h"
#include "server/store/site_store.h"
#include "server/sync/cart.h"
#include "shared/domain/limits.h"
#include "shared/domain/order/order_state.h"
#include "shared/wire/reader.h"
#include "shared/wire/writer.h"

namespace satchel::server {
namespace {

constexpr std::size_t configuration_values_max = 100;

void write_site(ListWriter& out, const SalesSite& site) {
  out.begin_row();
  out.field("code", site.code);
  out.field("number", site.number);
  out.field("name", site.name);
  out.field("reseller", site.reseller);
  out.field("on_account", site.on_account);
  out.field("enabled", site.enabled);
  out.end_row();
}

std::string site_json(const SalesSite& site, std::string_view key) {
  JsonWriter out;
  out.begin_object();
  out.field("code", site.code);
  out.field("number", site.number);
  out.field("name", site.name);
  out.field("reseller", site.reseller);
  out.field("on_account", site.on_account);
  out.field("enabled", site.enabled);
  if (!key.empty()) out.field("key", key);
  out.end_object();
  return out.take();
}

Result<void> audit_site(const ServerWrite& write, const Call& call, std::string action,
                        const std::string& code) {
  AuditRow row;
  row.user_id = call.caller->user_id;
  row.action = std::move(action);
  row.subject = "site:" + code;
  return append_audit(write, row);
}

CartItem read_item(ObjectReader& in) {
  CartItem item;
  item.product_id = in.id<ProductId>("product_id");
  item.quantity = in.bounded_number("quantity", quantity_max);
  in.each_object("configuration", configuration_values_max, [&](ObjectReader& value) {
    item.configuration.push_back({value.text("key"), value.text("value")});
  });
  if (in.has("base")) {
    item.base = static_cast<std::size_t>(in.bounded_number("base", order_items_max - 1));
  }
  return item;
}

Cart read_cart(ObjectReader& in) {
  Cart cart;
  in.object("customer", [&](ObjectReader& customer) {
    cart.first_name = customer.text("first_name");
    cart.last_name = customer.text("last_name");
    cart.email = customer.text("email");
    cart.company_name = customer.optional_text("company_name");
    cart.phone = customer.optional_text("phone");
    cart.address.street = customer.optional_text("street");
    cart.address.city = customer.optional_text("city");
    cart.address.region = customer.optional_text("region");
    cart.address.postal_code = customer.optional_text("postal_code");
    cart.address.country = customer.optional_text("country");
  });
  in.each_object("items", order_items_max,
                 [&](ObjectReader& item) { cart.items.push_back(read_item(item)); });
  if (in.has("payment_method")) cart.payment_method = in.word<PaymentMethod>("payment_method");
  cart.purchase_order = in.optional_text("purchase_order");
  cart.place = in.optional_flag("place");
  if (in.has("shown")) {
    in.object("shown", [&](ObjectReader& shown) {
      cart.shown =
          ShownPrice{shown.money("one_time"), shown.money("tax"), shown.money("recurring")};
    });
  }
  return cart;
}

/// What the office thinks of a customer is not his business, nor his site's (S9).
OrderLifecycle told_lifecycle_of(const Order& order) {
  if (order.lifecycle == OrderLifecycle::fraud) return OrderLifecycle::pending;
  if (order.lifecycle == OrderLifecycle::denied) return OrderLifecycle::cancelled;
  return order.lifecycle;
}

std::string cart_json(const Order& order, const std::optional<OrderTotals>& totals) {
  JsonWriter out;
  out.begin_object();
  out.field("order_id", order.id);
  out.field("site_code", order.site_code);
  if (order.number != 0) out.field("number", order.number);
  out.field("provisional_number", order.provisional_number);
  out.field("lifecycle", told_lifecycle_of(order));
  out.field("payment", order.payment);
  out.field("state", customer_chip_of(order).words);
  if (totals) {
    out.field("one_time", totals->one_time);
    out.field("tax", totals->tax);
    out.field("recurring", totals->recurring);
  }
  out.field("due", order.due);
  out.end_object();
  return out.take();
}

Result<std::optional<SalesSite>> asking_site(Call& call) {
  std::string_view key = call.request.header("authorization");
  if (!key.starts_with("Bearer ")) return std::optional<SalesSite>();
  key.remove_prefix(7);
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  return find_site_by_key(*tx, call.request.parameters.at(0), key);
}

}  // namespace

Result<HttpReply> list_sites(Call& call) {
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  ListWriter out(format_of(call.request));
  for (const SalesSite& site : SATCHEL_TRY(satchel::server::list_sites(*tx))) write_site(out, site);
  return list_reply(call.request, out, "");
}

Result<HttpReply> put_site(Call& call) {
  const SalesSite wished =
      SATCHEL_TRY(read_document(call.request.body, Strictness::strict, [&](ObjectReader& in) {
        return SalesSite{call.request.parameters.at(0),
                         0,
                         in.text("name"),
                         in.optional_text("reseller"),
                         in.optional_flag("on_account"),
                         !in.has("enabled") || in.flag("enabled")};
      }));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    const SalesSite site = SATCHEL_TRY(save_site(write, wished));
    SATCHEL_TRY(audit_site(write, call, "save_site", site.code));
    return json_reply(site_json(site, ""));
  });
}

Result<HttpReply> give_site_key(Call& call) {
  const std::string& code = call.request.parameters.at(0);
  const auto tx = SATCHEL_TRY(call.context.database.begin());
  const ServerWrite write = write_in(call.context, *tx);
  const auto site = SATCHEL_TRY(find_site(*tx, code));
  if (!site) return problem_reply(404, "There is no site with this code; see GET /v1/sites.");
  const std::string key = SATCHEL_TRY(renew_site_key(write, code));
  SATCHEL_TRY(audit_site(write, call, "renew_site_key", code));
  SATCHEL_TRY(tx->commit());
  return json_reply(site_json(*site, key));
}

Result<HttpReply> put_site_cart(Call& call) {
  const auto site = SATCHEL_TRY(asking_site(call));
  if (!site) {
    HttpReply reply = problem_reply(
        401, "Send the site's own key as a bearer token; the back office gives it out.");
    reply.headers.emplace_back("WWW-Authenticate", "Bearer");
    return reply;
  }
  const auto id = OrderId::parse(call.request.parameters.at(1));
  if (!id) return fail(ErrorCode::invalid, "A cart's id must be a UUID in lower case.");
  if (!site->enabled) {
    return problem_reply(403, "This site is switched off; ask the back office to switch it on.");
  }
  const Cart cart = SATCHEL_TRY(read_document(call.request.body, Strictness::strict, read_cart));
  const auto decided = SATCHEL_TRY(put_cart(call.context, *site, *id, cart));
  if (!decided) return problem_reply(decided.error());
  if (cart.place) SATCHEL_TRY(mail_first_password_link(call, *decided));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  const auto totals = SATCHEL_TRY(load_totals(*tx, *decided));
  HttpReply reply = json_reply(cart_json(*decided, totals));
  reply.log_note = "cart of " + site->code + (cart.place ? " placed" : "");
  return reply;
}

}  // namespace satchel::server
