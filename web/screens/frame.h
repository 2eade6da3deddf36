// The frame of every screen: rail, sync card, banners.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "web/kit/shell.h"
#include "web/model/shell_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

enum class Section {
  general,
  orders,
  customers,
  subscriptions,
  invoices,
  payments,
  reports,
  bill_runs,
  catalogue,
  settings,
  users,
  audit_log,
  outgoing,
  my_account,
  sync
};

struct FrameModel {
  ShellModel shell;
  SyncCardModel sync;
  satchel::Role role = satchel::Role::rep;
  std::string user;
  Section section = Section::orders;
  std::string place;          // The route: another one begins at the top of its page.
  bool login_needed = false;  // The session expired; work goes on, nothing is sent.
};

/// The rail and, until the end of the scope, the page at its right. `out` must outlive it.
class [[nodiscard]] Frame {
 public:
  Frame(const FrameModel& model, Commands& out);
  ~Frame() = default;
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;

 private:
  std::vector<NavItem> items_;
  std::string notice_;
  std::optional<Shell> shell_;
};

}  // namespace satchel::web
