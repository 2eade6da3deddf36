// The organisation's settings.
#include "server/catalogue/settings_act.h"
#include "server/http/answer_once.h"
#include "server/http/handlers.h"
#include "server/http/problem_reply.h"
#include "shared/wire/aggregate_wire.h"

namespace satchel::server {
namespace {

SettingsEdit read_settings_edit(ObjectReader& in) {
  SettingsEdit edit;
  edit.version = in.number("version");
  edit.legal_name = in.text("legal_name");
  edit.address = in.text("address");
  edit.tax_id = in.text("tax_id");
  const std::int64_t day = in.number("bill_cycle_day");
  edit.bill_cycle_day = day < 1 || day > 31 ? 0 : static_cast<unsigned>(day);
  edit.payment_terms_days = in.number("payment_terms_days");
  edit.verification_delay_minutes = in.number("verification_delay_minutes");
  in.object("settings", [&](ObjectReader& each) { edit.settings = read_settings(each); });
  return edit;
}

}  // namespace

Result<HttpReply> edit_organisation(Call& call) {
  const SettingsEdit edit =
      SATCHEL_TRY(read_document(call.request.body, Strictness::strict, read_settings_edit));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    const Editor editor{call.caller->user_id, call.caller->actor.name};
    const auto done = SATCHEL_TRY(edit_settings(write, editor, edit));
    return done ? json_reply(to_json(*done)) : problem_reply(done.error());
  });
}

}  // namespace satchel::server
