// The acts on an order: their buttons, and the dialog that asks for what an act needs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "web/model/order_acts.h"
#include "web/screens/commands.h"

namespace satchel::web {

/// What is chosen for one item while its order is being accepted.
struct ItemAcceptanceDraft {
  std::size_t target = 0;  // Index into what is offered.
  std::string username;
  std::string password;
  bool create = true;
  bool welcome = true;
};

struct OrderActDraft {
  bool open = false;  // The dialog is open.
  CommandKind kind = CommandKind::cancel_order;
  std::string reason;
  std::string confirmation;
  std::string amount;
  std::string purchase_order;  // What else may change after placing.
  std::string referral;
  std::string contact_email;
  std::string signature;  // Drawn on the screen, as an SVG path.
  std::string on;         // The day of a settlement, YYYY-MM-DD.
  OrderItemId item;       // Which one is set up by hand.
  bool tried = false;
  std::vector<ItemAcceptanceDraft> items;  // One for each item to accept.
};

struct OrderActsView {
  const Order& order;
  const OrderActs& acts;
  std::string why_off;  // Not empty: acts of the back office are off.
};

/// Draws a button for each act: the main one first, those that stop the order last.
void draw_order_acts(const OrderActsView& view, OrderActDraft& draft, Commands& out);

/// Draws the dialog of the act that was pressed; call it after the cards are closed.
void draw_order_act_dialog(const OrderActsView& view, OrderActDraft& draft, Commands& out);

}  // namespace satchel::web
