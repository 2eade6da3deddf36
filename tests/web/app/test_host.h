// TestApp: the whole client without a browser: a host that records what is asked of it, a screen
// that is pressed by name, and the small server of the sync tests behind the network.
#pragma once

#include <deque>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/web/sync/test_device.h"
#include "tests/web/ui.h"
#include "web/kit/program.h"

namespace satchel::web {

struct SentFetch {
  int number = 0;
  FetchRequest request;
};

class TestHost final : public Host {
 public:
  std::int64_t now_ms() const override { return now.ms; }
  void fill_random(std::span<std::byte> bytes) override {
    random.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
  }
  std::string civil_date(std::int64_t at_ms, std::string_view) const override {
    return to_text(utc_date({at_ms}));
  }
  std::string time_zone() const override { return "UTC"; }
  int fetch(const FetchRequest& request) override {
    sent.push_back({++fetches, request});
    return fetches;
  }
  void abort_fetch(int) override {}
  void wake_at(std::int64_t at_ms) override { wake_ms = at_ms; }
  void request_frame() override {}
  void set_route(std::string_view to, bool) override { route = to; }
  void set_title(std::string_view to) override { title = to; }
  void save_file(std::string_view name, std::string_view, std::string_view bytes) override {
    file_name = name;
    file = bytes;
  }
  void pick_file(std::string_view kinds) override { picked = kinds; }
  void print(std::string_view html) override { printed = html; }
  void set_pending(bool now_pending) override { pending = now_pending; }
  void restart() override {}

  Timestamp now = test_now;
  SeededRandom random;
  std::deque<SentFetch> sent;  // Not answered yet, oldest first.
  int fetches = 0;
  std::int64_t wake_ms = 0;
  std::string route;
  std::string title;
  std::string file_name;
  std::string file;
  std::string picked;  // The kinds of files that were last asked for.
  std::string printed;
  bool pending = false;
};

class TestApp {
 public:
  explicit TestApp(float width = 1280, float height = 800) : ui(width, height) { start(""); }

  /// Starts the program on what the database file holds, as after a reload.
  void start(const std::string& route) {
    program.reset();
    host.sent.clear();
    program = start_program({host, ui.kit(), (folder_ / "app.db").string(), route, online});
    draw();
  }

  void draw() {
    ui.frame([this] { program->draw(); });
  }
  void press(std::string_view name) {
    ui.press(name, [this] { program->draw(); });
  }
  void type(std::string_view label, std::string_view text) {
    ui.type(label, text, [this] { program->draw(); });
  }
  void choose(std::string_view label, std::string_view option) {
    ui.choose(label, option, [this] { program->draw(); });
  }
  void check(std::string_view label, bool on) {
    ui.check(label, on, [this] { program->draw(); });
  }
  void key(std::string_view keys) {
    ui.key(keys, [this] { program->draw(); });
  }
  /// Types into the field that has the focus, as a person does who never lifts the hands.
  void type_here(std::string_view text) {
    const Node* node = ui.kit().mirror().find(ui.kit().focused_id());
    SATCHEL_CHECK(node != nullptr);
    const std::string label = node->name;
    type(label, text);
  }
  /// Draws one stroke on the signature pad, its points in pixels from the pad's corner.
  void stroke(const std::vector<std::pair<float, float>>& points) {
    draw();
    const Node* pad = ui.find_containing(Role::image, "ignature pad");
    SATCHEL_CHECK(pad != nullptr);
    const Rect at = pad->rect;
    for (const auto& [x, y] : points) {
      ui.kit().push({.kind = EventKind::pointer, .x = at.x + x, .y = at.y + y, .flag = true});
    }
    ui.kit().push({.kind = EventKind::pointer, .x = at.x, .y = at.y, .flag = false});
    draw();
  }
  std::string focused() {
    const Node* node = ui.kit().mirror().find(ui.kit().focused_id());
    return node == nullptr ? "" : node->name;
  }
  void open(const std::string& route) {
    program->on_route(route);
    draw();
  }

  /// Answers everything that was sent, until nothing is sent any more.
  void answer_all() {
    while (!host.sent.empty()) {
      const SentFetch sent = host.sent.front();
      host.sent.pop_front();
      const ServerReply reply = online ? answer(sent.request) : ServerReply{0, "offline"};
      program->on_reply({sent.number, reply.status, reply.body});
      draw();
    }
  }

  void go_offline() {
    online = false;
    program->on_online(false);
    draw();
    answer_all();
  }
  void go_online() {
    online = true;
    program->on_online(true);
    draw();
    answer_all();
  }
  void log_in() {
    type("Login", session.login);
    type("Password", "a Password1");
    key("Enter");
    answer_all();
  }

  /// Returns the bytes of the write-ahead log beside the database file.
  std::uintmax_t log_bytes() const { return std::filesystem::file_size(folder_ / "app.db-wal"); }

  /// Returns whether the database file or its log holds these bytes.
  bool database_holds(std::string_view text) const {
    for (const char* name : {"app.db", "app.db-wal"}) {
      std::ifstream file(folder_ / name, std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(file), {}};
      if (bytes.find(text) != std::string::npos) return true;
    }
    return false;
  }

  TestHost host;
  TruthServer server;
  Session session = a_session();
  bool online = true;
  std::vector<FetchRequest> acts;  // Requests other than exchanges and logins.
  ServerReply next_reply{200, "{}"};
  std::map<std::string, ServerReply> replies;  // By path without its query; else `next_reply`.
  Ui ui;
  std::unique_ptr<Program> program;

 private:
  ServerReply answer(const FetchRequest& request) {
    if (request.path == "/v1/sync") return server.answer(request.body);
    if (request.path == "/v1/login") return {200, encode(session)};
    acts.push_back(request);
    const auto known = replies.find(request.path.substr(0, request.path.find('?')));
    return known == replies.end() ? next_reply : known->second;
  }

  TestFolder folder_;
};

}  // namespace satchel::web
