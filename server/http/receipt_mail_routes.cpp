// Sending a receipt to the customer by e-mail.
#include "server/document/issue_document.h"
#include "server/document/pdf.h"
#include "server/http/answer_once.h"
#include "server/http/handlers.h"
#include "server/http/list_page.h"
#include "server/http/problem_reply.h"
#include "server/store/audit_log.h"
#include "server/store/mail_store.h"
#include "server/sync/truth.h"
#include "shared/domain/document/document_html.h"
#include "shared/store/account_store.h"
#include "shared/wire/writer.h"

namespace satchel::server {
namespace {

Result<Mail> mail_of(const Document& receipt, const Order& order, const Account& account) {
  Mail mail;
  mail.to = account.email;
  mail.title = receipt.title + " " + receipt.number + " from " + receipt.seller.name;
  mail.text = "Dear " + contact_name(account) + ",\n\nplease find the receipt for your order " +
              receipt.number + " attached.\n\n" + receipt.seller.name + "\n";
  mail.attachments = {
      {file_name_of(receipt) + ".pdf", "application/pdf", SATCHEL_TRY(to_pdf(receipt))}};
  mail.about = "order:" + order.id.text();
  return mail;
}

/// Puts the mail into the outbox, with its audit row; the worker sends it after the commit.
Result<HttpReply> send_in(const ServerWrite& write, const Caller& caller, const OrderId& id) {
  const Truth truth =
      SATCHEL_TRY(TruthReader(write.tx, caller.actor).read({AggregateKind::order, id.text()}));
  if (!truth.aggregate) {
    return problem_reply(404, "There is no such order, or it is not yours to see.");
  }
  const auto& order = std::get<Order>(*truth.aggregate);
  if (order.number == 0) {
    return problem_reply(409, "A draft has no receipt; place the order first.");
  }
  const auto account = SATCHEL_TRY(find_account(write.tx, order.document.account_id));
  if (!account || account->email.empty()) {
    return problem_reply(409,
                         "The customer has no e-mail address; enter one in his profile, then send "
                         "the receipt again.");
  }
  const Document receipt = SATCHEL_TRY(issue_receipt(write, order));
  const Mail mail = SATCHEL_TRY(mail_of(receipt, order, *account));
  const MailId mail_id = SATCHEL_TRY(enqueue_mail(write, mail));
  AuditRow row;
  row.user_id = caller.user_id;
  row.action = "send_receipt";
  row.subject = mail.about;
  row.detail = mail.to;
  SATCHEL_TRY(append_audit(write, row));
  JsonWriter out;
  out.begin_object();
  out.field("mail_id", mail_id);
  out.field("to", mail.to);
  out.end_object();
  HttpReply reply = json_reply(out.take(), 202);
  reply.log_note = "receipt " + receipt.number + " sent";
  return reply;
}

}  // namespace

Result<HttpReply> send_receipt(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<OrderId>(call.request));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    return send_in(write, *call.caller, id);
  });
}

}  // namespace satchel::server
