// Composing: encoded words in headers, base64 in bodies.
#include "server/providers/mail_message.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include "server/store/base64.h"
#include "shared/base/hash.h"

namespace satchel::server {
namespace {

constexpr std::size_t base64_columns = 76;
constexpr std::size_t encoded_word_bytes_max = 42;  // 56 characters of base64 fit into a line.

bool is_plain_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

/// Returns the text for a header: as it is, or as encoded words (RFC 2047) that never part a
/// character.
std::string header_text(std::string_view text) {
  if (is_plain_ascii(text) && text.size() <= 60 && text.find("=?") == std::string_view::npos) {
    return std::string(text);
  }
  std::string words;
  while (!text.empty()) {
    std::size_t length = std::min(text.size(), encoded_word_bytes_max);
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) {
      --length;
    }
    if (!words.empty()) words += "\r\n ";
    words += "=?UTF-8?B?" + to_base64(text.substr(0, length)) + "?=";
    text.remove_prefix(length);
  }
  return words;
}

std::string wrapped_base64(std::string_view bytes) {
  const std::string text = to_base64(bytes);
  std::string lines;
  for (std::size_t at = 0; at < text.size(); at += base64_columns) {
    lines += text.substr(at, base64_columns) + "\r\n";
  }
  return lines;
}

/// RFC 5322 in UTC: "Wed, 25 Nov 2026 22:04:26 +0000".
std::string date_text(Timestamp at) {
  namespace chrono = std::chrono;
  static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const chrono::sys_seconds instant(chrono::seconds(at.ms / 1000));
  const auto day = chrono::floor<chrono::days>(instant);
  const chrono::year_month_day date(day);
  const chrono::hh_mm_ss time(instant - day);
  char text[64];
  std::snprintf(text, sizeof text, "%s, %u %s %d %02d:%02d:%02d +0000",
                days[chrono::weekday(day).c_encoding()], static_cast<unsigned>(date.day()),
                months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return text;
}

std::string body_part(const std::string& type, std::string_view bytes) {
  return "Content-Type: " + type + "\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
         wrapped_base64(bytes);
}

std::string file_part(const Attachment& file) {
  return "Content-Type: " + file.content_type + "; name=\"" + file.name +
         "\"\r\nContent-Disposition: attachment; filename=\"" + file.name +
         "\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + wrapped_base64(file.bytes);
}

std::string multipart(const std::string& kind, const std::string& boundary,
                      const std::vector<std::string>& parts) {
  std::string text =
      "Content-Type: multipart/" + kind + ";\r\n boundary=\"" + boundary + "\"\r\n\r\n";
  for (const std::string& part : parts) text += "--" + boundary + "\r\n" + part;
  return text + "--" + boundary + "--\r\n";
}

/// Base64 lines never begin with the dashes of a boundary, so any boundary will do.
std::string body_of(const Mail& mail, const std::string& boundary) {
  const std::string text = body_part("text/plain; charset=utf-8", mail.text);
  std::string body = text;
  if (!mail.html.empty()) {
    body = multipart("alternative", boundary + "-a",
                     {text, body_part("text/html; charset=utf-8", mail.html)});
  }
  if (mail.attachments.empty()) return body;
  std::vector<std::string> parts{body};
  for (const Attachment& file : mail.attachments) parts.push_back(file_part(file));
  return multipart("mixed", boundary + "-m", parts);
}

}  // namespace

std::string compose_message(const Mail& mail, const MailEnvelope& envelope) {
  std::string from = "<" + envelope.from + ">";
  if (!envelope.from_name.empty()) {
    // Always encoded: a plain name with a comma or a quote would mean something else.
    const std::string name = header_text(envelope.from_name);
    const bool words = name.starts_with("=?");
    std::string quoted;
    for (const char c : name)
      quoted += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    from = (words ? name : "\"" + quoted + "\"") + " " + from;
  }
  return "Date: " + date_text(envelope.at) + "\r\nFrom: " + from + "\r\nTo: <" + mail.to +
         ">\r\nSubject: " + header_text(mail.title) + "\r\nMessage-ID: <" + envelope.message_id +
         ">\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n" +
         body_of(mail, "part-" + sha256_hex(envelope.message_id).substr(0, 24));
}

}  // namespace satchel::server
