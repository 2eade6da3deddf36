// The calls from the program into the worker's JavaScript (`Module.host` of web/page/worker.mjs).
#include "web/browser/browser_host.h"

#include <emscripten.h>
#include <emscripten/html5.h>

#include <cstdlib>
#include <memory>

// clang-format off
EM_JS(void, host_random, (void* to, int bytes), {
  // The generator fills at most 65,536 bytes a call.
  for (let at = 0; at < bytes; at += 65536) {
    crypto.getRandomValues(HEAPU8.subarray(to + at, to + Math.min(bytes, at + 65536)));
  }
});
EM_JS(int, host_civil_date, (double at, const char* zone, char* out, int room), {
  return stringToUTF8(Module.host.civilDate(at, UTF8ToString(zone)), out, room);
});
EM_JS(int, host_time_zone, (char* out, int room), {
  return stringToUTF8(Module.host.timeZone(), out, room);
});
EM_JS(void, host_fetch,
      (int number, const char* head, const char* body, int body_bytes, int timeout), {
  Module.host.fetch(number, JSON.parse(UTF8ToString(head)),
                    HEAPU8.slice(body, body + body_bytes), timeout);
});
EM_JS(void, host_abort, (int number), { Module.host.abort(number); });
EM_JS(void, host_wake_at, (double at), { Module.host.wakeAt(at); });
EM_JS(void, host_schedule, (), { Module.host.schedule(); });
EM_JS(void, host_schedule_at, (double at), { Module.host.scheduleAt(at); });
EM_JS(void, host_post, (const char* what, const char* text, double number), {
  Module.host.post(UTF8ToString(what), UTF8ToString(text), number);
});
EM_JS(void, host_save, (const char* name, const char* type, const char* bytes, int count), {
  Module.host.save(UTF8ToString(name), UTF8ToString(type), HEAPU8.slice(bytes, bytes + count));
});
// clang-format on

namespace satchel::web {
namespace {

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  return out + "\"";
}

void post(const char* what, std::string_view text, double number = 0) {
  host_post(what, std::string{text}.c_str(), number);
}

}  // namespace

std::int64_t BrowserHost::now_ms() const {
  return static_cast<std::int64_t>(emscripten_date_now());
}

void BrowserHost::fill_random(std::span<std::byte> bytes) {
  host_random(bytes.data(), static_cast<int>(bytes.size()));
}

std::string BrowserHost::civil_date(std::int64_t at_ms, std::string_view zone) const {
  char text[16] = {};
  host_civil_date(static_cast<double>(at_ms), std::string{zone}.c_str(), text, sizeof text);
  return text;
}

std::string BrowserHost::time_zone() const {
  char text[64] = {};
  host_time_zone(text, sizeof text);
  return text;
}

int BrowserHost::fetch(const FetchRequest& request) {
  const int number = ++last_request_;
  const std::string head = "{\"method\":" + json_text(request.method) +
                           ",\"path\":" + json_text(request.path) +
                           ",\"type\":" + json_text(request.content_type) +
                           ",\"key\":" + json_text(request.idempotency_key) + "}";
  host_fetch(number, head.c_str(), request.body.data(), static_cast<int>(request.body.size()),
             request.timeout_ms);
  return number;
}

void BrowserHost::abort_fetch(int request) { host_abort(request); }

void BrowserHost::wake_at(std::int64_t at_ms) { host_wake_at(static_cast<double>(at_ms)); }

void BrowserHost::request_frame() { schedule_frame(); }

void BrowserHost::set_route(std::string_view route, bool replace) {
  post(replace ? "replace-route" : "route", route);
}

void BrowserHost::set_title(std::string_view title) { post("title", title); }

void BrowserHost::save_file(std::string_view name, std::string_view type, std::string_view bytes) {
  host_save(std::string{name}.c_str(), std::string{type}.c_str(), bytes.data(),
            static_cast<int>(bytes.size()));
}

void BrowserHost::pick_file(std::string_view kinds) {
  post("pick", kinds, static_cast<double>(picked_bytes_max));
}

void BrowserHost::print(std::string_view html) { post("print", html); }

void BrowserHost::set_pending(bool pending) { post("pending", "", pending ? 1 : 0); }

void BrowserHost::restart() { post("restart", ""); }

void post_mirror(const std::string& json, int frames) { post("mirror", json, frames); }

void post_painted(const std::string& json) { post("painted", json); }

void post_theme(bool dark) { post("theme", dark ? "dark" : "light"); }

void schedule_frame() { host_schedule(); }

void schedule_frame_at(std::int64_t at_ms) { host_schedule_at(static_cast<double>(at_ms)); }

}  // namespace satchel::web
