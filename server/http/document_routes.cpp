// Receipts, quotes and invoices as people read them, as HTML or PDF.
#include "server/http/document_reply.h"
#include "server/http/handlers.h"
#include "server/http/list_page.h"
#include "server/http/problem_reply.h"
#include "server/http/scope.h"
#include "shared/domain/access/permission.h"
#include "shared/store/billing_store.h"

namespace satchel::server {
namespace {

HttpReply no_document_reply(std::string_view what) {
  return problem_reply(404,
                       "There is no such " + std::string(what) + ", or it is not yours to see.");
}

/// Returns the invoice if the caller may see it; drafts are the back office's alone.
Result<std::optional<Invoice>> find_visible_invoice(Transaction& tx, const Actor& actor,
                                                    const InvoiceId& id) {
  if (may(actor.role, Permission::bill_run)) return find_invoice(tx, id);
  Truth truth = SATCHEL_TRY(TruthReader(tx, actor).read({AggregateKind::invoice, id.text()}));
  if (!truth.aggregate) return std::optional<Invoice>();
  return std::optional<Invoice>(std::get<Invoice>(*std::move(truth.aggregate)));
}

}  // namespace

Result<HttpReply> show_receipt(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<OrderId>(call.request));
  const auto tx = SATCHEL_TRY(call.context.database.begin());
  const Truth truth =
      SATCHEL_TRY(TruthReader(*tx, call.caller->actor).read({AggregateKind::order, id.text()}));
  if (!truth.aggregate) return no_document_reply("order");
  const auto& order = std::get<Order>(*truth.aggregate);
  if (order.lifecycle == OrderLifecycle::draft || order.document_digest.empty()) {
    return problem_reply(409, "A draft has no receipt; place the order first.");
  }
  const Document document = SATCHEL_TRY(issue_receipt(write_in(call.context, *tx), order));
  SATCHEL_TRY(tx->commit());
  return document_reply(document, document_form_of(call.request));
}

Result<HttpReply> show_quote(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<OrderId>(call.request));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  const Truth truth =
      SATCHEL_TRY(TruthReader(*tx, call.caller->actor).read({AggregateKind::order, id.text()}));
  if (!truth.aggregate) return no_document_reply("order");
  const auto& order = std::get<Order>(*truth.aggregate);
  if (!is_quote(order)) {
    return problem_reply(409, "This order is no quote; save it as one first.");
  }
  return document_reply(SATCHEL_TRY(quote_of(*tx, order)), document_form_of(call.request));
}

Result<HttpReply> show_invoice_document(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<InvoiceId>(call.request));
  const auto tx = SATCHEL_TRY(call.context.database.begin());
  const auto invoice = SATCHEL_TRY(find_visible_invoice(*tx, call.caller->actor, id));
  if (!invoice) return no_document_reply("invoice");
  const Document document =
      SATCHEL_TRY(issue_invoice_document(write_in(call.context, *tx), *invoice));
  SATCHEL_TRY(tx->commit());
  return document_reply(document, document_form_of(call.request));
}

}  // namespace satchel::server
