// Writing log lines.
#include "server/http/log.h"

#include "server/store/civil_date.h"
#include "shared/base/text.h"
#include "shared/wire/writer.h"

namespace satchel::server {
namespace {

constexpr std::size_t text_bytes_max = 400;

/// Returns the beginning of `text` as the log may hold it: valid UTF-8 of bounded length.
std::string loggable(std::string_view text) {
  std::string kept(text.substr(0, text_bytes_max));
  if (is_clean_utf8(kept)) return kept;
  for (char& letter : kept) {
    if (static_cast<unsigned char>(letter) >= 0x80 || letter == '\0') letter = '?';
  }
  return kept;
}

}  // namespace

void Log::request(const RequestLine& line) {
  JsonWriter out;
  out.begin_object();
  out.field("at", to_iso(clock_.now()));
  out.field("level", line.status >= 500 ? "error" : "info");
  out.field("event", "request");
  out.field("method", loggable(line.method));
  out.field("route", loggable(line.route));
  out.field("status", line.status);
  out.field("took_us", line.took_us);
  out.field("address", loggable(line.address));
  if (!line.user.empty()) out.field("user", loggable(line.user));
  if (!line.note.empty()) out.field("note", loggable(line.note));
  out.end_object();
  write(out.take());
}

void Log::event(std::string_view level, std::string_view what, std::string_view detail) {
  JsonWriter out;
  out.begin_object();
  out.field("at", to_iso(clock_.now()));
  out.field("level", level);
  out.field("event", what);
  if (!detail.empty()) out.field("detail", loggable(detail));
  out.end_object();
  write(out.take());
}

void Log::write(const std::string& line) {
  const std::lock_guard lock(mutex_);
  out_ << line << '\n' << std::flush;
}

}  // namespace satchel::server
