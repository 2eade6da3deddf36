// SMTP by libcurl.
#include "server/providers/smtp.h"

#include <algorithm>
#include <cstring>

#include "server/providers/curl_session.h"
#include "server/providers/setting_values.h"
#include "shared/base/text.h"

namespace satchel::server {
namespace {

/// What is still to be sent.
struct Upload {
  std::string_view rest;
};

std::size_t read_upload(char* buffer, std::size_t size, std::size_t count, void* upload) {
  std::string_view& rest = static_cast<Upload*>(upload)->rest;
  const std::size_t length = std::min(size * count, rest.size());
  std::memcpy(buffer, rest.data(), length);
  rest.remove_prefix(length);
  return length;
}

void prepare_login(CurlSession& session, const SmtpServer& server) {
  if (server.user.empty()) return;
  session.set(CURLOPT_USERNAME, server.user.c_str());
  session.set(CURLOPT_PASSWORD, server.password.c_str());
}

JobOutcome failure_of(CurlSession& session, const SmtpServer& server, const Error& error) {
  const long code = session.response_code();
  std::string what = "The mail server " + server.host + " did not take the mail: " + error.message;
  if (code >= 400) what += " (code " + std::to_string(code) + ")";
  // A login that is refused says nothing about the message: the settings can be corrected.
  const bool about_message = session.code() == CURLE_SEND_ERROR ||
                             session.code() == CURLE_WEIRD_SERVER_REPLY ||
                             session.code() == CURLE_RECV_ERROR;
  const bool final = about_message && code >= 500 && code <= 599;
  return {final ? JobVerdict::give_up : JobVerdict::retry, std::move(what), {}};
}

}  // namespace

Result<SmtpServer> smtp_server_of(const Settings& settings) {
  SmtpServer server;
  server.host = setting_text(settings, "host");
  if (server.host.empty()) {
    return fail(ErrorCode::unavailable,
                "No mail server is set; set one with satchel provider set mail host=... from=...");
  }
  server.from = setting_text(settings, "from");
  if (!is_email(server.from)) {
    return fail(ErrorCode::invalid, "The setting from of mail must be an e-mail address.");
  }
  const auto security = parse_enum<MailSecurity>(setting_text(settings, "security"));
  if (!security) {
    return fail(ErrorCode::invalid, "The setting security of mail is starttls, tls or none.");
  }
  server.security = *security;
  server.port = SATCHEL_TRY(setting_number(settings, "port", {1, 65'535}));
  server.timeout_ms = SATCHEL_TRY(setting_number(settings, "timeout_ms", timeout_range));
  server.user = setting_text(settings, "user");
  server.password = setting_text(settings, "password");
  server.from_name = setting_text(settings, "from_name");
  server.ca_file = setting_text(settings, "ca_file");
  if (server.security == MailSecurity::none && !server.user.empty()) {
    return fail(ErrorCode::invalid,
                "A password is not sent over an open connection: set security of mail to starttls "
                "or tls, or remove the user.");
  }
  return server;
}

JobOutcome send_message(const SmtpServer& server, const std::string& to,
                        const std::string& message) {
  const bool tls = server.security == MailSecurity::tls;
  CurlSession session(
      {.url = (tls ? "smtps://" : "smtp://") + server.host + ":" + std::to_string(server.port),
       .protocols = "smtp,smtps",
       .ca_file = server.ca_file,
       .timeout_ms = server.timeout_ms});
  const bool open = server.security == MailSecurity::none;
  session.set(CURLOPT_USE_SSL, static_cast<long>(open ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  prepare_login(session, server);
  const std::string sender = "<" + server.from + ">";
  session.set(CURLOPT_MAIL_FROM, sender.c_str());
  curl_slist* receivers = nullptr;
  session.append(receivers, "<" + to + ">");
  session.set(CURLOPT_MAIL_RCPT, receivers);
  Upload upload{message};
  session.set(CURLOPT_UPLOAD, 1L);
  session.set(CURLOPT_READFUNCTION, read_upload);
  session.set(CURLOPT_READDATA, &upload);

  const auto sent = session.perform();
  if (sent) return {};
  return failure_of(session, server, sent.error());
}

}  // namespace satchel::server
