// The client area's "Forgot password": a link by mail, and the page on which it is used.
#include <optional>

#include "server/http/client_page.h"
#include "server/http/form.h"
#include "server/http/handlers.h"
#include "server/http/password_check.h"
#include "server/http/password_link.h"
#include "server/store/audit_log.h"
#include "server/store/customer_link_store.h"
#include "server/store/customer_login_store.h"
#include "server/store/customer_session_store.h"
#include "shared/base/text.h"
#include "shared/domain/account/password_rule.h"
#include "shared/domain/limits.h"
#include "shared/store/account_store.h"
#include "shared/store/organisation_store.h"

namespace satchel::server {
namespace {

/// Asking for links and guessing passwords do not wait for each other.
std::string reset_key(std::string_view login) { return "reset " + fold(trim(login)); }

Result<HttpReply> reset_page(Call& call, int status, std::string title, const std::string& html) {
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  const auto seller = SATCHEL_TRY(find_organisation(*tx));
  return client_page(
      status, {.title = std::move(title), .brand = seller ? seller->legal_name : "Satchel"}, html);
}

Result<HttpReply> forgot_page(Call& call, int status, std::string_view problem) {
  std::string html = problem_html(problem);
  html += "<form class=\"card\" method=\"post\" action=\"/client/forgot\">\n";
  html += input_html({.name = "login",
                      .label = "Login",
                      .autocomplete = "username",
                      .hint = "Usually your e-mail address. A link to choose a new password is "
                              "mailed to you."});
  return reset_page(call, status, "Forgot password",
                    html + "<button>Mail me a link</button>\n</form>\n");
}

Result<HttpReply> used_link_page(Call& call) {
  return reset_page(call, 410, "This link is no longer valid",
                    "<p>It was used before, or is older than a day. <a href=\"/client/forgot\">Ask "
                    "for another one</a>.</p>\n");
}

Result<HttpReply> choose_page(Call& call, int status, std::string_view problem) {
  std::string html = problem_html(problem);
  html += "<form class=\"card\" method=\"post\">\n";
  html += input_html({.name = "password",
                      .label = "New password",
                      .type = "password",
                      .autocomplete = "new-password",
                      .hint = "At least 8 characters, with a capital letter and a digit."});
  html += input_html({"again", "New password again", "password", "new-password"});
  return reset_page(call, status, "Choose a password",
                    html + "<button>Keep this password</button>\n</form>\n");
}

/// Mails a link to the customer with this login, if there is one.
Result<void> mail_link_to(Call& call, std::string_view login) {
  const auto tx = SATCHEL_TRY(call.context.database.begin());
  if (const auto found = SATCHEL_TRY(find_customer_login(*tx, login))) {
    const auto account = SATCHEL_TRY(find_account(*tx, found->account_id));
    if (account) {
      SATCHEL_TRY(mail_new_password_link(call, write_in(call.context, *tx), *account));
    }
  }
  return tx->commit();
}

Result<bool> is_open_link(Call& call) {
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  const std::string& link = call.request.parameters.at(0);
  return SATCHEL_TRY(find_customer_link(*tx, link, call.context.now)).has_value();
}

/// Uses the link up and stores the password; ends all sessions of the customer.
Result<bool> choose_password(Call& call, const std::string& hash) {
  const auto tx = SATCHEL_TRY(call.context.database.begin());
  const std::string& link = call.request.parameters.at(0);
  const auto account = SATCHEL_TRY(use_customer_link(*tx, link, call.context.now));
  if (!account) return false;
  SATCHEL_TRY(save_customer_password(*tx, *account, hash));
  SATCHEL_TRY(end_customer_sessions_of(*tx, *account));
  SATCHEL_TRY(append_audit(write_in(call.context, *tx), {.at = call.context.now,
                                                         .user_id = {},
                                                         .action = "customer_password",
                                                         .subject = "account:" + account->text(),
                                                         .detail = "by a link"}));
  SATCHEL_TRY(tx->commit());
  return true;
}

}  // namespace

Result<HttpReply> show_client_forgot(Call& call) { return forgot_page(call, 200, ""); }

Result<HttpReply> ask_for_password_link(Call& call) {
  const NamedTexts form = parse_form(call.request.body);
  const std::string_view login = field_of(form, "login");
  if (trim(login).empty() || login.size() > email_length_max) {
    return forgot_page(call, 400, "Enter your login.");
  }
  LoginLimiter& limiter = call.services.logins;
  const std::string& address = call.request.address;
  const Timestamp now = call.context.now;
  if (const std::int64_t wait = limiter.wait_seconds(reset_key(login), address, now); wait > 0) {
    HttpReply reply = SATCHEL_TRY(forgot_page(
        call, 429,
        "You asked too often; wait " + std::to_string(wait) + " seconds and try again."));
    reply.headers.emplace_back("Retry-After", std::to_string(wait));
    return reply;
  }
  limiter.note_failure(reset_key(login), address, now);
  SATCHEL_TRY(mail_link_to(call, login));
  return reset_page(
      call, 200, "Look into your mailbox",
      "<p role=\"status\">If this login is a customer's, a mail with a link is on its "
      "way to the address of the account.</p>\n");
}

Result<HttpReply> show_client_reset(Call& call) {
  return SATCHEL_TRY(is_open_link(call)) ? choose_page(call, 200, "") : used_link_page(call);
}

Result<HttpReply> reset_client_password(Call& call) {
  if (!SATCHEL_TRY(is_open_link(call))) return used_link_page(call);
  const NamedTexts form = parse_form(call.request.body);
  const std::string_view password = field_of(form, "password");
  if (const auto problem = problem_of_password(password, field_of(form, "again"))) {
    return choose_page(call, 400, describe(*problem));
  }
  const std::string hash = SATCHEL_TRY(hash_behind_gate(call.services, password));
  if (!SATCHEL_TRY(choose_password(call, hash))) return used_link_page(call);
  return reset_page(call, 200, "Your password is set",
                    "<p role=\"status\"><a href=\"/client/login\">Log in</a> with it now.</p>\n");
}

}  // namespace satchel::server
