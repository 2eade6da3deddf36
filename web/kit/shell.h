// The frame of every screen: rail, page header, steps of a wizard.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "web/kit/theme.h"

namespace satchel::web {

struct NavItem {
  std::string label{};
  std::string href{};  // "#/orders"
  std::optional<std::int64_t> count{};
  bool current = false;
};

/// What is only on this device, always in sight. Opens the sync screen.
struct SyncCard {
  std::string state{};  // "Offline", "Up to date", "Sending 3 …"
  Tone tone = Tone::green;
  std::vector<std::string> lines{};  // At most three.
};

struct ShellSpec {
  std::span<const NavItem> items{};
  SyncCard sync{};
  std::string_view place{};   // Which page this is; another one begins at its top.
  std::string_view user{};    // Who is logged in, with Log out beside; may be empty.
  std::string_view notice{};  // A banner over the page, such as the demo clock. May be empty.
};

struct ShellResult {
  std::optional<std::size_t> nav{};  // The item pressed.
  bool sync = false;
  bool log_out = false;
  bool toggle_theme = false;
};

/// The rail and, until the end of the scope, the page at its right.
class [[nodiscard]] Shell {
 public:
  explicit Shell(const ShellSpec& spec);
  ~Shell();
  Shell(const Shell&) = delete;
  Shell& operator=(const Shell&) = delete;

  const ShellResult& result() const { return result_; }

 private:
  ShellResult result_;
};

/// A page without the rail, its content in a centred card of `width` (login, locked, errors).
class [[nodiscard]] PlainPage {
 public:
  explicit PlainPage(std::string_view name, float width = 420);
  ~PlainPage();
  PlainPage(const PlainPage&) = delete;
  PlainPage& operator=(const PlainPage&) = delete;
};

struct PageHeaderSpec {
  std::string_view title{};
  std::string_view subtitle = {};
  std::string* search = nullptr;  // Not null: a search field, "/" from anywhere.
  std::string_view search_label = "Search customers, orders, items";
  std::string_view action = {};      // The main action's label; empty: none.
  std::string_view action_key = {};  // "N"
  bool back = false;                 // A back arrow before the title; Escape too.
};

struct PageHeaderResult {
  bool search_changed = false;
  bool search_submitted = false;
  bool action = false;
  bool back = false;
};

/// Draws title, subtitle, search and the main action in one row (stacked on a phone).
PageHeaderResult page_header(const PageHeaderSpec& spec);

/// Draws "1 Items  2 Configure  3 Confirm"; earlier steps can be pressed. Returns the step pressed.
std::optional<std::size_t> steps(std::span<const std::string> names, std::size_t current);

}  // namespace satchel::web
