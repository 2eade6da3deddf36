// The wording of mails: how each kind is worded, a wording of one's own, the delivered one again.
#include "server/http/answer_once.h"
#include "server/http/handlers.h"
#include "server/http/problem_reply.h"
#include "server/store/audit_log.h"
#include "server/store/mail_template.h"
#include "shared/wire/reader.h"
#include "shared/wire/writer.h"

namespace satchel::server {
namespace {

void encode_template(JsonWriter& out, const MailTemplate& wording) {
  out.begin_object();
  out.field("kind", wording.kind);
  out.field("title", wording.title);
  out.field("text", wording.text);
  out.field("own", wording.own);
  out.key("placeholders");
  out.begin_array();
  for (const std::string& name : placeholders_of(wording.kind)) out.text(name);
  out.end_array();
  out.end_object();
}

Result<HttpReply> template_reply(Transaction& tx, MailKind kind) {
  JsonWriter out;
  encode_template(out, SATCHEL_TRY(find_mail_template(tx, kind)));
  return json_reply(out.take());
}

Result<void> audit_template(const ServerWrite& write, const Call& call, std::string action,
                            MailKind kind) {
  return append_audit(write, {.at = write.now,
                              .user_id = call.caller->user_id,
                              .action = std::move(action),
                              .subject = "mail_template:" + std::string(to_text(kind)),
                              .detail = {}});
}

HttpReply no_kind_reply() {
  return problem_reply(404, "There is no such mail; see GET /v1/mail-templates.");
}

}  // namespace

Result<HttpReply> list_mail_templates(Call& call) {
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  JsonWriter out;
  out.begin_object();
  out.key("items");
  out.begin_array();
  for (int kind = 0; kind <= static_cast<int>(MailKind::new_password); ++kind) {
    encode_template(out, SATCHEL_TRY(find_mail_template(*tx, static_cast<MailKind>(kind))));
  }
  out.end_array();
  out.end_object();
  return json_reply(out.take());
}

Result<HttpReply> put_mail_template(Call& call) {
  const auto kind = parse_enum<MailKind>(call.request.parameters.at(0));
  if (!kind) return no_kind_reply();
  const auto wording =
      SATCHEL_TRY(read_document(call.request.body, Strictness::strict, [&](ObjectReader& in) {
        return MailTemplate{*kind, in.text("title"), in.text("text"), true};
      }));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    SATCHEL_TRY(save_mail_template(write, wording, call.caller->user_id));
    SATCHEL_TRY(audit_template(write, call, "word_mail", *kind));
    return template_reply(write.tx, *kind);
  });
}

Result<HttpReply> reset_mail_template(Call& call) {
  const auto kind = parse_enum<MailKind>(call.request.parameters.at(0));
  if (!kind) return no_kind_reply();
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    SATCHEL_TRY(satchel::server::reset_mail_template(write, *kind));
    SATCHEL_TRY(audit_template(write, call, "reset_mail", *kind));
    return template_reply(write.tx, *kind);
  });
}

}  // namespace satchel::server
