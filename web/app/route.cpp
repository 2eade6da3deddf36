// Reads and writes routes.
#include "web/app/route.h"

#include <vector>

namespace satchel::web {
namespace {

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts;
  std::string part;
  for (const char character : text) {
    if (character == '#' || character == '?') continue;
    if (character != '/') {
      part += character;
      continue;
    }
    if (!part.empty()) parts.push_back(part);
    part.clear();
  }
  if (!part.empty()) parts.push_back(part);
  return parts;
}

Route order_route(const std::vector<std::string>& parts) {
  if (parts.size() == 1) return {Place::orders, {}};
  if (parts[1] == "list") return {Place::orders, parts.size() == 2 ? std::string() : parts[2]};
  if (parts[1] == "new") {
    if (parts.size() == 2) return {Place::order_start, {}};
    return {Place::order_new, parts[2], parts.size() > 3 && parts[3] == "one-plan"};
  }
  const bool edit = parts.size() > 2 && parts[2] == "edit";
  return {edit ? Place::order_edit : Place::order, parts[1]};
}

Route customer_route(const std::vector<std::string>& parts) {
  if (parts.size() == 1) return {Place::customers, {}};
  if (parts[1] == "new") return {Place::customer_new, {}};
  const bool edit = parts.size() > 2 && parts[2] == "edit";
  return {edit ? Place::customer_edit : Place::customer, parts[1]};
}

Route settings_route(const std::vector<std::string>& parts) {
  if (parts.size() > 1 && parts[1] == "territories") return {Place::territories, {}};
  if (parts.size() > 1 && parts[1] == "devices") return {Place::devices, {}};
  if (parts.size() > 1 && parts[1] == "sites") return {Place::sites, {}};
  return {Place::users, {}};
}

std::string text_of_order(const Route& route) {
  if (route.place == Place::orders) {
    return route.id.empty() ? "/orders" : "/orders/list/" + route.id;
  }
  if (route.place == Place::order_start) return "/orders/new";
  if (route.place == Place::order_new) {
    return "/orders/new/" + route.id + (route.one_plan ? "/one-plan" : "");
  }
  return "/orders/" + route.id + (route.place == Place::order_edit ? "/edit" : "");
}

}  // namespace

Route parse_route(std::string_view text) {
  const auto parts = parts_of(text);
  if (parts.empty()) return {};
  if (parts[0] == "general") return {Place::general, {}};
  if (parts[0] == "orders") return order_route(parts);
  if (parts[0] == "customers") return customer_route(parts);
  if (parts[0] == "login") return {Place::login, {}};
  if (parts[0] == "subscriptions") return {Place::subscriptions, {}};
  if (parts[0] == "payments") return {Place::payments, {}};
  if (parts[0] == "reports") return {Place::reports, {}};
  if (parts[0] == "bill-runs") return {Place::bill_runs, {}};
  if (parts[0] == "ledger") {
    return {Place::ledger, parts.size() == 1 ? "trial-balance" : parts[1]};
  }
  if (parts[0] == "dunning") return {Place::dunning, parts.size() == 1 ? "" : parts[1]};
  if (parts[0] == "catalogue") return {Place::catalogue, {}};
  if (parts[0] == "settings" && parts.size() == 1) return {Place::settings, {}};
  if (parts[0] == "settings") return settings_route(parts);
  if (parts[0] == "audit") return {Place::audit_log, {}};
  if (parts[0] == "outgoing") return {Place::outgoing, parts.size() == 1 ? "mails" : parts[1]};
  if (parts[0] == "me") return {Place::my_account, {}};
  if (parts[0] == "sync") return {Place::sync, {}};
  if (parts[0] != "invoices") return {};
  return parts.size() == 1 ? Route{Place::invoices, {}} : Route{Place::invoice, parts[1]};
}

std::string text_of(const Route& route) {
  switch (route.place) {
    case Place::login:
      return "/login";
    case Place::general:
      return "/general";
    case Place::orders:
    case Place::order:
    case Place::order_edit:
    case Place::order_start:
    case Place::order_new:
      return text_of_order(route);
    case Place::customers:
      return "/customers";
    case Place::customer_new:
      return "/customers/new";
    case Place::customer:
      return "/customers/" + route.id;
    case Place::customer_edit:
      return "/customers/" + route.id + "/edit";
    case Place::subscriptions:
      return "/subscriptions";
    case Place::invoices:
      return "/invoices";
    case Place::invoice:
      return "/invoices/" + route.id;
    case Place::payments:
      return "/payments";
    case Place::reports:
      return "/reports";
    case Place::bill_runs:
      return "/bill-runs";
    case Place::ledger:
      return "/ledger/" + route.id;
    case Place::dunning:
      return route.id.empty() ? "/dunning" : "/dunning/" + route.id;
    case Place::catalogue:
      return "/catalogue";
    case Place::settings:
      return "/settings";
    case Place::users:
      return "/settings/users";
    case Place::territories:
      return "/settings/territories";
    case Place::devices:
      return "/settings/devices";
    case Place::sites:
      return "/settings/sites";
    case Place::audit_log:
      return "/audit";
    case Place::outgoing:
      return "/outgoing/" + route.id;
    case Place::my_account:
      return "/me";
    case Place::sync:
      return "/sync";
  }
  return "/orders";
}

}  // namespace satchel::web
