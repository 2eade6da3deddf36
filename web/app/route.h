// Route: what stands after "#" in the address bar; each screen has its own.
#pragma once

#include <string>
#include <string_view>

namespace satchel::web {

enum class Place {
  login,
  general,
  orders,       // All, or those of the queue in `id`.
  order,        // One order, beside the list or alone.
  order_edit,   // The wizard on a draft.
  order_start,  // Choosing whom a new order is for.
  order_new,    // The wizard for an account.
  customers,
  customer_new,
  customer,
  customer_edit,
  subscriptions,
  invoices,
  invoice,
  payments,
  reports,
  bill_runs,
  ledger,   // The report in `id`.
  dunning,  // The queue, or the ladder by `id`.
  catalogue,
  settings,
  users,
  territories,
  devices,
  sites,
  audit_log,
  outgoing,  // The list in `id`, or the mails.
  my_account,
  sync
};

struct Route {
  Place place = Place::orders;
  std::string id;         // Of the order, account or invoice, a queue or a list; empty for none.
  bool one_plan = false;  // A new order that was begun on the customer's page (O3).

  bool operator==(const Route&) const = default;
};

/// Returns the route written as `text`, with or without "#"; the orders for anything else.
Route parse_route(std::string_view text);

/// Returns the text of the route, such as "/orders/…".
std::string text_of(const Route& route);

}  // namespace satchel::web
