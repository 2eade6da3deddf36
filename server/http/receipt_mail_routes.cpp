// Sending a receipt or a quote to the customer by e-mail.
#include "server/document/issue_document.h"
#include "server/document/pdf.h"
#include "server/http/answer_once.h"
#include "server/http/handlers.h"
#include "server/http/list_page.h"
#include "server/http/problem_reply.h"
#include "server/store/audit_log.h"
#include "server/store/mail_template.h"
#include "server/sync/command_act.h"
#include "server/sync/truth.h"
#include "shared/base/words.h"
#include "shared/store/account_store.h"
#include "shared/wire/writer.h"

namespace satchel::server {
namespace {

/// What goes into the mail, what it is called there, and in the audit log.
struct Paper {
  Document document;
  std::string words;  // "the receipt for your order 1012"
  std::string audit_action;
};

using PaperOrRefusal = tl::expected<Paper, HttpReply>;

Result<PaperOrRefusal> receipt_paper(const ServerWrite& write, const Order& order) {
  if (order.lifecycle == OrderLifecycle::draft || order.document_digest.empty()) {
    return PaperOrRefusal(tl::unexpect,
                          problem_reply(409, "A draft has no receipt; place the order first."));
  }
  Document receipt = SATCHEL_TRY(issue_receipt(write, order));
  const std::string words = "the receipt for your order " + std::to_string(order.number);
  return PaperOrRefusal(Paper{std::move(receipt), words, "send_receipt"});
}

/// A quote that has ended would only make the customer ask for its prices.
Result<PaperOrRefusal> quote_paper(const ServerWrite& write, const Order& order) {
  if (!is_quote(order)) {
    return PaperOrRefusal(tl::unexpect,
                          problem_reply(409, "This order is no quote; save it as one first."));
  }
  if (*order.quoted_until < SATCHEL_TRY(today_in(write))) {
    return PaperOrRefusal(tl::unexpect,
                          problem_reply(409, "This quote has ended. Renew it, then send it."));
  }
  Document quote = SATCHEL_TRY(quote_of(write.tx, order));
  const std::string words =
      "our quote " + quote.number + ", valid until " + long_date(*order.quoted_until) + ",";
  return PaperOrRefusal(Paper{std::move(quote), words, "send_quote"});
}

Result<Mail> mail_of(Transaction& tx, const Paper& paper, const Order& order,
                     const Account& account) {
  const Document& document = paper.document;
  Mail mail = SATCHEL_TRY(word_mail(tx, MailKind::receipt,
                                    {{"customer", contact_name(account)},
                                     {"document", document.title},
                                     {"number", document.number},
                                     {"paper", paper.words},
                                     {"organisation", document.seller.name}}));
  mail.to = account.email;
  mail.attachments = {
      {file_name_of(document) + ".pdf", "application/pdf", SATCHEL_TRY(to_pdf(document))}};
  mail.about = "order:" + order.id.text();
  return mail;
}

using MakePaper = Result<PaperOrRefusal> (*)(const ServerWrite&, const Order&);

/// Puts the mail into the outbox, with its audit row; the worker sends it after the commit.
Result<HttpReply> send_in(const ServerWrite& write, const Caller& caller, const OrderId& id,
                          MakePaper make) {
  const Truth truth =
      SATCHEL_TRY(TruthReader(write.tx, caller.actor).read({AggregateKind::order, id.text()}));
  if (!truth.aggregate) {
    return problem_reply(404, "There is no such order, or it is not yours to see.");
  }
  const auto& order = std::get<Order>(*truth.aggregate);
  const auto account = SATCHEL_TRY(find_account(write.tx, order.document.account_id));
  if (!account || account->email.empty()) {
    return problem_reply(409,
                         "The customer has no e-mail address; enter one in his profile, then send "
                         "it again.");
  }
  PaperOrRefusal paper = SATCHEL_TRY(make(write, order));
  if (!paper) return std::move(paper).error();
  const Mail mail = SATCHEL_TRY(mail_of(write.tx, *paper, order, *account));
  const MailId mail_id = SATCHEL_TRY(enqueue_mail(write, mail));
  AuditRow row;
  row.user_id = caller.user_id;
  row.action = paper->audit_action;
  row.subject = mail.about;
  row.detail = mail.to;
  SATCHEL_TRY(append_audit(write, row));
  JsonWriter out;
  out.begin_object();
  out.field("mail_id", mail_id);
  out.field("to", mail.to);
  out.end_object();
  HttpReply reply = json_reply(out.take(), 202);
  reply.log_note = paper->words + " sent";
  return reply;
}

}  // namespace

Result<HttpReply> send_receipt(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<OrderId>(call.request));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    return send_in(write, *call.caller, id, receipt_paper);
  });
}

Result<HttpReply> send_quote(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<OrderId>(call.request));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    return send_in(write, *call.caller, id, quote_paper);
  });
}

}  // namespace satchel::server
