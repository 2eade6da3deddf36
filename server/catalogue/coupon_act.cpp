// Checks and writes the coupons.
#include "server/catalogue/coupon_act.h"

#include <array>

#include "server/store/audit_log.h"
#include "server/store/feed_store.h"
#include "shared/store/organisation_store.h"

namespace satchel::server {

Result<Answer<Coupons>> put_coupons(const ServerWrite& write, const Editor& editor,
                                    const Coupons& coupons) {
  using Put = Answer<Coupons>;
  auto organisation = SATCHEL_TRY(find_organisation(write.tx));
  if (!organisation) {
    return Put(refuse("no-organisation", "There is no organisation yet; run satchel init.", 404));
  }
  if (auto problems = problems_of(coupons); !problems.empty()) {
    return Put(refuse(std::move(problems)));
  }
  ++organisation->version;
  organisation->coupons = coupons;
  SATCHEL_TRY(save_organisation(write.tx, *organisation));
  SATCHEL_TRY(append_audit(write, {.at = write.now,
                                   .user_id = editor.user_id,
                                   .action = "edit_coupons",
                                   .subject = "organisation:-",
                                   .detail = std::to_string(coupons.size()) + " coupons"}));
  const std::array<FeedEntry, 1> entries{FeedEntry{{AggregateKind::organisation, "-"}, {}}};
  SATCHEL_TRY(append_feed(write, entries));
  return Put(coupons);
}

}  // namespace satchel::server
