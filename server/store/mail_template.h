// Mail templates: how each mail is worded, as delivered or by the organisation itself.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "server/store/mail_store.h"
#include "shared/base/enum_words.h"

namespace satchel::server {

/// Which mail; each is delivered as a file of its name in assets/mail.
enum class MailKind {
  welcome,           // To a customer whose service is ready (A2).
  order_denied,      // To the customer (A1).
  order_denied_rep,  // To who took the order.
  approval_refused,  // To who took the order.
  late_payment,      // To the office: money for an order that takes none.
  receipt,           // To the customer, with the document (A11).
  first_password,    // To a customer who ordered in a shop.
  new_password       // To a customer who asked for it.
};

}  // namespace satchel::server

namespace satchel {
SATCHEL_ENUM_WORDS(server::MailKind, "welcome", "order_denied", "order_denied_rep",
                   "approval_refused", "late_payment", "receipt", "first_password", "new_password");
}  // namespace satchel

namespace satchel::server {

/// The wording of a mail. `{name}` stands for a value; a line whose placeholders all stand for
/// nothing is left out.
struct MailTemplate {
  MailKind kind = MailKind::welcome;
  std::string title;
  std::string text;
  bool own = false;  // Worded by the organisation; else as delivered.

  bool operator==(const MailTemplate&) const = default;
};

inline constexpr std::size_t mail_text_bytes_max = 10'000;  // Of a template.

/// What placeholders stand for, by name; `organisation` is there always.
using MailValues = std::map<std::string, std::string, std::less<>>;

/// Returns the wording as delivered.
MailTemplate delivered_template(MailKind kind);

/// Returns the names that may stand in the kind's braces: those of the delivered wording.
std::vector<std::string> placeholders_of(MailKind kind);

/// Returns the text with its placeholders filled.
std::string fill(std::string_view text, const MailValues& values);

/// Returns the names in braces, each once.
std::vector<std::string> names_in(std::string_view text);

/// Returns the title, cut to what a subject line takes.
std::string subject_line(std::string title);

/// Returns how the kind is worded now.
Result<MailTemplate> find_mail_template(Transaction& tx, MailKind kind);

/// Words the kind from now on. ErrorCode::invalid for a title that is empty, longer than a subject
/// line or more than one line, for an empty text, and for a name in braces that the kind does not
/// have.
Result<void> save_mail_template(const ServerWrite& write, const MailTemplate& wording,
                                const UserId& by);

/// Words the kind as delivered again.
Result<void> reset_mail_template(const ServerWrite& write, MailKind kind);

/// Returns the mail's title and text; the caller adds to whom and about what.
Result<Mail> word_mail(Transaction& tx, MailKind kind, MailValues values);

}  // namespace satchel::server
