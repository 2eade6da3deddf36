// The page of a checkout turns to the next by itself, without any script.
#include "server/http/checkout_page.h"

#include "server/http/password_link.h"
#include "server/store/provider_store.h"
#include "shared/base/html.h"
#include "shared/domain/access/settings.h"
#include "shared/execute/account_credit.h"
#include "shared/execute/order_money.h"

namespace satchel::server {
namespace {

constexpr std::string_view looks_max = "9";  // Then the customer looks again himself.

std::string link_to(const std::string& address, std::string_view words) {
  return "<p><a class=\"button\" href=\"" + html_escaped(address) + "\">" + html_escaped(words) +
         "</a></p>\n";
}

/// Returns a page that turns into `next` after so many seconds; an empty one stays.
HttpReply turning_page(const CheckoutPlace& place, const std::string& html, int seconds,
                       const std::string& next) {
  HttpReply reply = client_page(200, place.frame, html);
  if (!next.empty()) {
    reply.headers.emplace_back("Refresh", std::to_string(seconds) + ";url=" + next);
  }
  return reply;
}

HttpReply page_before(const Checkout& checkout, const CheckoutPlace& place) {
  if (checkout.state == CheckoutState::asked) {
    return turning_page(place, "<p role=\"status\">The payment page is being prepared.</p>\n", 1,
                        place.address);
  }
  return turning_page(place, link_to(checkout.page_address, "Go on to the payment page"), 0,
                      checkout.page_address);
}

/// The customer came back, and the gateway's word is on its way.
Result<HttpReply> page_after(const ServerWrite& write, const Checkout& checkout,
                             const CheckoutPlace& place, std::string_view looks) {
  if (looks == "1") SATCHEL_TRY(ask_gateway(write, checkout.id, CheckoutAct::look));
  const bool known = looks.size() == 1 && looks >= "1" && looks < looks_max;
  const std::string next =
      known ? place.address + "?back=" + static_cast<char>(looks.front() + 1) : std::string();
  std::string html = "<p role=\"status\">The payment has not arrived yet.</p>\n";
  html += link_to(checkout.page_address, "Back to the payment page");
  html += link_to(place.address + "?back=1", "Look again");
  return turning_page(place, html, 2, next);
}

std::string_view words_of_failure(const Checkout& checkout) {
  if (checkout.charge_id.empty()) return "The payment was not made. Try again, or pay another way.";
  return "Your card was charged, but the payment could not be booked. Do not pay again: ask us.";
}

}  // namespace

Result<bool> takes_cards(Transaction& tx, const Organisation& seller, Currency currency) {
  if (!is_offered(seller.settings, PaymentMethod::card, currency)) return false;
  const Settings settings = SATCHEL_TRY(load_settings(tx, Provider::card));
  return !settings.at("secret_key").empty();
}

Result<Checkout> wish_to_pay(Transaction& tx, const Order& order) {
  Checkout wanted;
  wanted.account_id = order.document.account_id;
  wanted.order_id = order.id;
  wanted.title = "Order " + std::to_string(order.number);
  wanted.amount = {0, order.document.currency};
  const bool works = order.lifecycle == OrderLifecycle::pending ||
                     order.lifecycle == OrderLifecycle::in_progress ||
                     order.lifecycle == OrderLifecycle::completed;
  const bool open = order.payment == PaymentState::unpaid || order.payment == PaymentState::partial;
  if (!works || !open) return wanted;
  wanted.amount = order.due - order.paid;
  const auto invoice = SATCHEL_TRY(find_order_invoice(tx, order.id));
  if (invoice && invoice->state == InvoiceState::draft) {
    wanted.amount = wanted.amount - SATCHEL_TRY(credit_for(tx, *invoice));
  }
  return wanted;
}

Result<Checkout> wish_to_pay(Transaction&, const Invoice& invoice) {
  Checkout wanted;
  wanted.account_id = invoice.account_id;
  wanted.invoice_id = invoice.id;
  wanted.title = "Invoice " + std::to_string(invoice.number);
  wanted.amount = {0, invoice.total.currency};
  const bool open = invoice.state == InvoiceState::posted && !invoice.on_hold &&
                    invoice.kind == InvoiceKind::invoice;
  if (open && balance_of(invoice).minor > 0) wanted.amount = balance_of(invoice);
  return wanted;
}

std::string pay_button_html(const std::string& address, const std::string& form_token,
                            Money amount) {
  std::string html = "<form method=\"post\" action=\"" + html_escaped(address) + "\">\n";
  if (!form_token.empty()) html += hidden_html("form_token", form_token);
  return html + "<button>Pay " + html_escaped(to_text(amount)) + " by card</button>\n</form>\n";
}

Result<HttpReply> begin_checkout(Call& call, const ServerWrite& write, Checkout wanted,
                                 const std::string& address) {
  wanted.created_at = write.now;
  if (const auto begun = SATCHEL_TRY(find_same_checkout(write.tx, wanted))) {
    return see_other(address + "/" + begun->id.text());
  }
  wanted.id = CheckoutId::make(write.now, write.random);
  const std::string page = address + "/" + wanted.id.text();
  wanted.return_address = origin_of(call) + page + "?back=1";
  SATCHEL_TRY(save_checkout(write.tx, wanted));
  SATCHEL_TRY(ask_gateway(write, wanted.id, CheckoutAct::open));
  HttpReply reply = see_other(page);
  reply.log_note = "checkout " + wanted.id.text();
  return reply;
}

Result<HttpReply> checkout_page(Call& call, const ServerWrite& write, const Checkout& checkout,
                                const CheckoutPlace& place) {
  switch (checkout.state) {
    case CheckoutState::asked:
      return page_before(checkout, place);
    case CheckoutState::open: {
      const std::string_view looks = call.request.parameter("back");
      if (looks.empty()) return page_before(checkout, place);
      return page_after(write, checkout, place, looks);
    }
    case CheckoutState::paid:
      return turning_page(
          place,
          "<p class=\"done\" role=\"status\">Thank you: " + html_escaped(to_text(checkout.amount)) +
              " was paid.</p>\n" + link_to(place.done_address, place.done_words),
          0, "");
    case CheckoutState::failed:
      return turning_page(
          place,
          problem_html(words_of_failure(checkout)) + link_to(place.done_address, place.done_words),
          0, "");
  }
  return fail(ErrorCode::corrupt, "a checkout is in no state");
}

}  // namespace satchel::server
