// The route table: method, path, who may call it, what it reads, who answers.
#include <array>

#include "server/http/handlers.h"
#include "server/http/route.h"

namespace satchel::server {
namespace {

constexpr std::string_view list_types = "application/json, text/csv";

constexpr std::array<Route, 29> table{{
    {"POST", "/v1/login", Admits::anyone, Body::json, log_in},
    {"POST", "/v1/logout", Admits::rep, Body::none, log_out},
    {"GET", "/v1/session", Admits::rep, Body::none, show_session},
    {"POST", "/v1/sync", Admits::rep, Body::json, sync},
    {"GET", "/v1/organisation", Admits::rep, Body::none, show_organisation},
    {"GET", "/v1/accounts", Admits::rep, Body::none, list_accounts, nullptr, list_types},
    {"GET", "/v1/accounts/{id}", Admits::rep, Body::none, show_account},
    {"GET", "/v1/orders", Admits::rep, Body::none, list_orders, nullptr, list_types},
    {"GET", "/v1/orders/{id}", Admits::rep, Body::none, show_order},
    {"POST", "/v1/orders/{id}/accept", Admits::admin, Body::none, accept_order},
    {"POST", "/v1/orders/{id}/complete", Admits::admin, Body::none, complete_order},
    {"POST", "/v1/orders/{id}/cancel", Admits::admin, Body::json, cancel_order},
    {"GET", "/v1/invoices", Admits::rep, Body::none, list_invoices, nullptr, list_types},
    {"GET", "/v1/invoices/{id}", Admits::rep, Body::none, show_invoice},
    {"GET", "/v1/subscriptions", Admits::rep, Body::none, list_subscriptions, nullptr, list_types},
    {"GET", "/v1/bill-runs", Admits::admin, Body::none, list_bill_runs},
    {"POST", "/v1/bill-runs", Admits::admin, Body::json, start_bill_run},
    {"GET", "/v1/bill-runs/{id}", Admits::admin, Body::none, show_bill_run},
    {"POST", "/v1/bill-runs/{id}/post", Admits::admin, Body::none, post_bill_run},
    {"POST", "/v1/bill-runs/{id}/discard", Admits::admin, Body::none, discard_bill_run},
    {"GET", "/v1/devices", Admits::admin, Body::none, list_devices, nullptr, list_types},
    {"GET", "/invite/{token}", Admits::anyone, Body::none, show_invitation, nullptr, "text/html"},
    {"POST", "/invite/{token}", Admits::anyone, Body::form, accept_invitation, nullptr,
     "text/html"},
    {"GET", "/healthz", Admits::anyone, Body::none, nullptr, show_health},
    {"GET", "/readyz", Admits::anyone, Body::none, show_readiness},
    {"GET", "/metrics", Admits::anyone, Body::none, nullptr, show_metrics, "text/plain"},
    {"GET", "/", Admits::anyone, Body::none, nullptr, redirect_to_app, "*"},
    {"GET", "/app", Admits::anyone, Body::none, nullptr, redirect_to_app, "*"},
    {"GET", "/app/{file...}", Admits::anyone, Body::none, nullptr, show_site_file, "*"},
}};

}  // namespace

std::span<const Route> routes() { return table; }

}  // namespace satchel::server
