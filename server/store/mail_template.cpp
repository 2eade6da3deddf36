// Wording mails from templates.
#include "server/store/mail_template.h"

#include <algorithm>

#include "embedded/mail_templates.h"
#include "shared/base/check.h"
#include "shared/base/text.h"
#include "shared/store/organisation_store.h"

namespace satchel::server {
namespace {

/// Calls `take` with each part of the text: plain, or the name between braces.
template <typename Take>
void each_part(std::string_view text, const Take& take) {
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) return take(text, false);
    if (open > 0) take(text.substr(0, open), false);
    take(text.substr(open + 1, close - open - 1), true);
    text.remove_prefix(close + 1);
  }
}

template <typename Take>
void each_line(std::string_view text, const Take& take) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    take(text.substr(0, end + 1));
    text.remove_prefix(end + 1);
  }
}

std::string filled_line(std::string_view line, const MailValues& values) {
  std::string filled;
  std::size_t names = 0;
  std::size_t said = 0;
  each_part(line, [&](std::string_view part, bool is_name) {
    if (!is_name) {
      filled += part;
      return;
    }
    const auto value = values.find(part);
    ++names;
    if (value == values.end() || value->second.empty()) return;
    ++said;
    filled += value->second;
  });
  return names > 0 && said == 0 ? std::string() : filled;
}

void add_names(std::vector<std::string>& names, std::string_view text) {
  each_part(text, [&](std::string_view part, bool is_name) {
    const bool known = std::find(names.begin(), names.end(), part) != names.end();
    if (is_name && !known) names.emplace_back(part);
  });
}

Result<void> check_wording(const MailTemplate& wording) {
  const std::string kind(to_text(wording.kind));
  const bool one_line = wording.title.find('\n') == std::string::npos;
  if (wording.title.empty() || !one_line || !is_clean_utf8(wording.title) ||
      length_of(wording.title) > mail_title_length_max) {
    return fail(ErrorCode::invalid,
                "The title of " + kind + " is one line of 1 to 200 characters.");
  }
  if (wording.text.empty() || wording.text.size() > mail_text_bytes_max ||
      !is_clean_utf8(wording.text)) {
    return fail(ErrorCode::invalid,
                "The text of " + kind + " is clean UTF-8 of 1 to 10,000 bytes.");
  }
  const std::vector<std::string> known = placeholders_of(wording.kind);
  std::vector<std::string> used;
  add_names(used, wording.title);
  add_names(used, wording.text);
  for (const std::string& name : used) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    std::string all;
    for (const std::string& each : known) all += (all.empty() ? "{" : ", {") + each + "}";
    return fail(ErrorCode::invalid, "{" + name + "} stands for nothing in " + kind +
                                        "; there it may hold " + all + ".");
  }
  return {};
}

}  // namespace

MailTemplate delivered_template(MailKind kind) {
  const std::string name = std::string(to_text(kind)) + ".txt";
  for (const embedded::EmbeddedFile& file : embedded::mail_templates()) {
    if (file.name != name) continue;
    const std::size_t line = file.bytes.find('\n');
    return {kind, std::string(file.bytes.substr(0, line)), std::string(file.bytes.substr(line + 2)),
            false};
  }
  SATCHEL_CHECK(false);
  return {};
}

std::vector<std::string> placeholders_of(MailKind kind) {
  const MailTemplate delivered = delivered_template(kind);
  std::vector<std::string> names;
  add_names(names, delivered.title);
  add_names(names, delivered.text);
  add_names(names, "{organisation}");
  return names;
}

std::string subject_line(std::string title) {
  while (length_of(title) > mail_title_length_max) {
    while ((title.back() & 0xC0) == 0x80) title.pop_back();
    title.pop_back();
  }
  return title;
}

std::vector<std::string> names_in(std::string_view text) {
  std::vector<std::string> names;
  add_names(names, text);
  return names;
}

std::string fill(std::string_view text, const MailValues& values) {
  std::string filled;
  each_line(text, [&](std::string_view line) { filled += filled_line(line, values); });
  return filled;
}

Result<MailTemplate> find_mail_template(Transaction& tx, MailKind kind) {
  const Rows rows =
      SATCHEL_TRY(tx.query("SELECT title, text FROM mail_template WHERE kind = $1", kind));
  if (rows.empty()) return delivered_template(kind);
  return MailTemplate{kind, rows.front().text(0), rows.front().text(1), true};
}

Result<void> save_mail_template(const ServerWrite& write, const MailTemplate& wording,
                                const UserId& by) {
  SATCHEL_TRY(check_wording(wording));
  return write.tx.run(R"sql(
    INSERT INTO mail_template (kind, title, text, changed_at_ms, changed_by)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (kind) DO UPDATE SET title = excluded.title, text = excluded.text,
      changed_at_ms = excluded.changed_at_ms, changed_by = excluded.changed_by
  )sql",
                      wording.kind, wording.title, wording.text, write.now, by);
}

Result<void> reset_mail_template(const ServerWrite& write, MailKind kind) {
  return write.tx.run("DELETE FROM mail_template WHERE kind = $1", kind);
}

Result<Mail> word_mail(Transaction& tx, MailKind kind, MailValues values) {
  const auto organisation = SATCHEL_TRY(find_organisation(tx));
  if (organisation) values.try_emplace("organisation", organisation->legal_name);
  const MailTemplate wording = SATCHEL_TRY(find_mail_template(tx, kind));
  Mail mail;
  mail.title = subject_line(fill(wording.title, values));
  mail.text = fill(wording.text, values);
  return mail;
}

}  // namespace satchel::server
