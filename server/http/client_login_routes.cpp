// The client area's login, logout and change of password.
#include <chrono>
#include <optional>

#include "server/http/client_session.h"
#include "server/http/handlers.h"
#include "server/store/audit_log.h"
#include "server/store/customer_login_store.h"
#include "server/store/customer_session_store.h"
#include "server/store/password.h"
#include "shared/domain/account/password_rule.h"
#include "shared/domain/limits.h"
#include "shared/store/organisation_store.h"

namespace satchel::server {
namespace {

constexpr std::chrono::seconds customer_patience{10};

/// Customers and staff of one login do not wait for each other.
std::string limiter_key(std::string_view login) { return "customer " + std::string(login); }

std::string password_form(const Customer& customer, std::string_view problem) {
  std::string html = problem_html(problem);
  html += "<form class=\"card\" method=\"post\" action=\"/client/password\">\n";
  html += hidden_html("form_token", customer.form_token);
  html += input_html({"current", "Current password", "password", "current-password"});
  html += input_html({.name = "password",
                      .label = "New password",
                      .type = "password",
                      .autocomplete = "new-password",
                      .hint = "At least 8 characters, with a capital letter and a digit."});
  html += input_html({"again", "New password again", "password", "new-password"});
  return html + "<button>Change password</button>\n</form>\n";
}

Result<HttpReply> login_page(Call& call, int status, std::string_view login,
                             std::string_view problem) {
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  const auto seller = SATCHEL_TRY(find_organisation(*tx));
  std::string html = problem_html(problem);
  html += "<form class=\"card\" method=\"post\" action=\"/client/login\">\n";
  html += input_html({.name = "login",
                      .label = "Login",
                      .autocomplete = "username",
                      .value = login,
                      .hint = "Usually your e-mail address."});
  html += input_html({"password", "Password", "password", "current-password"});
  html += "<button>Log in</button>\n</form>\n";
  html += "<p><a href=\"/client/forgot\">Forgot password, or none yet?</a></p>\n";
  return client_page(
      status, {.title = "Customer login", .brand = seller ? seller->legal_name : "Satchel"}, html);
}

/// Returns whether the password is right. It takes as long without a hash as with one.
Result<bool> is_right(Call& call, std::string_view password, const std::string& hash) {
  bool right = false;
  const bool passed = call.services.passwords.pass(
      customer_patience, [&] { right = verify_password(password, hash); });
  if (!passed) return fail(ErrorCode::unavailable, "too many logins at once");
  return right;
}

Result<std::string> open_session_of(Call& call, const AccountId& account) {
  const auto tx = SATCHEL_TRY(call.context.database.begin());
  const ServerWrite write = write_in(call.context, *tx);
  std::string session = SATCHEL_TRY(open_customer_session(write, account));
  SATCHEL_TRY(append_audit(write, {.at = call.context.now,
                                   .user_id = {},
                                   .action = "customer_login",
                                   .subject = "account:" + account.text(),
                                   .detail = {}}));
  SATCHEL_TRY(tx->commit());
  return session;
}

Result<std::optional<CustomerLogin>> login_in(Call& call, std::string_view login) {
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  return find_customer_login(*tx, login);
}

/// Checks the form of the change of password; returns the new password's hash, or what is wrong.
Result<tl::expected<std::string, std::string>> new_hash(Call& call, const Customer& customer,
                                                        const NamedTexts& form) {
  using Checked = tl::expected<std::string, std::string>;
  const std::string_view password = field_of(form, "password");
  if (const auto problem = problem_of_password(password, field_of(form, "again"))) {
    return Checked(tl::unexpect, std::string(describe(*problem)));
  }
  LoginLimiter& logins = call.services.logins;
  const std::string key = limiter_key(customer.account.login);
  const std::string& address = call.request.address;
  if (logins.wait_seconds(key, address, call.context.now) > 0) {
    return Checked(tl::unexpect, "Too many wrong passwords; wait a while and try again.");
  }
  const auto login = SATCHEL_TRY(login_in(call, customer.account.login));
  const bool right = SATCHEL_TRY(
      is_right(call, field_of(form, "current"), login ? login->password_hash : std::string()));
  if (!right) {
    logins.note_failure(key, address, call.context.now);
    return Checked(tl::unexpect, "The current password is wrong; type it again.");
  }
  Result<std::string> hash = fail(ErrorCode::unavailable, "too many logins at once");
  call.services.passwords.pass(customer_patience, [&] { hash = hash_password(password); });
  return Checked(SATCHEL_TRY(std::move(hash)));
}

}  // namespace

Result<HttpReply> show_client_login(Call& call) { return login_page(call, 200, "", ""); }

Result<HttpReply> client_log_in(Call& call) {
  const NamedTexts form = parse_form(call.request.body);
  const std::string login(field_of(form, "login"));
  const std::string_view password = field_of(form, "password");
  if (login.size() > email_length_max || password.size() > password_length_max) {
    return login_page(call, 400, "", "Login or password is too long.");
  }
  if (login.empty() || password.empty()) {
    return login_page(call, 400, login, "Enter both login and password.");
  }
  LoginLimiter& logins = call.services.logins;
  const std::string key = limiter_key(login);
  const std::string& address = call.request.address;
  if (const std::int64_t wait = logins.wait_seconds(key, address, call.context.now); wait > 0) {
    HttpReply reply = SATCHEL_TRY(login_page(
        call, 429, login,
        "Too many wrong passwords; wait " + std::to_string(wait) + " seconds and try again."));
    reply.headers.emplace_back("Retry-After", std::to_string(wait));
    return reply;
  }
  const auto found = SATCHEL_TRY(login_in(call, login));
  const bool right =
      SATCHEL_TRY(is_right(call, password, found ? found->password_hash : std::string()));
  if (!right) {
    logins.note_failure(key, address, call.context.now);
    return login_page(call, 401, login, "Login or password is wrong; check both.");
  }
  logins.note_success(key, address);
  const std::string session = SATCHEL_TRY(open_session_of(call, found->account_id));
  HttpReply reply = see_other("/client/invoices");
  reply.headers.emplace_back("Set-Cookie", customer_cookie(call.services.options, session));
  reply.log_note = "customer login " + found->account_id.text();
  return reply;
}

Result<HttpReply> client_log_out(Call& call) {
  return as_customer_with_form(
      call,
      [&](const ServerWrite& write, const Customer& customer,
          const NamedTexts&) -> Result<HttpReply> {
        SATCHEL_TRY(end_customer_session(write.tx, customer.session));
        SATCHEL_TRY(append_audit(write, {.at = write.now,
                                         .user_id = {},
                                         .action = "customer_logout",
                                         .subject = "account:" + customer.account.id.text(),
                                         .detail = {}}));
        HttpReply reply = see_other("/client/login");
        reply.headers.emplace_back("Set-Cookie", customer_cookie(call.services.options, ""));
        return reply;
      });
}

Result<HttpReply> show_client_password(Call& call) {
  return show_customer(call, [](Transaction&, const Customer& customer) -> Result<HttpReply> {
    return client_page(200, frame_of(customer, "Change password", "/client/password"),
                       password_form(customer, ""));
  });
}

Result<HttpReply> change_client_password(Call& call) {
  std::optional<Customer> asking;
  NamedTexts form;
  auto refused =
      SATCHEL_TRY(as_customer_with_form(call,
                                        [&](const ServerWrite&, const Customer& customer,
                                            const NamedTexts& sent) -> Result<HttpReply> {
                                          asking = customer;
                                          form = sent;
                                          return HttpReply{};
                                        }));
  if (!asking) return refused;
  // Outside of any transaction: the digest is costly on purpose.
  const ClientFrame frame = frame_of(*asking, "Change password", "/client/password");
  auto hash = SATCHEL_TRY(new_hash(call, *asking, form));
  if (!hash) return client_page(400, frame, password_form(*asking, hash.error()));

  const auto tx = SATCHEL_TRY(call.context.database.begin());
  const ServerWrite write = write_in(call.context, *tx);
  const AccountId& account = asking->account.id;
  SATCHEL_TRY(save_customer_password(*tx, account, *hash));
  SATCHEL_TRY(end_customer_sessions_of(*tx, account));
  const std::string session = SATCHEL_TRY(open_customer_session(write, account));
  SATCHEL_TRY(append_audit(write, {.at = write.now,
                                   .user_id = {},
                                   .action = "customer_password",
                                   .subject = "account:" + account.text(),
                                   .detail = {}}));
  SATCHEL_TRY(tx->commit());
  HttpReply reply = see_other("/client/invoices?done=password");
  reply.headers.emplace_back("Set-Cookie", customer_cookie(call.services.options, session));
  return reply;
}

}  // namespace satchel::server
