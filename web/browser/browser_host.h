// BrowserHost: what the program may ask of the browser, handed on to the worker's JavaScript.
#pragma once

#include <string>

#include "web/kit/program.h"

namespace satchel::web {

class BrowserHost final : public Host {
 public:
  std::int64_t now_ms() const override;
  void fill_random(std::span<std::byte> bytes) override;
  std::string civil_date(std::int64_t at_ms, std::string_view zone) const override;
  std::string time_zone() const override;
  int fetch(const FetchRequest& request) override;
  void abort_fetch(int request) override;
  void wake_at(std::int64_t at_ms) override;
  void request_frame() override;
  void set_route(std::string_view route, bool replace) override;
  void set_title(std::string_view title) override;
  void save_file(std::string_view name, std::string_view type, std::string_view bytes) override;
  void pick_file(std::string_view kinds) override;
  void print(std::string_view html) override;
  void set_pending(bool pending) override;
  void restart() override;

 private:
  int last_request_ = 0;
};

/// Sends the mirror's changes and the number of frames drawn so far to the page.
void post_mirror(const std::string& json, int frames);

/// Sends what stands on the canvas to a page that asked for it.
void post_painted(const std::string& json);

/// Tells the page which theme is shown, and whether the person chose it.
void post_theme(bool dark);

/// Asks for a frame without drawing before the next chance of the screen.
void schedule_frame();

/// Asks for a frame at a time, for a toast that leaves.
void schedule_frame_at(std::int64_t at_ms);

}  // namespace satchel::web
