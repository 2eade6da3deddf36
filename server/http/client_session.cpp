// Cookies and forms of the client area.
#include "server/http/client_session.h"

#include <array>

#include "server/http/authenticate.h"
#include "server/store/customer_session_store.h"
#include "shared/base/hash.h"
#include "shared/store/account_store.h"
#include "shared/store/organisation_store.h"

namespace satchel::server {
namespace {

constexpr std::array<NavigationLink, 3> client_links{{
    {"/client/invoices", "Invoices"},
    {"/client/orders", "Orders"},
    {"/client/password", "Password"},
}};

std::string_view customer_cookie_name(const ServerOptions& options) {
  return is_https(options) ? "__Host-satchel-client" : "satchel-client";
}

}  // namespace

Result<std::optional<Customer>> find_customer(Transaction& tx, const Call& call) {
  const std::string_view session =
      cookie_of(call.request, customer_cookie_name(call.services.options));
  if (session.empty()) return std::optional<Customer>();
  const auto id = SATCHEL_TRY(find_customer_session(tx, session, call.context.now));
  if (!id) return std::optional<Customer>();
  auto account = SATCHEL_TRY(find_account(tx, *id));
  auto seller = SATCHEL_TRY(find_organisation(tx));
  if (!account || !seller) return std::optional<Customer>();
  return std::optional<Customer>(
      Customer{*std::move(account), *std::move(seller), std::string(session),
               FieldDigest().add("form of a customer's session").add(session).hex().substr(0, 32)});
}

std::string customer_cookie(const ServerOptions& options, std::string_view session) {
  std::string cookie(customer_cookie_name(options));
  cookie.append("=").append(session).append("; Path=/; HttpOnly; SameSite=Lax; Max-Age=");
  cookie += session.empty() ? "0" : std::to_string(customer_session_lifetime_ms / 1000);
  if (is_https(options)) cookie += "; Secure";
  return cookie;
}

Result<HttpReply> show_customer(Call& call, const CustomerPage& page) {
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  const auto customer = SATCHEL_TRY(find_customer(*tx, call));
  if (!customer) return see_other("/client/login");
  return page(*tx, *customer);
}

Result<HttpReply> as_customer(Call& call, const CustomerAct& act) {
  {
    const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
    if (!SATCHEL_TRY(find_customer(*tx, call))) return see_other("/client/login");
  }
  const auto tx = SATCHEL_TRY(call.context.database.begin());
  const auto customer = SATCHEL_TRY(find_customer(*tx, call));
  if (!customer) return see_other("/client/login");
  HttpReply reply = SATCHEL_TRY(act(write_in(call.context, *tx), *customer));
  SATCHEL_TRY(tx->commit());
  return reply;
}

Result<HttpReply> as_customer_with_form(Call& call, const CustomerFormAct& act) {
  return as_customer(
      call, [&](const ServerWrite& write, const Customer& customer) -> Result<HttpReply> {
        const NamedTexts form = parse_form(call.request.body);
        if (field_of(form, "form_token") == customer.form_token) return act(write, customer, form);
        return client_page(403, frame_of(customer, "This form is out of date", ""),
                           problem_html("Open the page again and send the form from there."));
      });
}

ClientFrame frame_of(const Customer& customer, std::string title, std::string_view here) {
  return {.title = std::move(title),
          .brand = customer.seller.legal_name,
          .links = client_links,
          .here = here,
          .form_token = customer.form_token};
}

}  // namespace satchel::server
