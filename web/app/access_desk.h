// AccessDesk: the screens about access and their talk with the server, beside the rest of the app.
#pragma once

#include <string>
#include <string_view>

#include "web/app/asking.h"
#include "web/app/route.h"
#include "web/kit/program.h"
#include "web/model/access_model.h"
#include "web/screens/audit_log.h"
#include "web/screens/devices.h"
#include "web/screens/my_account.h"
#include "web/screens/sites.h"
#include "web/screens/territories.h"
#include "web/screens/users.h"

namespace satchel::web {

class AccessDesk {
 public:
  AccessDesk(Host& host, Kit& kit) : host_(host), kit_(kit), asking_(host) {}

  /// Whether the place is one of its screens.
  static bool has(Place place);

  /// The place was opened: asks the server for what it shows.
  void enter(Place place);
  /// Draws the place. `online` is whether the server answers; `now` its clock.
  void draw(Place place, bool online, Timestamp now, Commands& out);
  /// Sends what the person asked for.
  void perform(const AccessWish& wish);
  /// Takes in the answer to one of its requests; false for any other.
  bool take(const FetchReply& reply);
  /// Somebody logged out: nothing of his stays.
  void clear();

 private:
  enum class Ask {
    users,
    territories,
    devices,
    sites,
    audit,
    audit_more,
    csv,
    me,
    act,
    link,
    site
  };
  struct Asked {
    Ask ask = Ask::act;
    std::string done;  // What to say when it succeeded.
    std::string who;   // Whom a link or a key is for, or the name of a file.
  };

  void load(Ask ask, std::string path);
  void send(std::string doing, FetchRequest request, Asked asked);
  void finish(const Asked& asked, const FetchReply& reply);
  void finish_act(const Asked& asked, const FetchReply& reply);
  void take_audit(const FetchReply& reply, bool more);
  void perform_user(const ActOnUser& wish);
  void save_site(const SaveSite& wish);
  void renew_site_key(const std::string& code);
  void save_csv();
  void perform_own(const AccessWish& wish);
  std::string audit_path(std::string_view first) const;
  OnlineState& state();

  Host& host_;
  Kit& kit_;
  Place place_ = Place::orders;
  Asking<Asked> asking_;
  UsersModel users_;
  TerritoriesModel territories_;
  DevicesModel devices_;
  SitesModel sites_;
  AuditModel audit_;
  MeModel me_;
  UsersDraft users_draft_;
  TerritoriesDraft territories_draft_;
  DevicesDraft devices_draft_;
  SitesDraft sites_draft_;
  AuditDraft audit_draft_;
  MyAccountDraft me_draft_;
};

}  // namespace satchel::web
