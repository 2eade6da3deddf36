// A mail as a message of the internet (RFC 5322 with MIME): headers, parts, encodings.
#pragma once

#include <string>

#include "server/store/mail_store.h"

namespace satchel::server {

/// Who sends, and under which id.
struct MailEnvelope {
  std::string from;        // One ASCII address.
  std::string from_name;   // Clean text of one line; empty without one.
  std::string message_id;  // Without the angle brackets: "0190...@desk.example".
  Timestamp at;
};

/// Returns the whole message with CRLF line ends, all of it ASCII. Requires a mail that
/// `enqueue_mail` took.
std::string compose_message(const Mail& mail, const MailEnvelope& envelope);

}  // namespace satchel::server
