// Writing mails about orders.
#include "server/sync/order_mails.h"

#include "server/store/mail_store.h"
#include "shared/base/words.h"
#include "shared/store/account_store.h"
#include "shared/store/organisation_store.h"

namespace satchel::server {
namespace {

/// An address that takes no mail is no reason to refuse what the mail is about.
Result<void> send_if_possible(const ServerWrite& write, const Mail& mail) {
  const auto queued = enqueue_mail(write, mail);
  if (!queued && queued.error().code != ErrorCode::invalid) {
    return tl::unexpected<Error>(queued.error());
  }
  return {};
}

/// Returns how mails end: with our own name.
Result<std::string> signature_in(Transaction& tx) {
  const auto organisation = SATCHEL_TRY(find_organisation(tx));
  return organisation ? "\n" + organisation->legal_name + "\n" : std::string();
}

}  // namespace

Result<void> mail_welcome(const ServerWrite& write, const ServiceRequest& made) {
  Mail mail{.to = made.customer_email,
            .title = "Welcome: " + made.product,
            .about = "order:" + made.order_id};
  mail.text = "Dear " + made.customer_name + ",\n\n" + made.product + " is ready for you.\n";
  if (!made.domain.empty()) mail.text += "Domain: " + made.domain + "\n";
  if (!made.server.empty()) mail.text += "Server: " + made.server + "\n";
  if (!made.username.empty()) mail.text += "User name: " + made.username + "\n";
  mail.text += SATCHEL_TRY(signature_in(write.tx));
  return send_if_possible(write, mail);
}

Result<void> mail_denial(const ServerWrite& write, const Order& order) {
  const auto account = SATCHEL_TRY(find_account(write.tx, order.document.account_id));
  if (!account) return {};
  const std::string number = std::to_string(order.number);
  Mail mail{.to = account->email,
            .title = "Your order " + number + " was not accepted",
            .about = "order:" + order.id.text()};
  mail.text = "Dear " + contact_name(*account) + ",\n\nwe are sorry: your order " + number +
              " of " + long_date(order.document.ordered_on) +
              " was not accepted. You will not be invoiced for it; what you paid is given back.\n";
  mail.text += SATCHEL_TRY(signature_in(write.tx));
  return send_if_possible(write, mail);
}

}  // namespace satchel::server
