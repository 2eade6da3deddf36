// Who may come in, as the server tells: users, territories, devices, sites, the audit log, one's
// own login. Never kept on the device.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/domain/access/actor.h"

namespace satchel::web {

/// How a screen stands that lives on the server.
struct OnlineState {
  bool loading = false;
  std::string doing;    // What is being done: "Saving …".
  std::string error;    // In words; empty when the last act succeeded.
  std::string why_off;  // Not empty: the acts are off, and why.
};

/// Returns why a button of such a screen is off; empty when it is not.
inline const std::string& why_off(const OnlineState& state) {
  return state.why_off.empty() ? state.doing : state.why_off;
}

struct UserView {
  std::string id;
  std::string login;
  std::string name;
  satchel::Role role = satchel::Role::rep;
  bool active = true;
  std::string territories;                 // Their codes.
  std::vector<std::string> territory_ids;  // The same by id.
  bool has_password = false;
  bool needs_code = false;
};

struct TerritoryView {
  std::string id;
  std::string code;
  std::string name;
  std::int64_t accounts = 0;
  std::int64_t users = 0;
};

struct DeviceView {
  std::string id;
  std::string label;
  std::string name;
  std::string user;
  Timestamp last_contact_at;
  std::int64_t queued = 0;
  Timestamp oldest_at;
  std::string totals;  // What its unsent orders are worth: "123.45 USD".
  bool revoked = false;
};

struct SiteView {
  std::string code;
  std::int64_t number = 0;
  std::string name;
  std::string reseller;  // Who owes for its orders; empty: our own.
  bool on_account = false;
  bool enabled = true;
};

struct AuditView {
  std::string at;  // "2026-11-22 09:05:00 UTC"
  std::string user_id;
  std::string user;
  std::string action;
  std::string subject;
  std::string detail;
};

/// One page of the log; `next` names the one that follows, or is empty.
struct AuditPage {
  std::vector<AuditView> rows;
  std::string next;
};

struct MeView {
  std::string login;
  std::string name;
  satchel::Role role = satchel::Role::rep;
  bool needs_code = false;
  std::int64_t recovery_codes = 0;
};

Result<std::vector<UserView>> parse_users(std::string_view body);
Result<std::vector<TerritoryView>> parse_territories(std::string_view body);
Result<std::vector<DeviceView>> parse_devices(std::string_view body);
Result<std::vector<SiteView>> parse_sites(std::string_view body);
Result<AuditPage> parse_audit(std::string_view body);
Result<MeView> parse_me(std::string_view body);

/// Returns the role as people say it: "Accountant".
std::string_view words_of(satchel::Role role);

/// Returns the roles that a user of the desk can have, in their order.
const std::vector<satchel::Role>& staff_roles();

struct UsersModel {
  OnlineState online;
  std::vector<UserView> users;
  std::vector<TerritoryView> territories;
  std::string link;      // A one-time link that was just issued; shown once.
  std::string link_for;  // Whose.
};

struct TerritoriesModel {
  OnlineState online;
  std::vector<TerritoryView> territories;
};

struct DevicesModel {
  OnlineState online;
  std::vector<DeviceView> devices;
  Timestamp now;
};

struct SitesModel {
  OnlineState online;
  std::vector<SiteView> sites;
  std::string key;      // That was just given; shown once.
  std::string key_for;  // Which site's.
};

struct AuditModel {
  OnlineState online;
  AuditPage page;                // Everything loaded so far.
  std::vector<AuditView> users;  // One row of each user seen, for the filter.
};

struct MeModel {
  OnlineState online;
  MeView me;
  std::string secret;                       // Of an enrolment that waits for its code.
  std::string address;                      // The same for an app.
  std::vector<std::string> recovery_codes;  // Just given; shown once.
};

}  // namespace satchel::web
