// The outbox in SQL.
#include "server/store/mail_store.h"

#include <algorithm>

#include "server/store/base64.h"
#include "shared/base/text.h"

namespace satchel::server {
namespace {

bool is_printable_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

bool is_one_line(std::string_view text) {
  return is_clean_utf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) < ' ' || c == '\x7f';
         });
}

/// A header has room for 998 bytes; a file's name stands in quotes.
bool is_file_name(std::string_view name) {
  return !name.empty() && name.size() <= 100 && is_printable_ascii(name) &&
         name.find_first_of("\"\\/") == std::string_view::npos;
}

bool is_media_type(std::string_view type) {
  const std::size_t slash = type.find('/');
  return slash != std::string_view::npos && slash > 0 && type.size() <= 100 &&
         std::all_of(type.begin(), type.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '/' || c == '-' ||
                  c == '+' || c == '.';
         });
}

Result<void> check_attachments(const Mail& mail) {
  if (mail.attachments.size() > attachments_max) {
    return fail(ErrorCode::invalid, "A mail takes at most 10 files; send it in parts.");
  }
  std::size_t bytes = 0;
  for (const Attachment& file : mail.attachments) {
    if (!is_file_name(file.name) || !is_media_type(file.content_type)) {
      return fail(ErrorCode::invalid,
                  "A mail's file needs a plain name without quotes or slashes, and a media type.");
    }
    bytes += file.bytes.size();
  }
  if (bytes > attachment_bytes_max) {
    return fail(ErrorCode::invalid, "The files of a mail are larger than 8 MB; send fewer.");
  }
  return {};
}

Result<void> check_mail(const Mail& mail) {
  if (!is_email(mail.to) || !is_printable_ascii(mail.to) || mail.to.size() > 254 ||
      mail.to.find_first_of("\"\\()[]:") != std::string::npos) {
    return fail(ErrorCode::invalid, "A mail cannot be sent to the address \"" + mail.to +
                                        "\"; correct the e-mail address of the customer.");
  }
  if (mail.title.empty() || !is_one_line(mail.title) ||
      length_of(mail.title) > mail_title_length_max) {
    return fail(ErrorCode::invalid, "A mail's title is one line of 1 to 200 characters.");
  }
  if (mail.text.empty() || mail.text.size() > mail_body_bytes_max || !is_clean_utf8(mail.text) ||
      mail.html.size() > mail_body_bytes_max || !is_clean_utf8(mail.html)) {
    return fail(ErrorCode::invalid, "A mail's text is clean UTF-8 of 1 to 1,000,000 bytes.");
  }
  return check_attachments(mail);
}

Result<JobId> add_mail_job(const ServerWrite& write, const MailId& mail) {
  return add_job(write, {.kind = JobKind::mail,
                         .subject = "mail:" + mail.text(),
                         .payload = "{}",
                         .idempotency_key = "mail:" + make_uuid(write.now, write.random)});
}

StoredMail mail_of(const Row& row) {
  StoredMail stored;
  stored.id = row.id<MailId>(0);
  stored.job_id = row.id<JobId>(1);
  stored.mail.about = row.text(2);
  stored.mail.to = row.text(3);
  stored.mail.title = row.text(4);
  stored.state = row.word<JobState>(5);
  stored.attempts = row.number(6);
  stored.last_error = row.text(7);
  stored.created_at = {row.number(8)};
  stored.finished_at = {row.number(9)};
  return stored;
}

}  // namespace

Result<MailId> enqueue_mail(const ServerWrite& write, const Mail& mail) {
  SATCHEL_TRY(check_mail(mail));
  const MailId id = MailId::make(write.now, write.random);
  const JobId job = SATCHEL_TRY(add_mail_job(write, id));
  SATCHEL_TRY(write.tx.run(R"sql(
    INSERT INTO mail (id, job_id, about, to_address, title, body_text, body_html, created_at_ms)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  )sql",
                           id, job, mail.about, mail.to, mail.title, mail.text, mail.html,
                           write.now));
  std::int64_t position = 0;
  for (const Attachment& file : mail.attachments) {
    SATCHEL_TRY(write.tx.run(R"sql(
      INSERT INTO mail_attachment (mail_id, position, name, content_type, content_base64)
      VALUES ($1, $2, $3, $4, $5)
    )sql",
                             id, ++position, file.name, file.content_type, to_base64(file.bytes)));
  }
  return id;
}

Result<bool> resend_mail(const ServerWrite& write, const MailId& id) {
  if (!SATCHEL_TRY(find_mail(write.tx, id))) return false;
  const JobId job = SATCHEL_TRY(add_mail_job(write, id));
  SATCHEL_TRY(write.tx.run("UPDATE mail SET job_id = $2 WHERE id = $1", id, job));
  return true;
}

Result<std::optional<StoredMail>> find_mail(Transaction& tx, const MailId& id) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT mail.id, job_id, about, to_address, title, state, attempts, last_error,
      mail.created_at_ms, finished_at_ms, body_text, body_html
    FROM mail JOIN job ON job.id = mail.job_id WHERE mail.id = $1
  )sql",
                                         id));
  if (rows.empty()) return std::optional<StoredMail>();
  StoredMail stored = mail_of(rows[0]);
  stored.mail.text = rows[0].text(10);
  stored.mail.html = rows[0].text(11);
  const Rows files = SATCHEL_TRY(tx.query(R"sql(
    SELECT name, content_type, content_base64 FROM mail_attachment
    WHERE mail_id = $1 ORDER BY position
  )sql",
                                          id));
  for (const Row& file : files) {
    auto bytes = from_base64(file.text(2));
    if (!bytes) return fail(ErrorCode::corrupt, "a file of mail " + id.text() + " is damaged");
    stored.mail.attachments.push_back({file.text(0), file.text(1), *std::move(bytes)});
  }
  return std::optional<StoredMail>(std::move(stored));
}

Result<std::vector<StoredMail>> list_mails(Transaction& tx, const MailFilter& filter,
                                           std::int64_t count_max) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT mail.id, job_id, about, to_address, title, state, attempts, last_error,
      mail.created_at_ms, finished_at_ms
    FROM mail JOIN job ON job.id = mail.job_id
    WHERE ($1 = '' OR state = $1) AND ($2 = '' OR about = $2) AND ($3 = '' OR mail.id < $3)
    ORDER BY mail.id DESC LIMIT $4
  )sql",
                                         filter.state, filter.about, filter.before, count_max));
  std::vector<StoredMail> mails;
  for (const Row& row : rows) mails.push_back(mail_of(row));
  return mails;
}

}  // namespace satchel::server
