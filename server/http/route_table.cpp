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
    {"POST", "/v1/orders/{id}/payments", Permission::payment_record, Body::json,
     record_order_payment},
    {"POST", "/v1/accounts/{id}/payments", Permission::payment_record, Body::json,
     record_account_payment},
    {"GET", "/v1/accounts/{id}/credit", Permission::invoice_view, Body::none, list_credit, nullptr,
     list_types},
    {"GET", "/v1/payments", Permission::invoice_view, Body::none, list_payments, nullptr,
     list_types},
    {"GET", "/v1/payments/{id}", Permission::invoice_view, Body::none, show_payment},
    {"POST", "/v1/payments/{id}/refund", Permission::payment_refund, Body::json, refund_payment},
    {"GET", "/v1/subscriptions", AnyUser{}, Body::none, list_subscriptions, nullptr, list_types},
    {"GET", "/v1/bill-runs", Permission::bill_run, Body::none, list_bill_runs},
    {"POST", "/v1/bill-runs", Permission::bill_run, Body::json, start_bill_run},
    {"GET", "/v1/bill-runs/{id}", Permission::bill_run, Body::none, show_bill_run},
    {"POST", "/v1/bill-runs/{id}/post", Permission::bill_run, Body::none, post_bill_run},
    {"POST", "/v1/bill-runs/{id}/discard", Permission::bill_run, Body::none, discard_bill_run},
    {"PUT", "/v1/organisation", Permission::settings_edit, Body::json, edit_organisation},
    {"GET", "/v1/price-books", AnyUser{}, Body::none, list_price_books},
    {"GET", "/v1/price-books/{id}", AnyUser{}, Body::none, show_price_book, nullptr, list_types},
    {"POST", "/v1/price-books/{id}/withdraw", Permission::catalogue_edit, Body::none,
     withdraw_price_book},
    {"GET", "/v1/price-book-draft", Permission::catalogue_edit, Body::none, show_price_book_draft},
    {"POST", "/v1/price-book-draft", Permission::catalogue_edit, Body::none, open_price_book_draft},
    {"PUT", "/v1/price-book-draft", Permission::catalogue_edit, Body::json, import_price_book},
    {"PUT", "/v1/price-book-draft/product", Permission::catalogue_edit, Body::json,
     put_price_book_product},
    {"POST", "/v1/price-book-draft/products/{id}/remove", Permission::catalogue_edit, Body::json,
     remove_price_book_product},
    {"POST", "/v1/price-book-draft/discard", Permission::catalogue_edit, Body::json,
     discard_price_book_draft},
    {"POST", "/v1/price-book-draft/publish", Permission::catalogue_edit, Body::json,
     publish_price_book_draft},
    {"GET", "/v1/devices", Permission::devices_manage, Body::none, list_devices, nullptr,
     list_types},
    {"GET", "/invite/{token}", Anyone{}, Body::none, show_invitation, nullptr, "text/html"},
    {"POST", "/invite/{token}", Anyone{}, Body::form, accept_invitation, nullptr, "text/html"},
    {"GET", "/healthz", Anyone{}, Body::none, nullptr, show_health},
    {"GET", "/readyz", Anyone{}, Body::none, show_readiness},
    {"GET", "/metrics", Anyone{}, Body::none, nullptr, show_metrics, "text/plain"},
    {"GET", "/", Anyone{}, Body::none, nullptr, redirect_to_app, "*"},
    {"GET", "/app", Anyone{}, Body::none, nullptr, redirect_to_app, "*"},
    {"GET", "/app/{file...}", Anyone{}, Body::none, nullptr, show_site_file, "*"},
});

}  // namespace

std::span<const Route> routes() { return table; }

}  // namespace satchel::server
