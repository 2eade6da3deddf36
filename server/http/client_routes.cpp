// The client area: a customer's orders and invoices, and their documents.
#include "embedded/client_style.h"
#include "server/http/checkout_page.h"
#include "server/http/client_session.h"
#include "server/http/document_reply.h"
#include "server/http/handlers.h"
#include "server/store/site_store.h"
#include "shared/base/html.h"
#include "shared/base/words.h"
#include "shared/domain/access/settings.h"
#include "shared/domain/document/describe_document.h"
#include "shared/store/billing_store.h"
#include "shared/store/order_store.h"

namespace satchel::server {
namespace {

constexpr std::int64_t client_rows_max = 50;

std::string link_html(const std::string& address, std::string_view text) {
  return "<a href=\"" + html_escaped(address) + "\">" + html_escaped(text) + "</a>";
}

HttpReply not_found_page(const Customer& customer) {
  return client_page(404, frame_of(customer, "Not found", ""),
                     "<p>There is no such thing in your account.</p>\n");
}

std::string older_html(std::string_view address, std::string_view cursor) {
  std::string query;
  for (const char letter : cursor) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(letter);
    const bool plain = (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
                       (letter >= 'A' && letter <= 'Z') || letter == '-' || letter == '.';
    query += plain ? std::string(1, letter) : std::string{'%', hex[byte >> 4], hex[byte & 15]};
  }
  return "<p><a class=\"button second\" href=\"" + std::string(address) + "?after=" + query +
         "\">Older ones</a></p>\n";
}

/// Returns the order of the customer's own that the path names.
Result<std::optional<Order>> find_own_order(Transaction& tx, const Call& call,
                                            const Customer& customer) {
  const auto id = OrderId::parse(call.request.parameters.at(0));
  if (!id) return std::optional<Order>();
  auto order = SATCHEL_TRY(find_order(tx, *id));
  const bool own = order && order->document.account_id == customer.account.id &&
                   order->lifecycle != OrderLifecycle::draft;
  return own ? order : std::optional<Order>();
}

/// Returns the posted invoice of the customer's own that the path names.
Result<std::optional<Invoice>> find_own_invoice(Transaction& tx, const Call& call,
                                                const Customer& customer) {
  const auto id = InvoiceId::parse(call.request.parameters.at(0));
  if (!id) return std::optional<Invoice>();
  auto invoice = SATCHEL_TRY(find_invoice(tx, *id));
  const bool own = invoice && invoice->account_id == customer.account.id && invoice->number != 0;
  return own ? invoice : std::optional<Invoice>();
}

/// Returns what to do to pay the invoice by hand; empty when nothing is to be paid.
std::string how_to_pay_html(const Customer& customer, const Invoice& invoice) {
  const Money balance = balance_of(invoice);
  const bool open = invoice.state == InvoiceState::posted && !invoice.on_hold &&
                    invoice.kind == InvoiceKind::invoice && balance.minor > 0;
  if (!open) return {};
  std::string ways;
  for (const PaymentMethod method :
       {PaymentMethod::bank_transfer, PaymentMethod::check, PaymentMethod::cash}) {
    if (!is_offered(customer.seller.settings, method, balance.currency)) continue;
    if (!ways.empty()) ways += ", ";
    ways += name_of(method);
  }
  std::string html = "<h2>How to pay</h2>\n<p>Pay <strong>" + html_escaped(to_text(balance));
  html += "</strong> until " + long_date(invoice.due_date) + " to " +
          html_escaped(customer.seller.legal_name) + ", " + html_escaped(customer.seller.address);
  html += ", and name invoice " + std::to_string(invoice.number) + ".</p>\n";
  if (!ways.empty()) html += "<p>You can use: " + html_escaped(ways) + ".</p>\n";
  return html;
}

/// Returns the words for how an invoice stands: what is left to pay, and until when.
std::string standing_of(const Invoice& invoice) {
  if (invoice.state == InvoiceState::voided) return "Void";
  if (invoice.kind == InvoiceKind::credit_note) return "Credit";
  const Money balance = balance_of(invoice);
  if (invoice.written_off.minor != 0) return "Closed";
  if (balance.minor <= 0) return "Paid";
  return html_escaped(to_text(balance)) + " due " + long_date(invoice.due_date);
}

std::vector<std::string> cells_of(const Invoice& invoice) {
  const std::string credit = invoice.kind == InvoiceKind::credit_note ? "Credit note " : "";
  return {
      link_html("/client/invoices/" + invoice.id.text(), credit + std::to_string(invoice.number)),
      long_date(invoice.invoice_date), standing_of(invoice), html_escaped(to_text(invoice.total))};
}

std::vector<std::string> cells_of(const OrderRow& row) {
  const std::string number =
      row.head.number == 0 ? row.head.provisional_number : std::to_string(row.head.number);
  std::string amount = to_text(row.one_time);
  if (row.recurring.minor != 0) {
    const std::string monthly = to_text(row.recurring) + " a month";
    amount = row.one_time.minor == 0 ? monthly : amount + " and " + monthly;
  }
  return {link_html("/client/orders/" + row.id.text(), number), long_date(row.ordered_on),
          chip_html(customer_chip_of(row.head)), html_escaped(amount)};
}

std::string document_links(const std::string& address) {
  return "<p><a class=\"button\" href=\"" + address +
         ".pdf\">Download PDF</a><a class=\"button second\" href=\"" + address +
         ".html\">View and print</a></p>\n";
}

std::string fact_html(std::string_view label, std::string_view value) {
  return "<div><dt>" + html_escaped(label) + "</dt><dd dir=\"auto\">" + html_escaped(value) +
         "</dd></div>\n";
}

/// Returns the document's facts, totals and balance.
std::string facts_html(const Document& document) {
  std::string html;
  for (const DocumentField& fact : document.facts) html += fact_html(fact.label, fact.value);
  for (const DocumentTotal& total : document.totals) html += fact_html(total.label, total.value);
  for (const DocumentTotal& total : document.balance) html += fact_html(total.label, total.value);
  return html;
}

/// Returns where the customer orders more: the shops that are open.
Result<std::string> shops_html(Transaction& tx) {
  std::string html;
  for (const SalesSite& site : SATCHEL_TRY(satchel::server::list_sites(tx))) {
    if (!site.enabled) continue;
    html += "<p><a class=\"button\" href=\"/shop/" + site.code + "\">Order from " +
            html_escaped(site.name) + "</a></p>\n";
  }
  return html;
}

/// Returns what of an open order is paid without him, when anything is.
std::string credit_html(const Order& order, Money asked) {
  const Money covered = order.due - order.paid - asked;
  const bool open = order.payment == PaymentState::unpaid || order.payment == PaymentState::partial;
  if (!open || covered.minor <= 0) return {};
  return "<p>Your credit pays " + html_escaped(to_text(covered)) +
         " of it as soon as the order is accepted.</p>\n";
}

/// Returns the button to pay by card; empty when there is nothing to pay, or no card is taken.
Result<std::string> card_button(Transaction& tx, const Customer& customer, const Checkout& wanted,
                                const std::string& address) {
  const Money amount = wanted.amount;
  if (amount.minor <= 0) return std::string();
  const bool cards = SATCHEL_TRY(takes_cards(tx, customer.seller, amount.currency));
  return cards ? pay_button_html(address, customer.form_token, amount) : std::string();
}

}  // namespace

Result<HttpReply> show_client_invoices(Call& call) {
  return show_customer(call, [&](Transaction& tx, const Customer& customer) -> Result<HttpReply> {
    InvoiceQuery query;
    query.account_id = customer.account.id;
    query.count_max = client_rows_max + 1;
    query.after = call.request.parameter("after");
    auto rows = SATCHEL_TRY(satchel::list_invoices(tx, query));
    const bool more = std::ssize(rows) > client_rows_max;
    if (more) rows.pop_back();
    std::string html;
    if (call.request.parameter("done") == "password") {
      html = "<p class=\"done\" role=\"status\">Your password was changed.</p>\n";
    }
    html += "<p class=\"quiet\" dir=\"auto\">" + html_escaped(display_name(customer.account)) +
            ", account " + std::to_string(customer.account.number) + "</p>\n";
    ClientTable table{
        "Invoices, newest first", {{"Number"}, {"Date"}, {"Standing"}, {"Total", true}}, {}};
    for (const Invoice& row : rows) table.rows.push_back(cells_of(row));
    html += table.rows.empty() ? "<p>There are no invoices yet.</p>\n" : table_html(table);
    if (more) html += older_html("/client/invoices", cursor_of(rows.back()));
    return client_page(200, frame_of(customer, "Invoices", "/client/invoices"), html);
  });
}

Result<HttpReply> show_client_orders(Call& call) {
  return show_customer(call, [&](Transaction& tx, const Customer& customer) -> Result<HttpReply> {
    OrderQuery query;
    query.account_id = customer.account.id;
    query.count_max = client_rows_max + 1;
    query.after = call.request.parameter("after");
    auto rows = SATCHEL_TRY(satchel::list_orders(tx, query));
    const bool more = std::ssize(rows) > client_rows_max;
    if (more) rows.pop_back();
    ClientTable table{
        "Orders, newest first", {{"Number"}, {"Date"}, {"State"}, {"Amount", true}}, {}};
    for (const OrderRow& row : rows) {
      if (row.head.lifecycle != OrderLifecycle::draft) table.rows.push_back(cells_of(row));
    }
    std::string html = table.rows.empty() ? "<p>There are no orders yet.</p>\n" : table_html(table);
    if (more) html += older_html("/client/orders", cursor_of(rows.back()));
    html += SATCHEL_TRY(shops_html(tx));
    return client_page(200, frame_of(customer, "Orders", "/client/orders"), html);
  });
}

Result<HttpReply> show_client_order(Call& call) {
  return show_customer(call, [&](Transaction& tx, const Customer& customer) -> Result<HttpReply> {
    const auto order = SATCHEL_TRY(find_own_order(tx, call, customer));
    if (!order) return not_found_page(customer);
    const Document receipt = SATCHEL_TRY(find_receipt(tx, *order));
    std::string html = "<p>" + chip_html(customer_chip_of(*order)) + "</p>\n<dl class=\"facts\">\n";
    html += facts_html(receipt) + "</dl>\n";
    const Checkout wanted = SATCHEL_TRY(wish_to_pay(tx, *order));
    html += credit_html(*order, wanted.amount);
    html += SATCHEL_TRY(
        card_button(tx, customer, wanted, "/client/orders/" + order->id.text() + "/pay"));
    html += document_links("/client/orders/" + order->id.text() + "/receipt");
    return client_page(200, frame_of(customer, "Order " + receipt.number, "/client/orders"), html);
  });
}

Result<HttpReply> show_client_invoice(Call& call) {
  return show_customer(call, [&](Transaction& tx, const Customer& customer) -> Result<HttpReply> {
    const auto invoice = SATCHEL_TRY(find_own_invoice(tx, call, customer));
    if (!invoice) return not_found_page(customer);
    const Document document = SATCHEL_TRY(find_invoice_document(tx, *invoice));
    std::string html = "<dl class=\"facts\">\n" + facts_html(document) + "</dl>\n";
    html += how_to_pay_html(customer, *invoice);
    const Checkout wanted = SATCHEL_TRY(wish_to_pay(tx, *invoice));
    html += SATCHEL_TRY(
        card_button(tx, customer, wanted, "/client/invoices/" + invoice->id.text() + "/pay"));
    html += document_links("/client/invoices/" + invoice->id.text() + "/document");
    return client_page(
        200, frame_of(customer, document.title + " " + document.number, "/client/invoices"), html);
  });
}

Result<HttpReply> show_client_receipt(Call& call) {
  return as_customer(call,
                     [&](const ServerWrite& write, const Customer& customer) -> Result<HttpReply> {
                       const auto order = SATCHEL_TRY(find_own_order(write.tx, call, customer));
                       if (!order) return not_found_page(customer);
                       return document_reply(SATCHEL_TRY(issue_receipt(write, *order)),
                                             document_form_of(call.request.path));
                     });
}

Result<HttpReply> show_client_invoice_document(Call& call) {
  return as_customer(call,
                     [&](const ServerWrite& write, const Customer& customer) -> Result<HttpReply> {
                       const auto invoice = SATCHEL_TRY(find_own_invoice(write.tx, call, customer));
                       if (!invoice) return not_found_page(customer);
                       return document_reply(SATCHEL_TRY(issue_invoice_document(write, *invoice)),
                                             document_form_of(call.request.path));
                     });
}

HttpReply redirect_to_client(const HttpRequest&, Services&) {
  return see_other("/client/invoices");
}

HttpReply show_client_style(const HttpRequest&, Services&) {
  return {.content_type = "text/css; charset=utf-8",
          .body = std::string(embedded::client_style().front().bytes),
          .headers = {{"Cache-Control", "max-age=3600"}}};
}

}  // namespace satchel::server
