// Dunning as the server tells it: what is overdue, the ladder of steps, what a customer is spared.
// Never kept on the device.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/id.h"
#include "shared/base/money.h"
#include "shared/domain/dunning/dunning.h"
#include "web/model/access_model.h"

namespace satchel::web {

/// An overdue invoice, and which step comes when.
struct OverdueView {
  InvoiceId invoice_id;
  std::int64_t invoice_number = 0;
  AccountId account_id;
  std::string account_name;
  Date due_date = date(1970, 1, 1);
  std::int64_t days_overdue = 0;
  Money open;
  std::string last_step;  // "Reminder after 7 days", or empty.
  std::string next_step;
  std::optional<Date> next_on;
  bool no_dunning = false;
  std::optional<Date> held_until;
};

/// One page of the queue; `next` names the one that follows, or is empty.
struct OverduePage {
  std::vector<OverdueView> rows;
  std::string next;
};

/// A subscription that dunning suspended.
struct SuspensionView {
  Date since = date(1970, 1, 1);
  std::optional<Date> until;  // Nothing while it goes on.
  std::string reason;
};

/// What the office has set for a customer.
struct ControlsView {
  AccountId account_id;
  AccountControls controls;
  std::vector<SuspensionView> suspensions;
};

Result<OverduePage> parse_overdue(std::string_view body);
Result<DunningLadder> parse_ladder(std::string_view body);
Result<ControlsView> parse_controls(std::string_view body, const AccountId& account);
/// Returns what a run did: "2 reminders, 1 hold", or "Nothing was due".
Result<std::string> parse_dunning_run(std::string_view body);

/// Returns "Send a reminder", "Hold new orders", …
std::string_view words_of(DunningAct act);

/// Returns what spares the customer: "Not dunned", "Held until 5 Dec 2026"; empty for nothing.
std::string spared_words(bool no_dunning, const std::optional<Date>& held_until);

struct DunningModel {
  OnlineState online;
  OverduePage page;  // Everything loaded so far.
  bool ladder_known = false;
  DunningLadder ladder;
  std::optional<ControlsView> controls;  // Of the chosen customer.
  bool may_run = false;
  bool may_edit_ladder = false;
  bool may_control = false;
  Date today = date(1970, 1, 1);
};

}  // namespace satchel::web
