// Printing receipts, quotes and invoices, and having them mailed.
#include "shared/domain/document/describe_document.h"
#include "shared/domain/document/document_html.h"
#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/order_store.h"
#include "shared/store/payment_store.h"
#include "web/app/app.h"
#include "web/app/online_words.h"

namespace satchel::web {
namespace {

/// Returns the receipt or quote of what this device knows, as a page; nothing for an order or
/// account that is not here.
Result<std::optional<std::string>> own_paper(Database& database, const Organisation& seller,
                                             const OrderId& id) {
  const auto tx = SATCHEL_TRY(database.begin(Access::read));
  const auto order = SATCHEL_TRY(find_order(*tx, id));
  if (!order) return std::optional<std::string>();
  const auto account = SATCHEL_TRY(find_account(*tx, order->document.account_id));
  if (!account) return std::optional<std::string>();
  if (order->quoted_until && order->lifecycle == OrderLifecycle::draft) {
    return std::optional(to_html(describe_quote(seller, *account, *order)));
  }
  return std::optional(to_html(as_provisional(describe_receipt(seller, *account, *order))));
}

/// Returns the invoice with its standing as far as this device knows it, as a page.
Result<std::optional<std::string>> own_invoice(Database& database, const Organisation& seller,
                                               const InvoiceId& id) {
  const auto tx = SATCHEL_TRY(database.begin(Access::read));
  const auto invoice = SATCHEL_TRY(find_invoice(*tx, id));
  if (!invoice) return std::optional<std::string>();
  const auto payments = SATCHEL_TRY(load_invoice_payments(*tx, id));
  Document document = with_standing(describe_invoice(seller, *invoice), *invoice, payments);
  if (document.notice.empty()) {
    document.notice =
        "Printed without a network, from what this device knows. Payments since then are missing.";
  }
  return std::optional(to_html(document));
}

Result<bool> has_number(Database& database, const OrderId& id) {
  const auto tx = SATCHEL_TRY(database.begin(Access::read));
  const auto order = SATCHEL_TRY(find_order(*tx, id));
  return order && order->number != 0;
}

}  // namespace

bool App::perform_document_act(const Request& request) {
  const auto* receipt = std::get_if<PrintReceipt>(&request);
  const auto* invoice = std::get_if<PrintInvoice>(&request);
  const auto* mail = std::get_if<SendReceipt>(&request);
  const auto* quote = std::get_if<PrintQuote>(&request);
  const auto* quote_mail = std::get_if<SendQuote>(&request);
  if (receipt != nullptr) print_receipt(receipt->order_id);
  if (invoice != nullptr) print_invoice(invoice->invoice_id);
  if (mail != nullptr) send_paper(mail->order_id, "receipt");
  if (quote != nullptr) print_own_paper(quote->order_id);
  if (quote_mail != nullptr) send_paper(quote_mail->order_id, "quote");
  return receipt != nullptr || invoice != nullptr || mail != nullptr || quote != nullptr ||
         quote_mail != nullptr;
}

/// The server keeps the receipt that it issued first; only without a network the device writes a
/// provisional one from what it knows.
void App::print_receipt(const OrderId& id) {
  const auto numbered = has_number(*database_, id);
  if (!numbered) return fail_with(numbered.error());
  if (!*numbered) return print_own_paper(id);
  if (!reached_) return print_provisional_receipt(id);
  send({.method = "GET", .path = "/v1/orders/" + id.text() + "/receipt", .timeout_ms = 10'000},
       {OnlineAct::Kind::receipt, id, {}});
}

void App::print_own_paper(const OrderId& id) {
  const auto page = own_paper(*database_, organisation_, id);
  if (!page) return fail_with(page.error());
  if (!*page) return kit_.toast("This order is not on this device any more", Tone::red);
  host_.print(**page);
}

void App::print_provisional_receipt(const OrderId& id) {
  kit_.toast("The server cannot be reached: this is a provisional receipt", Tone::yellow);
  print_own_paper(id);
}

/// What the server refuses has a reason that a provisional receipt would hide.
void App::finish_receipt(const OnlineAct& act, const FetchReply& reply) {
  if (reply.status == 200) return host_.print(reply.body);
  if (reply.status == 0) return print_provisional_receipt(act.order_id);
  kit_.toast("No receipt was printed. " + words_of_failure(reply), Tone::red);
}

/// `paper` is "receipt" or "quote".
void App::send_paper(const OrderId& id, const std::string& paper) {
  send({.path = "/v1/orders/" + id.text() + "/" + paper + "/send",
        .idempotency_key = make_uuid(now(), random_)},
       {OnlineAct::Kind::order, id, "The " + paper + " is on its way by e-mail"});
}

/// As with receipts: the server has the one that it issued.
void App::print_invoice(const InvoiceId& id) {
  if (!reached_) return print_own_invoice(id);
  send({.method = "GET", .path = "/v1/invoices/" + id.text() + "/document", .timeout_ms = 10'000},
       {OnlineAct::Kind::invoice, {}, {}, id});
}

void App::finish_invoice(const OnlineAct& act, const FetchReply& reply) {
  if (reply.status == 200) return host_.print(reply.body);
  if (reply.status == 0) return print_own_invoice(act.invoice_id);
  kit_.toast("No invoice was printed. " + words_of_failure(reply), Tone::red);
}

void App::print_own_invoice(const InvoiceId& id) {
  const auto page = own_invoice(*database_, organisation_, id);
  if (!page) return fail_with(page.error());
  if (!*page) return kit_.toast("This invoice is not on this device any more", Tone::red);
  host_.print(**page);
}

}  // namespace satchel::web
