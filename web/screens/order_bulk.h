// Acts on several orders at once: the bar that counts them, the question, and what became of each.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "web/model/order_list_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

/// What became of one of the orders.
struct BulkResult {
  enum class State { waiting, done, refused };
  OrderId order_id;
  std::string name;  // "1012, Alfreds Futterkiste"
  State state = State::waiting;
  std::string outcome;  // In words; of a refusal the server's.
  std::string note;     // What it means for the order's items, once it is done.
};

struct BulkDraft {
  std::set<OrderId> marked;
  CommandKind act = CommandKind::accept_order;
  bool asking = false;
  std::string reason;      // One for all.
  std::size_t set_up = 0;  // 0: set the items up now; 1: they wait.
  bool tried = false;
  bool shown = false;               // The dialog with the results.
  std::vector<BulkResult> results;  // In the order in which they are asked.
};

/// Draws the bar with how many are marked, what they come to, and what can be done with them.
void draw_bulk_bar(const OrderListModel& model, BulkDraft& draft);

/// Draws the question before an act, and the results after it; call it after the cards are closed.
void draw_bulk_dialogs(const OrderListModel& model, BulkDraft& draft, Commands& out);

}  // namespace satchel::web
