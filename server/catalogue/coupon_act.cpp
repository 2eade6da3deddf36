// Checks and writes the coupons.
#include "server/catalogue/coupon_act.h"

#include "server/catalogue/save_edit.h"
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
  organisation->coupons = coupons;
  SATCHEL_TRY(
      save_edit(write, editor, *organisation,
                {.action = "edit_coupons", .detail = std::to_string(coupons.size()) + " coupons"}));
  return Put(coupons);
}

}  // namespace satchel::server
