// Smtp: hands messages to a mail server, with TLS and a login.
#pragma once

#include <cstdint>
#include <string>

#include "server/store/job_store.h"
#include "server/store/provider_store.h"

namespace satchel::server {

/// How the connection is protected: by STARTTLS, from its first byte, or not at all.
enum class MailSecurity { starttls, tls, none };

}  // namespace satchel::server

namespace satchel {
SATCHEL_ENUM_WORDS(server::MailSecurity, "starttls", "tls", "none");
}  // namespace satchel

namespace satchel::server {

struct SmtpServer {
  std::string host;
  std::int64_t port = 587;
  MailSecurity security = MailSecurity::starttls;
  std::string user;  // Empty: no login.
  std::string password;
  std::string from;
  std::string from_name;
  std::string ca_file;
  std::int64_t timeout_ms = 20'000;
};

/// Returns the mail server of the settings. ErrorCode::invalid with what is missing or wrong, and
/// for a login that would go over the network unprotected.
Result<SmtpServer> smtp_server_of(const Settings& settings);

/// Hands the message over. A refusal of the message or its receiver (5xx) is final; everything else
/// is worth another attempt.
JobOutcome send_message(const SmtpServer& server, const std::string& to,
                        const std::string& message);

}  // namespace satchel::server
