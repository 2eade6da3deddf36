// Writing mails with links to choose a password.
#include "server/http/password_link.h"

#include <optional>

#include "server/store/audit_log.h"
#include "server/store/customer_link_store.h"
#include "server/store/customer_login_store.h"
#include "server/store/mail_template.h"
#include "shared/store/account_store.h"

namespace satchel::server {
namespace {

/// A mail with a link.
struct LinkMail {
  MailKind kind;
  MailValues values = {};  // What it says besides the customer, the login and the link.
};

Result<void> mail_link(const Call& call, const ServerWrite& write, const Account& account,
                       LinkMail wanted) {
  // A mailed link never leads where a forged Host header says.
  const ServerOptions& options = call.services.options;
  if (options.public_origin.empty() && !is_loopback(options)) return {};
  const auto link = SATCHEL_TRY(issue_customer_link(write, account.id));
  if (!link) return {};
  MailValues& values = wanted.values;
  values["customer"] = contact_name(account);
  values["login"] = account.login;
  values["link"] = origin_of(call) + "/client/reset/" + *link;
  Mail mail = SATCHEL_TRY(word_mail(write.tx, wanted.kind, std::move(values)));
  mail.to = account.email;
  mail.about = "account:" + account.id.text();
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
  return mail_link(call, write, account, {MailKind::new_password});
}

Result<void> mail_first_password_link(const Call& call, const Order& order) {
  if (order.lifecycle != OrderLifecycle::pending) return {};
  const auto tx = SATCHEL_TRY(call.context.database.begin());
  const auto account = SATCHEL_TRY(find_account(*tx, order.document.account_id));
  if (!account || account->login.empty()) return {};
  const auto login = SATCHEL_TRY(find_customer_login(*tx, account->login));
  if (!login || login->account_id != account->id || !login->password_hash.empty()) return {};
  SATCHEL_TRY(mail_link(call, write_in(call.context, *tx), *account,
                        {MailKind::first_password, {{"number", std::to_string(order.number)}}}));
  return tx->commit();
}

}  // namespace satchel::server
