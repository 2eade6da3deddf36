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
Result<HttpReply> list_devices(Call& call);

// What the caller may see: account_routes.cpp, order_routes.cpp, invoice_routes.cpp.
Result<HttpReply> show_organisation(Call& call);
Result<HttpReply> list_accounts(Call& call);
Result<HttpReply> show_account(Call& call);
Result<HttpReply> list_orders(Call& call);
Result<HttpReply> show_order(Call& call);
Result<HttpReply> list_invoices(Call& call);
Result<HttpReply> show_invoice(Call& call);
Result<HttpReply> list_subscriptions(Call& call);

// Receipts and invoices for people: document_routes.cpp.
Result<HttpReply> show_receipt(Call& call);
Result<HttpReply> show_invoice_document(Call& call);

// Acts of the back office: order_act_routes.cpp, bill_run_routes.cpp.
Result<HttpReply> act_on_order(Call& call);
Result<HttpReply> list_bill_runs(Call& call);
Result<HttpReply> start_bill_run(Call& call);
Result<HttpReply> show_bill_run(Call& call);
Result<HttpReply> post_bill_run(Call& call);
Result<HttpReply> discard_bill_run(Call& call);

// What is on its way to the outside world: job_routes.cpp.
Result<HttpReply> list_jobs(Call& call);
Result<HttpReply> show_job(Call& call);
Result<HttpReply> retry_job(Call& call);
Result<HttpReply> list_mails(Call& call);
Result<HttpReply> resend_mail(Call& call);

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
