// The coupons that orders may name.
#include "server/catalogue/coupon_act.h"
#include "server/http/answer_once.h"
#include "server/http/handlers.h"
#include "server/http/problem_reply.h"
#include "shared/store/coupon_store.h"
#include "shared/wire/coupon_wire.h"

namespace satchel::server {

Result<HttpReply> show_coupons(Call& call) {
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  return json_reply(coupon_file(SATCHEL_TRY(load_coupons(*tx))));
}

Result<HttpReply> put_coupons(Call& call) {
  const Coupons coupons =
      SATCHEL_TRY(read_document(call.request.body, Strictness::strict, read_offered_coupons));
  return answer_once(call, [&](const ServerWrite& write) -> Result<HttpReply> {
    const Editor editor{call.caller->user_id, call.caller->actor.name};
    const auto done = SATCHEL_TRY(put_coupons(write, editor, coupons));
    return done ? json_reply(coupon_file(*done)) : problem_reply(done.error());
  });
}

}  // namespace satchel::server
