// The route table: method, path, who may call it, what it reads, who answers.
#include <array>

#include "server/http/handlers.h"
#include "server/http/route.h"

namespace satchel::server {
namespace {

constexpr std::string_view list_types = "application/json, text/csv";
constexpr std::string_view document_types = "text/html, application/pdf";

constexpr auto table = std::to_array<Route>({
    {"POST", "/v1/login", Anyone{}, Body::json, log_in},
    {"POST", "/v1/logout", AnyUser{}, Body::none, log_out},
    {"GET", "/v1/session", AnyUser{}, Body::none, show_session},
    {"POST", "/v1/sync", AnyUser{}, Body::json, sync},
    {"GET", "/v1/organisation", AnyUser{}, Body::none, show_organisation},
    {"GET", "/v1/accounts", AnyUser{}, Body::none, list_accounts, nullptr, list_types},
    {"GET", "/v1/accounts/{id}", AnyUser{}, Body::none, show_account},
    {"GET", "/v1/orders", AnyUser{}, Body::none, list_orders, nullptr, list_types},
    {"GET", "/v1/orders/{id}", AnyUser{}, Body::none, show_order},
    {"GET", "/v1/orders/{id}/receipt", AnyUser{}, Body::none, show_receipt, nullptr,
     document_types},
    {"POST", "/v1/orders/{id}/accept", Permission::order_accept, Body::json, act_on_order},
    {"POST", "/v1/orders/{id}/deny", Permission::order_deny, Body::json, act_on_order},
    {"POST", "/v1/orders/{id}/approve", Permission::order_approve, Body::json, act_on_order},
    {"POST", "/v1/orders/{id}/reject-approval", Permission::order_approve, Body::json,
     act_on_order},
    {"POST", "/v1/orders/{id}/settle", Permission::order_settle, Body::json, act_on_order},
    {"POST", "/v1/orders/{id}/complete", Permission::order_complete, Body::json, act_on_order},
    {"POST", "/v1/orders/{id}/cancel", Permission::order_cancel, Body::json, act_on_order},
    {"POST", "/v1/orders/{id}/mark-fraud", Permission::order_fraud, Body::json, act_on_order},
    {"POST", "/v1/orders/{id}/set-back", Permission::order_reset, Body::json, act_on_order},
    {"POST", "/v1/orders/{id}/delete", Permission::order_delete, Body::json, act_on_order},
    {"POST", "/v1/orders/{id}/edit", Permission::order_edit, Body::json, act_on_order},
    {"POST", "/v1/orders/{id}/follow-up", Permission::order_edit, Body::json, act_on_order},
    {"POST", "/v1/orders/{id}/activate-item", Permission::order_complete, Body::json, act_on_order},
    {"POST", "/v1/orders/{id}/retry-item", Permission::order_complete, Body::json, act_on_order},
    {"POST", "/v1/orders/{id}/verify", Permission::order_verify, Body::json, act_on_order},
    {"GET", "/v1/invoices", Permission::invoice_view, Body::none, list_invoices, nullptr,
     list_types},
    {"GET", "/v1/invoices/{id}", Permission::invoice_view, Body::none, show_invoice},
    {"GET", "/v1/invoices/{id}/document", Permission::invoice_view, Body::none,
     show_invoice_document, nullptr, document_types},
    {"GET", "/v1/subscriptions", AnyUser{}, Body::none, list_subscriptions, nullptr, list_types},
    {"GET", "/v1/bill-runs", Permission::bill_run, Body::none, list_bill_runs},
    {"POST", "/v1/bill-runs", Permission::bill_run, Body::json, start_bill_run},
    {"GET", "/v1/bill-runs/{id}", Permission::bill_run, Body::none, show_bill_run},
    {"POST", "/v1/bill-runs/{id}/post", Permission::bill_run, Body::none, post_bill_run},
    {"POST", "/v1/bill-runs/{id}/discard", Permission::bill_run, Body::none, discard_bill_run},
    {"GET", "/v1/devices", Permission::devices_manage, Body::none, list_devices, nullptr,
     list_types},
    {"GET", "/v1/jobs", Permission::webhooks_manage, Body::none, list_jobs, nullptr, list_types},
    {"GET", "/v1/jobs/{id}", Permission::webhooks_manage, Body::none, show_job},
    {"POST", "/v1/jobs/{id}/retry", Permission::webhooks_manage, Body::none, retry_job},
    {"GET", "/v1/mails", Permission::webhooks_manage, Body::none, list_mails, nullptr, list_types},
    {"POST", "/v1/mails/{id}/resend", Permission::webhooks_manage, Body::none, resend_mail},
    {"GET", "/v1/webhooks", Permission::webhooks_manage, Body::none, list_webhooks},
    {"POST", "/v1/webhooks", Permission::webhooks_manage, Body::json, add_webhook},
    {"PUT", "/v1/webhooks/{id}", Permission::webhooks_manage, Body::json, change_webhook},
    {"DELETE", "/v1/webhooks/{id}", Permission::webhooks_manage, Body::none, remove_webhook},
    {"GET", "/v1/deliveries", Permission::webhooks_manage, Body::none, list_deliveries, nullptr,
     list_types},
    {"POST", "/v1/deliveries/{id}/resend", Permission::webhooks_manage, Body::none,
     resend_delivery},
    {"GET", "/invite/{token}", Anyone{}, Body::none, show_invitation, nullptr, "text/html"},
    {"POST", "/invite/{token}", Anyone{}, Body::form, accept_invitation, nullptr, "text/html"},
    {"GET", "/healthz", Anyone{}, Body::none, nullptr, show_health},
    {"GET", "/readyz", Anyone{}, Body::none, show_readiness},
    {"GET", "/metrics", Anyone{}, Body::none, show_metrics, nullptr, "text/plain"},
    {"GET", "/", Anyone{}, Body::none, nullptr, redirect_to_app, "*"},
    {"GET", "/app", Anyone{}, Body::none, nullptr, redirect_to_app, "*"},
    {"GET", "/app/{file...}", Anyone{}, Body::none, nullptr, show_site_file, "*"},
});

}  // namespace

std::span<const Route> routes() { return table; }

}  // namespace satchel::server
