// Puts user, territories and device together.
#include "server/store/session_of.h"

#include <algorithm>

#include "server/store/device_store.h"
#include "server/store/site_store.h"
#include "shared/store/account_store.h"

namespace satchel::server {
namespace {

Result<std::vector<Territory>> territories_named_of(Transaction& tx, const User& user) {
  std::vector<Territory> theirs;
  for (Territory& territory : SATCHEL_TRY(load_territories(tx))) {
    const auto& ids = user.territories;
    if (std::find(ids.begin(), ids.end(), territory.id) != ids.end()) {
      theirs.push_back(std::move(territory));
    }
  }
  return theirs;
}

}  // namespace

Result<Session> session_of(Transaction& tx, const User& user, const DeviceId& device_id) {
  Session session{.user_id = user.id, .login = user.login, .name = user.name, .role = user.role};
  session.territories = SATCHEL_TRY(territories_named_of(tx, user));
  for (const SalesSite& site : SATCHEL_TRY(list_sites(tx))) {
    session.sites.push_back({site.code, site.name});
  }
  if (device_id.empty()) return session;
  if (const auto device = SATCHEL_TRY(find_device(tx, device_id))) {
    session.device_label = device->label;
  }
  return session;
}

}  // namespace satchel::server
