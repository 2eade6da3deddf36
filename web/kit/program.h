// The seam between the browser and the program it runs: what each may ask of the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "web/kit/kit.h"

namespace satchel::web {

struct FetchRequest {
  std::string method = "POST";
  std::string path{};  // Of the same origin: "/v1/sync".
  std::string body{};  // Sent gzip-compressed when longer than 1,024 bytes.
  std::string content_type = "application/json";
  std::string idempotency_key{};  // Not empty: sent as the header Idempotency-Key.
  int timeout_ms = 30'000;
};

/// The answer to a fetch. `status` 0: there was none (offline, timed out, aborted); `body` then
/// says why, for the operator.
struct FetchReply {
  int request = 0;
  int status = 0;
  std::string body{};
};

/// What a picked file holds at most.
inline constexpr std::int64_t picked_bytes_max = 8'000'000;

/// A file that the person picked. `bytes` stays empty where it is larger than `picked_bytes_max`.
struct PickedFile {
  std::string name;
  std::int64_t bytes_total = 0;
  std::string bytes{};
};

/// What the browser said about durable storage.
struct StorageState {
  bool persisted = false;  // The browser promised not to evict.
  std::int64_t used_bytes = 0;
  std::int64_t quota_bytes = 0;
};

/// What the program may ask of the browser. Nothing blocks; answers come to `Program`.
class Host {
 public:
  virtual ~Host() = default;

  /// Returns the time in milliseconds since 1970, UTC.
  virtual std::int64_t now_ms() const = 0;
  /// Fills the bytes from the browser's cryptographic generator.
  virtual void fill_random(std::span<std::byte> bytes) = 0;
  /// Returns the civil date YYYY-MM-DD of `at_ms` in an IANA zone; an empty zone is the device's.
  virtual std::string civil_date(std::int64_t at_ms, std::string_view zone) const = 0;
  /// Returns the device's IANA time zone, such as "Europe/Berlin".
  virtual std::string time_zone() const = 0;

  /// Starts a request and returns its number; the answer comes to Program::on_reply.
  virtual int fetch(const FetchRequest& request) = 0;
  virtual void abort_fetch(int request) = 0;
  /// Calls Program::on_wake once at this time; a later call replaces an earlier one.
  virtual void wake_at(std::int64_t at_ms) = 0;
  /// Draws a frame soon. The browser draws after its own events without being asked.
  virtual void request_frame() = 0;

  /// Shows "#" + `route` in the address bar: as a new entry of the history, or in place.
  virtual void set_route(std::string_view route, bool replace) = 0;
  virtual void set_title(std::string_view title) = 0;
  /// Offers bytes to the person as a file.
  virtual void save_file(std::string_view name, std::string_view type, std::string_view bytes) = 0;
  /// Lets the person pick a file of these kinds, such as ".csv,.json"; it comes to
  /// Program::on_file. Only right after a press: browsers refuse it at other times.
  virtual void pick_file(std::string_view kinds) = 0;
  /// Prints the page of HTML by the browser's own dialog; it must need nothing but itself.
  virtual void print(std::string_view html) = 0;
  /// While true (unsent commands), no new version of the app takes over.
  virtual void set_pending(bool pending) = 0;
  /// Starts the program again, with the newest version there is.
  virtual void restart() = 0;
};

/// The program the browser runs. After each call the browser draws, if what the mirror tells has
/// changed or `Host::request_frame` was called; an idle program costs no frame.
class Program {
 public:
  virtual ~Program() = default;

  /// Draws one frame with the kit's widgets and acts on what was pressed.
  virtual void draw() = 0;
  virtual void on_reply(const FetchReply& reply) = 0;
  virtual void on_wake() = 0;
  /// The address bar shows "#" + `route` now (start, back, forward, typed).
  virtual void on_route(std::string_view route) = 0;
  virtual void on_online(bool online) = 0;
  virtual void on_visible(bool visible) = 0;
  virtual void on_file(const PickedFile& file) = 0;
  virtual void on_storage(const StorageState& state) = 0;
};

/// What the browser hands to the program at its start.
struct ProgramStart {
  Host& host;
  Kit& kit;
  std::string database{};  // Name for SQLite: "app.db" in the default VFS.
  std::string route{};     // What stands after "#".
  bool online = true;
};

/// Opens the database and returns the program; web/app defines it. Never null: a database that
/// cannot be opened is a program that says so.
std::unique_ptr<Program> start_program(const ProgramStart& start);

}  // namespace satchel::web
