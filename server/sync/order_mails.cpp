// Writing mails about orders.
#include "server/sync/order_mails.h"

#include "server/store/mail_template.h"
#include "server/store/user_store.h"
#include "shared/base/words.h"
#include "shared/domain/access/permission.h"
#include "shared/domain/document/describe_document.h"
#include "shared/store/account_store.h"

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
  Mail mail = SATCHEL_TRY(word_mail(write.tx, MailKind::welcome,
                                    {{"customer", made.customer_name},
                                     {"product", made.product},
                                     {"domain", made.domain},
                                     {"server", made.server},
                                     {"username", made.username}}));
  mail.to = made.customer_email;
  mail.about = "order:" + made.order_id;
  return send_if_possible(write, mail);
}

Result<void> mail_denial(const ServerWrite& write, const Order& order, const std::string& reason) {
  const auto account = SATCHEL_TRY(find_account(write.tx, order.document.account_id));
  if (!account) return {};
  const std::string number = std::to_string(order.number);
  Mail mail = SATCHEL_TRY(word_mail(write.tx, MailKind::order_denied,
                                    {{"customer", contact_name(*account)},
                                     {"number", number},
                                     {"date", long_date(order.document.ordered_on)}}));
  mail.to = account->email;
  mail.about = "order:" + order.id.text();
  SATCHEL_TRY(send_if_possible(write, mail));
  return tell_taker(
      write, order,
      SATCHEL_TRY(word_mail(
          write.tx, MailKind::order_denied_rep,
          {{"customer", display_name(*account)}, {"number", number}, {"reason", reason}})));
}

Result<void> mail_refused_approval(const ServerWrite& write, const Order& order,
                                   const std::string& reason) {
  const auto account = SATCHEL_TRY(find_account(write.tx, order.document.account_id));
  if (!account) return {};
  return tell_taker(write, order,
                    SATCHEL_TRY(word_mail(write.tx, MailKind::approval_refused,
                                          {{"customer", display_name(*account)},
                                           {"number", std::to_string(order.number)},
                                           {"reason", reason}})));
}

Result<void> mail_late_payment(const ServerWrite& write, const Order& order,
                               const Payment& payment) {
  const auto account = SATCHEL_TRY(find_account(write.tx, order.document.account_id));
  if (!account) return {};
  Mail mail = SATCHEL_TRY(word_mail(write.tx, MailKind::late_payment,
                                    {{"customer", display_name(*account)},
                                     {"account", std::to_string(account->number)},
                                     {"number", std::to_string(order.number)},
                                     {"state", std::string(to_text(order.lifecycle))},
                                     {"amount", to_text(payment.amount)},
                                     {"method", std::string(name_of(payment.method))}}));
  mail.about = "order:" + order.id.text();
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
