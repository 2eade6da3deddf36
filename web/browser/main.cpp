// The browser client's entry: canvas, kit and program, and the calls from the worker's JavaScript.
#include <GLES3/gl3.h>
#include <emscripten.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "web/browser/browser_host.h"
#include "web/kit/kit.h"
#include "web/kit/mirror_json.h"
#include "web/kit/program.h"

// clang-format off
EM_JS(int, canvas_open, (), {
  const context = GL.createContext(Module.canvas, {
    majorVersion: 2, minorVersion: 0, antialias: false, alpha: false, depth: false,
    stencil: false, enableExtensionsByDefault: true
  });
  if (!context) return 0;
  GL.makeContextCurrent(context);
  return 1;
});
EM_JS(void, canvas_resize, (int width, int height), {
  if (Module.canvas.width !== width) Module.canvas.width = width;
  if (Module.canvas.height !== height) Module.canvas.height = height;
});
EM_JS(int, start_text, (const char* name, char* out, int room), {
  return stringToUTF8(String(Module.start[UTF8ToString(name)]), out, room);
});
EM_JS(double, start_number, (const char* name), {
  return Number(Module.start[UTF8ToString(name)]);
});
EM_JS(int, font_bytes, (int index), { return Module.fonts[index].length; });
EM_JS(void, font_copy, (int index, char* to), { HEAPU8.set(Module.fonts[index], to); });
// clang-format on

