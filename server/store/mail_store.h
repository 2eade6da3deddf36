// The mail store: the durable outbox of mails to people.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/store/job_store.h"

namespace satchel::server {

using MailId = Id<struct MailTag>;

inline constexpr std::size_t mail_title_length_max = 200;
inline constexpr std::size_t mail_body_bytes_max = 1'000'000;
inline constexpr std::size_t attachment_bytes_max = 8'000'000;
inline constexpr std::size_t attachments_max = 10;

struct Attachment {
  std::string name;          // "receipt-1001.pdf": printable ASCII without quotes or slashes.
  std::string content_type;  // "application/pdf".
  std::string bytes;
};

/// What a caller writes.
struct Mail {
  std::string to;     // One ASCII address.
  std::string title;  // The subject line; any clean text of one line.
  std::string text;   // The body as plain text.
  std::string html;   // The body as HTML; empty without one.
  std::vector<Attachment> attachments;
  std::string about;  // "order:0190...": what it is about.
};

/// A mail in the outbox, with how far it is.
struct StoredMail {
  MailId id;
  JobId job_id;
  Mail mail;
  JobState state = JobState::waiting;
  std::int64_t attempts = 0;
  std::string last_error;
  Timestamp created_at;
  Timestamp finished_at;  // When it was sent or given up; 0 before.
};

/// Puts the mail into the outbox in the caller's transaction; a worker sends it after the commit.
/// ErrorCode::invalid for an address that is none or not ASCII, and for a line break or control
/// character in the title or a file's name: no header can be smuggled in.
Result<MailId> enqueue_mail(const ServerWrite& write, const Mail& mail);

/// Sends a mail again as a new message. Returns false when there is no such mail.
Result<bool> resend_mail(const ServerWrite& write, const MailId& id);

/// Returns the mail with its attachments, or nothing.
Result<std::optional<StoredMail>> find_mail(Transaction& tx, const MailId& id);

/// Empty texts and ids do not filter.
struct MailFilter {
  std::string state;
  std::string about;
  MailId before;  // The cursor: mails written before this one.
};

/// Returns mails without bodies and attachments, newest first, at most `count_max`.
Result<std::vector<StoredMail>> list_mails(Transaction& tx, const MailFilter& filter,
                                           std::int64_t count_max);

}  // namespace satchel::server
