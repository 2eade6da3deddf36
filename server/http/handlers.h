// The handlers of all routes, one file a subject; route_table.cpp says where each answers.
#pragma once

#include "server/http/call.h"
#include "server/http/message.h"
#include "shared/base/result.h"

namespace satchel::server {

// Sessions: session_routes.cpp.
Result<HttpReply> log_in(Call& call);
Result<HttpReply> log_out(Call& call);
Result<HttpReply> show_session(Call& call);

// The exchange with devices: sync_routes.cpp.
Result<HttpReply> sync(Call& call);

// Who may come in: user_routes.cpp, territory_routes.cpp, device_routes.cpp, audit_routes.cpp.
Result<HttpReply> list_users(Call& call);
Result<HttpReply> invite_user(Call& call);
Result<HttpReply> edit_user(Call& call);
Result<HttpReply> disable_user(Call& call);
Result<HttpReply> enable_user(Call& call);
Result<HttpReply> reset_password(Call& call);
Result<HttpReply> reset_codes(Call& call);
Result<HttpReply> list_territories(Call& call);
Result<HttpReply> add_territory(Call& call);
Result<HttpReply> rename_territory(Call& call);
Result<HttpReply> assign_account(Call& call);
Result<HttpReply> list_devices(Call& call);
Result<HttpReply> rename_device(Call& call);
Result<HttpReply> revoke_device(Call& call);
Result<HttpReply> list_audit_log(Call& call);

// The caller's own password and codes: me_routes.cpp.
Result<HttpReply> show_me(Call& call);
Result<HttpReply> change_password(Call& call);
Result<HttpReply> begin_codes(Call& call);
Result<HttpReply> confirm_codes(Call& call);
Result<HttpReply> remove_codes(Call& call);

// What the caller may see: account_routes.cpp, order_routes.cpp, invoice_routes.cpp.
Result<HttpReply> show_organisation(Call& call);
Result<HttpReply> list_accounts(Call& call);
Result<HttpReply> show_account(Call& call);
Result<HttpReply> set_standing(Call& call);
Result<HttpReply> set_bill_cycle_day(Call& call);

// coupon_routes.cpp
Result<HttpReply> show_coupons(Call& call);
Result<HttpReply> put_coupons(Call& call);

// tax_routes.cpp
Result<HttpReply> show_tax_table(Call& call);
Result<HttpReply> put_tax_table(Call& call);
Result<HttpReply> set_tax_exemption(Call& call);
Result<HttpReply> list_orders(Call& call);
Result<HttpReply> show_order(Call& call);
Result<HttpReply> list_invoices(Call& call);
Result<HttpReply> show_invoice(Call& call);
Result<HttpReply> explain_invoice(Call& call);
Result<HttpReply> list_subscriptions(Call& call);
Result<HttpReply> show_subscription(Call& call);
Result<HttpReply> list_subscription_charges(Call& call);
Result<HttpReply> list_subscription_usage(Call& call);
Result<HttpReply> change_subscription(Call& call);
Result<HttpReply> cancel_subscription(Call& call);
Result<HttpReply> pause_subscription(Call& call);
Result<HttpReply> change_prices(Call& call);
Result<HttpReply> resume_subscription(Call& call);
Result<HttpReply> record_usage(Call& call);
Result<HttpReply> import_usage_file(Call& call);

// What waits for the office: overview_routes.cpp.
Result<HttpReply> show_overview(Call& call);
Result<HttpReply> list_awaiting_payment(Call& call);

// Money that comes in: payment_routes.cpp.
Result<HttpReply> record_order_payment(Call& call);
Result<HttpReply> record_account_payment(Call& call);
Result<HttpReply> refund_payment(Call& call);
Result<HttpReply> list_payments(Call& call);
Result<HttpReply> show_payment(Call& call);
Result<HttpReply> list_credit(Call& call);
Result<HttpReply> use_credit(Call& call);

// The money around invoices: invoice_act_routes.cpp.
Result<HttpReply> allocate_payment(Call& call);
Result<HttpReply> undo_allocation(Call& call);
Result<HttpReply> write_off_invoice(Call& call);
Result<HttpReply> void_invoice(Call& call);
Result<HttpReply> show_statement(Call& call);

// The ledger and its reports: ledger_routes.cpp.
Result<HttpReply> show_report(Call& call);
Result<HttpReply> list_ledger_entries(Call& call);
Result<HttpReply> list_closed_months(Call& call);
Result<HttpReply> close_ledger_month(Call& call);

// Dunning: dunning_routes.cpp.
Result<HttpReply> list_dunning(Call& call);
Result<HttpReply> start_dunning_run(Call& call);
Result<HttpReply> show_dunning_ladder(Call& call);
Result<HttpReply> put_dunning_ladder(Call& call);
Result<HttpReply> show_account_controls(Call& call);
Result<HttpReply> put_account_controls(Call& call);

// Receipts, quotes and invoices for people: document_routes.cpp.
Result<HttpReply> show_receipt(Call& call);
Result<HttpReply> show_invoice_document(Call& call);
Result<HttpReply> show_quote(Call& call);
Result<HttpReply> send_receipt(Call& call);  // receipt_mail_routes.cpp, also the next.
Result<HttpReply> send_quote(Call& call);

// The client area, for customers: client_login_routes.cpp, client_routes.cpp.
Result<HttpReply> show_client_login(Call& call);
Result<HttpReply> show_client_forgot(Call& call);
Result<HttpReply> ask_for_password_link(Call& call);
Result<HttpReply> show_client_reset(Call& call);
Result<HttpReply> reset_client_password(Call& call);
Result<HttpReply> client_log_in(Call& call);
Result<HttpReply> client_log_out(Call& call);
Result<HttpReply> show_client_password(Call& call);
Result<HttpReply> change_client_password(Call& call);
Result<HttpReply> show_client_invoices(Call& call);
Result<HttpReply> show_client_invoice(Call& call);
Result<HttpReply> show_client_invoice_document(Call& call);
Result<HttpReply> show_client_orders(Call& call);
Result<HttpReply> show_client_order(Call& call);
Result<HttpReply> show_client_receipt(Call& call);
HttpReply redirect_to_client(const HttpRequest& request, Services& services);
HttpReply show_client_style(const HttpRequest& request, Services& services);

// Paying by card, for customers; the gateway's events: card_routes.cpp.
Result<HttpReply> take_gateway_event(Call& call);
Result<HttpReply> pay_client_invoice(Call& call);
Result<HttpReply> pay_client_order(Call& call);
Result<HttpReply> show_client_payment(Call& call);
Result<HttpReply> pay_shop_order(Call& call);
Result<HttpReply> show_shop_payment(Call& call);

// Sites and their carts: cart_routes.cpp, shop_routes.cpp.
Result<HttpReply> list_sites(Call& call);
Result<HttpReply> put_site(Call& call);
Result<HttpReply> give_site_key(Call& call);
Result<HttpReply> put_site_cart(Call& call);
Result<HttpReply> show_shop(Call& call);
Result<HttpReply> keep_shop_details(Call& call);
Result<HttpReply> show_shop_products(Call& call);
Result<HttpReply> keep_shop_products(Call& call);
Result<HttpReply> show_shop_checkout(Call& call);
Result<HttpReply> place_shop_order(Call& call);
Result<HttpReply> show_shop_done(Call& call);
Result<HttpReply> start_shop_again(Call& call);

// Acts of the back office: order_act_routes.cpp, bill_run_routes.cpp.
Result<HttpReply> act_on_order(Call& call);
Result<HttpReply> list_bill_runs(Call& call);
Result<HttpReply> start_bill_run(Call& call);
Result<HttpReply> bill_account_now(Call& call);
Result<HttpReply> show_bill_run(Call& call);
Result<HttpReply> retry_bill_run(Call& call);
Result<HttpReply> schedule_bill_run(Call& call);
Result<HttpReply> list_bill_run_anomalies(Call& call);  // bill_run_check_routes.cpp
Result<HttpReply> show_bill_run_diff(Call& call);
Result<HttpReply> post_bill_run(Call& call);
Result<HttpReply> discard_bill_run(Call& call);

// The catalogue and the settings: catalogue_routes.cpp, settings_routes.cpp.
Result<HttpReply> list_price_books(Call& call);
Result<HttpReply> show_price_book(Call& call);
Result<HttpReply> withdraw_price_book(Call& call);
Result<HttpReply> show_price_book_draft(Call& call);
Result<HttpReply> open_price_book_draft(Call& call);
Result<HttpReply> import_price_book(Call& call);
Result<HttpReply> put_price_book_product(Call& call);
Result<HttpReply> remove_price_book_product(Call& call);
Result<HttpReply> discard_price_book_draft(Call& call);
Result<HttpReply> publish_price_book_draft(Call& call);
Result<HttpReply> edit_organisation(Call& call);

// What is on its way to the outside world: job_routes.cpp.
Result<HttpReply> list_jobs(Call& call);
Result<HttpReply> show_job(Call& call);
Result<HttpReply> retry_job(Call& call);
Result<HttpReply> list_mails(Call& call);
Result<HttpReply> resend_mail(Call& call);

// How mails are worded: mail_template_routes.cpp.
Result<HttpReply> list_mail_templates(Call& call);
Result<HttpReply> put_mail_template(Call& call);
Result<HttpReply> reset_mail_template(Call& call);

// Who is told of events: webhook_routes.cpp.
Result<HttpReply> list_webhooks(Call& call);
Result<HttpReply> add_webhook(Call& call);
Result<HttpReply> change_webhook(Call& call);
Result<HttpReply> remove_webhook(Call& call);
Result<HttpReply> list_deliveries(Call& call);
Result<HttpReply> resend_delivery(Call& call);

// The first password of a user, by a one-time link: invite_routes.cpp.
Result<HttpReply> show_invitation(Call& call);
Result<HttpReply> accept_invitation(Call& call);

// Operations and the site: plain_routes.cpp.
Result<HttpReply> show_readiness(Call& call);
HttpReply show_health(const HttpRequest& request, Services& services);
Result<HttpReply> show_metrics(Call& call);
HttpReply redirect_to_app(const HttpRequest& request, Services& services);
HttpReply show_site_file(const HttpRequest& request, Services& services);

}  // namespace satchel::server