namespace satchel::web {
namespace {

/// Everything alive in the worker. It is made once, in main, and lives as long as the worker.
struct Client {
  std::string fonts[3];
  BrowserHost host;
  std::unique_ptr<Kit> kit;
  std::unique_ptr<Program> program;
  FrameStart size;
  std::vector<Painted> painted;  // Only noted where the page asked for it.
  int frames = 0;
  bool shown_dark = false;
};

Client* client = nullptr;

/// Lays out without painting; returns whether the page has something to learn.
bool lay_out() {
  client->size.now_ms = client->host.now_ms();
  client->kit->settle(client->size, [] { client->program->draw(); });
  return !client->kit->mirror().changes().empty();
}

void paint() {
  const int width = static_cast<int>(std::lround(client->size.width * client->size.pixel_ratio));
  const int height = static_cast<int>(std::lround(client->size.height * client->size.pixel_ratio));
  canvas_resize(width, height);
  glViewport(0, 0, width, height);
  glClearColor(0, 0, 0, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  ++client->frames;
}

void tell_page() {
  Kit& kit = *client->kit;
  MirrorNote note;
  note.last_event = kit.last_event_number();
  note.modal = kit.mirror().modal();
  note.focus = kit.take_wanted_focus();
  note.scroll = kit.take_wanted_scroll();
  post_mirror(encode_mirror(kit.mirror(), kit.mirror().changes(), note), client->frames);
  if (kit.painted != nullptr) {
    post_painted(encode_painted(kit.mirror(), client->painted, client->frames));
  }
  kit.mirror().mark_sent();
  const bool dark = kit.theme() == Theme::dark;
  if (dark != client->shown_dark) post_theme(dark);
  client->shown_dark = dark;
  if (const auto at = kit.wants_frame_at_ms()) schedule_frame_at(*at);
  if (kit.has_events()) schedule_frame();
}

/// After something that need not show: a frame only if the mirror would differ.
void draw_if_changed() {
  if (lay_out()) schedule_frame();
}

std::string start_of(const char* name) {
  std::string text(2048, '\0');
  text.resize(static_cast<std::size_t>(start_text(name, text.data(), 2048)));
  return text;
}

bool load() {
  if (canvas_open() == 0) return false;
  client = new Client;
  for (int i = 0; i < 3; ++i) {
    client->fonts[i].resize(static_cast<std::size_t>(font_bytes(i)));
    font_copy(i, client->fonts[i].data());
  }
  client->kit =
      std::make_unique<Kit>(FontFiles{client->fonts[0], client->fonts[1], client->fonts[2]});
  if (start_number("check") != 0) client->kit->painted = &client->painted;
  if (!ImGui_ImplOpenGL3_Init("#version 300 es")) return false;
  ImGui_ImplOpenGL3_NewFrame();
  client->shown_dark = start_number("dark") != 0;
  client->kit->set_theme(client->shown_dark ? Theme::dark : Theme::light);
  client->size = {static_cast<float>(start_number("width")),
                  static_cast<float>(start_number("height")),
                  static_cast<float>(start_number("ratio")), client->host.now_ms()};
  client->program = start_program(
      {client->host, *client->kit, "app.db", start_of("route"), start_number("online") != 0});
  return true;
}

}  // namespace
}  // namespace satchel::web

using satchel::web::client;

extern "C" {

/// Returns 1 when main has started the client.
EMSCRIPTEN_KEEPALIVE int satchel_ready() {
  return client != nullptr && client->program != nullptr ? 1 : 0;
}

EMSCRIPTEN_KEEPALIVE void satchel_frame() {
  satchel::web::lay_out();
  satchel::web::paint();
  satchel::web::tell_page();
}

// Flag bits: 1 the event's own, 2 Ctrl, 4 Shift, 8 Alt, 16 inside a text box.
EMSCRIPTEN_KEEPALIVE void satchel_event(int kind, std::uint32_t id, const char* text, float x,
                                        float y, int flags, std::uint32_t number) {
  satchel::web::Event event;
  event.kind = static_cast<satchel::web::EventKind>(kind);
  event.id = id;
  event.text = text;
  event.x = x;
  event.y = y;
  event.flag = (flags & 1) != 0;
  event.control = (flags & 2) != 0;
  event.shift = (flags & 4) != 0;
  event.alt = (flags & 8) != 0;
  event.in_text = (flags & 16) != 0;
  event.number = number;
  client->kit->push(std::move(event));
  satchel::web::schedule_frame();
}

EMSCRIPTEN_KEEPALIVE void satchel_resize(float width, float height, float ratio) {
  client->size.width = width;
  client->size.height = height;
  client->size.pixel_ratio = ratio;
  satchel::web::schedule_frame();
}

EMSCRIPTEN_KEEPALIVE void satchel_theme(int dark) {
  client->shown_dark = dark != 0;
  client->kit->set_theme(dark != 0 ? satchel::web::Theme::dark : satchel::web::Theme::light);
  satchel::web::schedule_frame();
}

EMSCRIPTEN_KEEPALIVE void satchel_reply(int request, int status, const char* body, int bytes) {
  client->program->on_reply({request, status, {body, static_cast<std::size_t>(bytes)}});
  satchel::web::draw_if_changed();
}

EMSCRIPTEN_KEEPALIVE void satchel_wake() {
  client->program->on_wake();
  satchel::web::draw_if_changed();
}

EMSCRIPTEN_KEEPALIVE void satchel_route(const char* route) {
  client->program->on_route(route);
  satchel::web::draw_if_changed();
}

EMSCRIPTEN_KEEPALIVE void satchel_online(int online) {
  client->program->on_online(online != 0);
  satchel::web::draw_if_changed();
}

EMSCRIPTEN_KEEPALIVE void satchel_visible(int visible) {
  client->program->on_visible(visible != 0);
  satchel::web::draw_if_changed();
}

EMSCRIPTEN_KEEPALIVE void satchel_file(const char* name, double total, const char* bytes,
                                       int count) {
  client->program->on_file(
      {name, static_cast<std::int64_t>(total), {bytes, static_cast<std::size_t>(count)}});
  satchel::web::draw_if_changed();
}

EMSCRIPTEN_KEEPALIVE void satchel_storage(int persisted, double used, double quota) {
  client->program->on_storage(
      {persisted != 0, static_cast<std::int64_t>(used), static_cast<std::int64_t>(quota)});
  satchel::web::draw_if_changed();
}

}  // extern "C"

/// Returns 0 when the client runs, 1 when the browser gave no WebGL 2.
int main() {
  if (!satchel::web::load()) return 1;
  satchel::web::schedule_frame();
  return 0;
}
