// Writing mails about orders.
#include "server/sync/order_mails.h"

#include "server/store/mail_store.h"
#include "server/store/user_store.h"
#include "shared/base/words.h"
#include "shared/domain/access/permission.h"
#include "shared/domain/document/describe_document.h"
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

/// Sends the mail to who took the order; a site's cart was taken by nobody.
Result<void> tell_taker(const ServerWrite& write, const Order& order, Mail mail) {
  const auto taker = SATCHEL_TRY(find_user(write.tx, order.taken_by));
  if (!taker || taker->state != UserState::active) return {};
  mail.to = taker->login;
  mail.about = "order:" + order.id.text();
  return send_if_possible(write, mail);
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

Result<void> mail_denial(const ServerWrite& write, const Order& order, const std::string& reason) {
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
  SATCHEL_TRY(send_if_possible(write, mail));
  return tell_taker(write, order,
                    {.title = "Order " + number + " was denied",
                     .text = "The order of " + display_name(*account) + " was denied: " + reason +
                             "\nThe customer was told.\n"});
}

Result<void> mail_refused_approval(const ServerWrite& write, const Order& order,
                                   const std::string& reason) {
  const auto account = SATCHEL_TRY(find_account(write.tx, order.document.account_id));
  if (!account) return {};
  return tell_taker(write, order,
                    {.title = "Order " + std::to_string(order.number) + " was not approved",
                     .text = "The approval of the order of " + display_name(*account) +
                             " was refused: " + reason +
                             "\nYou can take it back, change it and place it again.\n"});
}

Result<void> mail_late_payment(const ServerWrite& write, const Order& order,
                               const Payment& payment) {
  const auto account = SATCHEL_TRY(find_account(write.tx, order.document.account_id));
  if (!account) return {};
  Mail mail{.title = "Money came in for order " + std::to_string(order.number),
            .about = "order:" + order.id.text()};
  mail.text = "The order is " + std::string(to_text(order.lifecycle)) + ". " +
              to_text(payment.amount) + " (" + std::string(name_of(payment.method)) +
              ") that came in for it are credit of " + display_name(*account) + ", account " +
              std::to_string(account->number) + ". Give them back, or leave them for what comes.\n";
  for (const User& user : SATCHEL_TRY(list_users(write.tx))) {
    const bool office =
        user.state == UserState::active && may(user.role, Permission::payment_refund);
    if (!office) continue;
    mail.to = user.login;
    SATCHEL_TRY(send_if_possible(write, mail));
  }
  return {};
}

}  // namespace satchel::server
