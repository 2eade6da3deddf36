// Paying by card: the gateway's events, and the pages on the way to it in client area and shop.
#include "server/http/checkout_page.h"
#include "server/http/client_session.h"
#include "server/http/handlers.h"
#include "server/http/problem_reply.h"
#include "server/http/shop_cart.h"
#include "server/providers/card_checkout.h"
#include "server/sync/heed_checkout.h"
#include "shared/store/billing_store.h"
#include "shared/store/order_store.h"

namespace satchel::server {
namespace {

constexpr const char* client_payments = "/client/payments";

HttpReply nothing_to_pay(const ClientFrame& frame) {
  return client_page(409, frame, "<p>There is nothing to pay by card here.</p>\n");
}

/// Begins to pay what the path names, if it is the customer's own and open.
template <class Thing>
Result<HttpReply> pay_own(Call& call, const ServerWrite& write, const Customer& customer,
                          const std::optional<Thing>& thing) {
  const ClientFrame frame = frame_of(customer, "Pay by card", "");
  if (!thing) return client_page(404, frame, "<p>There is no such thing in your account.</p>\n");
  const Checkout wanted = SATCHEL_TRY(wish_to_pay(write.tx, *thing));
  if (wanted.account_id != customer.account.id || wanted.amount.minor <= 0 ||
      !SATCHEL_TRY(takes_cards(write.tx, customer.seller, wanted.amount.currency))) {
    return nothing_to_pay(frame);
  }
  return begin_checkout(call, write, wanted, client_payments);
}

std::string client_address_of(const Checkout& checkout) {
  return checkout.order_id.empty() ? "/client/invoices/" + checkout.invoice_id.text()
                                   : "/client/orders/" + checkout.order_id.text();
}

/// Returns the checkout that the path's last part names.
Result<std::optional<Checkout>> checkout_in(const Call& call, const ServerWrite& write) {
  const auto id = CheckoutId::parse(call.request.parameters.back());
  if (!id) return std::optional<Checkout>();
  return find_checkout(write.tx, *id);
}

/// Runs `act(write)` in a transaction of its own and commits it.
template <class Act>
Result<HttpReply> in_write(Call& call, Act act) {
  const auto tx = SATCHEL_TRY(call.context.database.begin());
  HttpReply reply = SATCHEL_TRY(act(write_in(call.context, *tx)));
  SATCHEL_TRY(tx->commit());
  return reply;
}

}  // namespace

Result<HttpReply> take_gateway_event(Call& call) {
  Settings settings;
  {
    const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
    settings = SATCHEL_TRY(load_settings(*tx, Provider::card));
  }
  const auto event = open_event(
      settings, {call.request.header("stripe-signature"), call.request.body, call.context.now});
  if (!event) return problem_reply(400, event.error().message);
  if (event->checkout_id.empty()) return empty_reply(204);
  return in_write(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    SATCHEL_TRY(heed_checkout(write, event->checkout_id, event->news));
    HttpReply reply = empty_reply(204);
    reply.log_note =
        "checkout " + event->checkout_id.text() + " " + std::string(to_text(event->news.state));
    return reply;
  });
}

Result<HttpReply> pay_client_invoice(Call& call) {
  return as_customer_with_form(call,
                               [&](const ServerWrite& write, const Customer& customer,
                                   const NamedTexts&) -> Result<HttpReply> {
                                 const auto id = InvoiceId::parse(call.request.parameters.at(0));
                                 const auto invoice =
                                     SATCHEL_TRY(find_invoice(write.tx, id.value_or(InvoiceId())));
                                 return pay_own(call, write, customer, invoice);
                               });
}

Result<HttpReply> pay_client_order(Call& call) {
  return as_customer_with_form(call,
                               [&](const ServerWrite& write, const Customer& customer,
                                   const NamedTexts&) -> Result<HttpReply> {
                                 const auto id = OrderId::parse(call.request.parameters.at(0));
                                 const auto order =
                                     SATCHEL_TRY(find_order(write.tx, id.value_or(OrderId())));
                                 return pay_own(call, write, customer, order);
                               });
}

Result<HttpReply> show_client_payment(Call& call) {
  return as_customer(
      call, [&](const ServerWrite& write, const Customer& customer) -> Result<HttpReply> {
        const auto checkout = SATCHEL_TRY(checkout_in(call, write));
        const ClientFrame frame = frame_of(customer, "Pay by card", "");
        if (!checkout || checkout->account_id != customer.account.id) {
          return client_page(404, frame, "<p>There is no such payment in your account.</p>\n");
        }
        return checkout_page(call, write, *checkout,
                             {.frame = frame,
                              .address = std::string(client_payments) + "/" + checkout->id.text(),
                              .done_address = client_address_of(*checkout),
                              .done_words = checkout->title});
      });
}

Result<HttpReply> pay_shop_order(Call& call) {
  const auto shop = SATCHEL_TRY(load_shop(call));
  if (!shop || !shop->order) return see_other("/shop/" + call.request.parameters.at(0));
  return in_write(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    const Checkout wanted = SATCHEL_TRY(wish_to_pay(write.tx, *shop->order));
    const bool open = wanted.amount.minor > 0 &&
                      SATCHEL_TRY(takes_cards(write.tx, shop->seller, wanted.amount.currency));
    if (!open) return nothing_to_pay(shop_frame(*shop, "Pay by card"));
    return begin_checkout(call, write, wanted, shop_address(*shop, "payments"));
  });
}

Result<HttpReply> show_shop_payment(Call& call) {
  const auto shop = SATCHEL_TRY(load_shop(call));
  if (!shop || !shop->order) return see_other("/shop/" + call.request.parameters.at(0));
  return in_write(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    const auto checkout = SATCHEL_TRY(checkout_in(call, write));
    const ClientFrame frame = shop_frame(*shop, "Pay by card");
    if (!checkout || checkout->order_id != shop->order->id) {
      return client_page(404, frame, "<p>There is no such payment of your order.</p>\n");
    }
    return checkout_page(call, write, *checkout,
                         {.frame = frame,
                          .address = shop_address(*shop, "payments") + "/" + checkout->id.text(),
                          .done_address = shop_address(*shop, "done"),
                          .done_words = "Your order"});
  });
}

}  // namespace satchel::server
