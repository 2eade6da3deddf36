// Writing mails with links to choose a password.
#include "server/http/password_link.h"

#include <optional>

#include "server/store/audit_log.h"
#include "server/store/customer_link_store.h"
#include "server/store/customer_login_store.h"
#include "server/store/mail_store.h"
#include "shared/store/account_store.h"
#include "shared/store/organisation_store.h"

namespace satchel::server {
namespace {

/// What a mail says around its link.
struct LinkWords {
  std::string title;
  std::string before;
  std::string after;
};

Result<void> mail_link(const Call& call, const ServerWrite& write, const Account& account,
                       const LinkWords& words) {
  // A mailed link never leads where a forged Host header says.
  const ServerOptions& options = call.services.options;
  if (options.public_origin.empty() && !is_loopback(options)) return {};
  const auto link = SATCHEL_TRY(issue_customer_link(write, account.id));
  if (!link) return {};
  const auto seller = SATCHEL_TRY(find_organisation(write.tx));
  Mail mail{.to = account.email, .title = words.title, .about = "account:" + account.id.text()};
  mail.text = "Dear " + contact_name(account) + ",\n\n" + words.before + "\n\n" + origin_of(call) +
              "/client/reset/" + *link + "\n\nThe link works once, within a day. " + words.after +
              "\n";
  if (seller) mail.text += "\n" + seller->legal_name + "\n";
  const auto queued = enqueue_mail(write, mail);
  if (!queued && queued.error().code != ErrorCode::invalid) {
    return tl::unexpected<Error>(queued.error());
  }
  return append_audit(write, {.at = write.now,
                              .user_id = {},
                              .action = "mail_password_link",
                              .subject = "account:" + account.id.text(),
                              .detail = {}});
}

}  // namespace

std::string origin_of(const Call& call) {
  const std::string& origin = call.services.options.public_origin;
  return origin.empty() ? "http://" + std::string(call.request.header("host")) : origin;
}

Result<void> mail_new_password_link(const Call& call, const ServerWrite& write,
                                    const Account& account) {
  return mail_link(
      call, write, account,
      {"Choose a new password",
       "somebody asked for a new password for your login " + account.login + ". Choose it here:",
       "If it was not you, do nothing: your password stays as it is."});
}

Result<void> mail_first_password_link(const Call& call, const Order& order) {
  if (order.lifecycle != OrderLifecycle::pending) return {};
  const auto tx = SATCHEL_TRY(call.context.database.begin());
  const auto account = SATCHEL_TRY(find_account(*tx, order.document.account_id));
  if (!account || account->login.empty()) return {};
  const auto login = SATCHEL_TRY(find_customer_login(*tx, account->login));
  if (!login || login->account_id != account->id || !login->password_hash.empty()) return {};
  const std::string number = std::to_string(order.number);
  SATCHEL_TRY(
      mail_link(call, write_in(call.context, *tx), *account,
                {"Your order " + number,
                 "thank you for your order " + number +
                     ". To see it and your invoices at any time, choose a password for your "
                     "login " +
                     account->login + ":",
                 "Later you get another one on the login page."}));
  return tx->commit();
}

}  // namespace satchel::server
