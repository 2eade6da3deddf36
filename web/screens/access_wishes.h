// What the screens about access ask for; each goes to the server at once or not at all.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "shared/domain/access/actor.h"
#include "web/model/access_model.h"

namespace satchel::web {

struct InviteUser {
  std::string login;
  std::string name;
  satchel::Role role = satchel::Role::rep;
  std::vector<std::string> territory_ids;
};

struct EditUser {
  std::string id;
  std::string name;
  satchel::Role role = satchel::Role::rep;
  std::vector<std::string> territory_ids;
};

enum class UserAct { disable, enable, password_link, reset_codes };

struct ActOnUser {
  std::string id;
  UserAct act = UserAct::disable;
};

/// Takes the one-time link, or the key, off the screen.
struct HideLink {};

struct SaveTerritory {
  std::string id;  // Empty: a new one.
  std::string code;
  std::string name;
};

struct RenameDevice {
  std::string id;
  std::string name;
};

struct RevokeDevice {
  std::string id;
};

struct SaveSite {
  SiteView site;
  bool fresh = false;  // Then it gets a key, too.
};

struct RenewSiteKey {
  std::string code;
};

/// Loads the log for the filters that stand on the screen, or its next page.
struct LoadAudit {
  bool more = false;
};

/// Offers everything that passes the filters as a file.
struct SaveAuditCsv {};

/// Offers the whole list on the screen, of users, territories, devices or sites, as a file.
struct SaveAccessCsv {};

struct ChangePassword {
  std::string current;
  std::string next;
};

struct BeginCodes {};

struct ConfirmCodes {
  std::string code;
};

struct RemoveCodes {
  std::string password;
};

using AccessWish =
    std::variant<InviteUser, EditUser, ActOnUser, HideLink, SaveTerritory, RenameDevice,
                 RevokeDevice, SaveSite, RenewSiteKey, SaveAccessCsv, LoadAudit, SaveAuditCsv,
                 ChangePassword, BeginCodes, ConfirmCodes, RemoveCodes>;

}  // namespace satchel::web
