// Asks the server about access, and takes in what it answers.
#include "web/app/access_desk.h"

#include <algorithm>
#include <utility>

#include "shared/base/percent.h"
#include "shared/wire/writer.h"
#include "web/app/online_words.h"

namespace satchel::web {
namespace {

constexpr std::string_view audit_page = "limit=200";

std::string body_of(const std::vector<std::pair<std::string_view, std::string>>& fields) {
  JsonWriter out;
  out.begin_object();
  for (const auto& field : fields) out.field(field.first, field.second);
  out.end_object();
  return out.take();
}

/// The body about a user; an empty login is left out, as at an edit.
std::string user_body(const std::string& login, const EditUser& wish) {
  JsonWriter out;
  out.begin_object();
  if (!login.empty()) out.field("login", login);
  out.field("name", wish.name);
  out.field("role", wish.role);
  out.key("territory_ids");
  out.begin_array();
  for (const std::string& id : wish.territory_ids) out.text(id);
  out.end_array();
  out.end_object();
  return out.take();
}

std::string site_body(const SiteView& site) {
  JsonWriter out;
  out.begin_object();
  out.field("name", site.name);
  out.field("reseller", site.reseller);
  out.field("on_account", site.on_account);
  out.field("enabled", site.enabled);
  out.end_object();
  return out.take();
}

/// Reads two or three texts and the codes out of an answer about one's own login, a link or a key.
struct OwnAnswer {
  std::string link;
  std::string key;
  std::string secret;
  std::string address;
  std::vector<std::string> codes;
};

OwnAnswer own_answer_of(const FetchReply& reply) {
  constexpr std::size_t codes_max = 100;
  const auto read = read_document(reply.body, Strictness::tolerant, [](ObjectReader& in) {
    return OwnAnswer{in.optional_text("link"), in.optional_text("key"), in.optional_text("secret"),
                     in.optional_text("address"), in.texts("recovery_codes", codes_max)};
  });
  return read ? *read : OwnAnswer{};
}

/// Puts what was parsed into `target`, or says that it cannot be read.
template <class T>
void take_rows(Result<T> parsed, T& target, OnlineState& state) {
  if (parsed) {
    target = *std::move(parsed);
  } else {
    state.error = "The server's answer could not be read: " + parsed.error().message;
  }
}

}  // namespace

bool AccessDesk::has(Place place) {
  return place == Place::users || place == Place::territories || place == Place::devices ||
         place == Place::sites || place == Place::audit_log || place == Place::my_account;
}

OnlineState& AccessDesk::state() {
  if (place_ == Place::territories) return territories_.online;
  if (place_ == Place::devices) return devices_.online;
  if (place_ == Place::sites) return sites_.online;
  if (place_ == Place::audit_log) return audit_.online;
  if (place_ == Place::my_account) return me_.online;
  return users_.online;
}

void AccessDesk::clear() {
  asking_.forget();
  users_ = {};
  territories_ = {};
  devices_ = {};
  sites_ = {};
  audit_ = {};
  me_ = {};
  users_draft_ = {};
  territories_draft_ = {};
  devices_draft_ = {};
  sites_draft_ = {};
  audit_draft_ = {};
  me_draft_ = {};
}

void AccessDesk::enter(Place place) {
  place_ = place;
  state().error.clear();
  users_.link.clear();
  sites_.key.clear();
  me_.recovery_codes.clear();
  if (place == Place::users) load(Ask::users, "/v1/users");
  if (place == Place::users || place == Place::territories) {
    load(Ask::territories, "/v1/territories");
  }
  if (place == Place::devices) load(Ask::devices, "/v1/devices");
  if (place == Place::sites) load(Ask::sites, "/v1/sites");
  if (place == Place::audit_log) load(Ask::audit, audit_path(audit_page));
  if (place == Place::my_account) load(Ask::me, "/v1/me");
}

void AccessDesk::draw(Place place, bool online, Timestamp now, Commands& out) {
  state().why_off = online ? "" : "You are offline. This lives on the server.";
  devices_.now = now;
  if (place == Place::users) draw_users(users_, users_draft_, out);
  if (place == Place::territories) draw_territories(territories_, territories_draft_, out);
  if (place == Place::devices) draw_devices(devices_, devices_draft_, out);
  if (place == Place::sites) draw_sites(sites_, sites_draft_, out);
  if (place == Place::audit_log) draw_audit_log(audit_, audit_draft_, out);
  if (place == Place::my_account) draw_my_account(me_, me_draft_, out);
}

void AccessDesk::load(Ask ask, std::string path) {
  state().loading = true;
  const FetchRequest request{.method = "GET", .path = std::move(path)};
  asking_.ask(request, Asked{ask, {}, {}});
}

void AccessDesk::send(std::string doing, FetchRequest request, Asked asked) {
  state().doing = std::move(doing);
  state().error.clear();
  asking_.ask(request, std::move(asked));
}

std::string AccessDesk::audit_path(std::string_view first) const {
  std::string path = "/v1/audit?" + std::string(first);
  const AuditDraft& draft = audit_draft_;
  if (draft.user > 0 && draft.user <= audit_.users.size()) {
    path += "&user=" + audit_.users[draft.user - 1].user_id;
  }
  if (!draft.action.empty()) path += "&action=" + percent_encoded(draft.action);
  if (!draft.subject.empty()) path += "&subject=" + percent_encoded(draft.subject);
  if (!draft.from.empty()) path += "&from=" + percent_encoded(draft.from);
  if (!draft.to.empty()) path += "&to=" + percent_encoded(draft.to);
  return path;
}

void AccessDesk::perform(const AccessWish& wish) {
  if (const auto* user = std::get_if<InviteUser>(&wish)) {
    const EditUser fields{{}, user->name, user->role, user->territory_ids};
    return send("Inviting …", {.path = "/v1/users", .body = user_body(user->login, fields)},
                {Ask::link, "User invited", user->name});
  }
  if (const auto* user = std::get_if<EditUser>(&wish)) {
    return send("Saving …",
                {.method = "PUT", .path = "/v1/users/" + user->id, .body = user_body("", *user)},
                {Ask::act, "User saved", {}});
  }
  if (const auto* user = std::get_if<ActOnUser>(&wish)) return perform_user(*user);
  if (std::holds_alternative<HideLink>(wish)) {
    users_.link.clear();
    return sites_.key.clear();
  }
  if (std::holds_alternative<SaveAccessCsv>(wish)) return save_csv();
  if (const auto* territory = std::get_if<SaveTerritory>(&wish)) {
    const bool fresh = territory->id.empty();
    return send("Saving …",
                {.method = fresh ? "POST" : "PUT",
                 .path = "/v1/territories" + (fresh ? "" : "/" + territory->id),
                 .body = body_of({{"code", territory->code}, {"name", territory->name}})},
                {Ask::act, "Territory saved", {}});
  }
  if (const auto* device = std::get_if<RenameDevice>(&wish)) {
    return send("Saving …",
                {.method = "PUT",
                 .path = "/v1/devices/" + device->id,
                 .body = body_of({{"name", device->name}})},
                {Ask::act, "Device renamed", {}});
  }
  if (const auto* device = std::get_if<RevokeDevice>(&wish)) {
    return send("Revoking …", {.path = "/v1/devices/" + device->id + "/revoke"},
                {Ask::act, "Device revoked", {}});
  }
  if (const auto* site = std::get_if<SaveSite>(&wish)) return save_site(*site);
  if (const auto* site = std::get_if<RenewSiteKey>(&wish)) return renew_site_key(site->code);
  perform_own(wish);
}

/// A new site is of use only with a key.
void AccessDesk::save_site(const SaveSite& wish) {
  const SiteView& site = wish.site;
  send(
      "Saving …",
      {.method = "PUT", .path = "/v1/sites/" + percent_encoded(site.code), .body = site_body(site)},
      {wish.fresh ? Ask::site : Ask::act, wish.fresh ? "Site added" : "Site saved", site.code});
}

void AccessDesk::renew_site_key(const std::string& code) {
  send("Making a key …", {.path = "/v1/sites/" + percent_encoded(code) + "/key"},
       {Ask::link, "Key given", code});
}

void AccessDesk::perform_user(const ActOnUser& wish) {
  const std::string path = "/v1/users/" + wish.id;
  std::string name;
  for (const UserView& user : users_.users) {
    if (user.id == wish.id) name = user.name;
  }
  switch (wish.act) {
    case UserAct::disable:
      return send("Disabling …", {.path = path + "/disable"}, {Ask::act, "User disabled", {}});
    case UserAct::enable:
      return send("Letting in …", {.path = path + "/enable"}, {Ask::act, "User let in", {}});
    case UserAct::password_link:
      return send("Making a link …", {.path = path + "/password-link"},
                  {Ask::link, "Link issued", name});
    case UserAct::reset_codes:
      return send("Saving …", {.path = path + "/reset-codes"}, {Ask::act, "Codes are off", {}});
  }
}

void AccessDesk::save_csv() {
  std::string list = "users";
  if (place_ == Place::territories) list = "territories";
  if (place_ == Place::devices) list = "devices";
  if (place_ == Place::sites) list = "sites";
  send("Asking for the file …",
       {.method = "GET", .path = "/v1/" + list + "?format=csv", .timeout_ms = 300'000},
       {Ask::csv, "Saved as " + list + ".csv", list + ".csv"});
}

void AccessDesk::perform_own(const AccessWish& wish) {
  if (const auto* page = std::get_if<LoadAudit>(&wish)) {
    if (!page->more) return load(Ask::audit, audit_path(audit_page));
    return load(Ask::audit_more, audit_path(audit_page) + "&after=" + audit_.page.next);
  }
  if (std::holds_alternative<SaveAuditCsv>(wish)) {
    return send("Asking for the file …",
                {.method = "GET", .path = audit_path("format=csv"), .timeout_ms = 300'000},
                {Ask::csv, "Audit log saved", "audit-log.csv"});
  }
  if (const auto* change = std::get_if<ChangePassword>(&wish)) {
    return send("Changing the password …",
                {.path = "/v1/me/password",
                 .body = body_of({{"current", change->current}, {"password", change->next}})},
                {Ask::act, "Password changed", {}});
  }
  if (std::holds_alternative<BeginCodes>(wish)) {
    return send("Asking for a key …", {.path = "/v1/me/codes"}, {Ask::act, {}, {}});
  }
  if (const auto* codes = std::get_if<ConfirmCodes>(&wish)) {
    return send("Checking the code …",
                {.path = "/v1/me/codes/confirm", .body = body_of({{"code", codes->code}})},
                {Ask::act, "Each login asks for a code now", {}});
  }
  if (const auto* codes = std::get_if<RemoveCodes>(&wish)) {
    return send("Turning codes off …",
                {.path = "/v1/me/codes/remove", .body = body_of({{"password", codes->password}})},
                {Ask::act, "No code is asked for any more", {}});
  }
}

bool AccessDesk::take(const FetchReply& reply) {
  const auto asked = asking_.answered(reply);
  if (asked) finish(*asked, reply);
  return asked.has_value();
}

void AccessDesk::finish(const Asked& asked, const FetchReply& reply) {
  OnlineState& here = state();
  here.loading = false;
  here.doing.clear();
  if (!is_success(reply)) {
    here.error = words_of_failure(reply);
    return;
  }
  switch (asked.ask) {
    case Ask::users:
      return take_rows(parse_users(reply.body), users_.users, here);
    case Ask::territories:
      take_rows(parse_territories(reply.body), territories_.territories, here);
      users_.territories = territories_.territories;
      return;
    case Ask::devices:
      return take_rows(parse_devices(reply.body), devices_.devices, here);
    case Ask::sites:
      return take_rows(parse_sites(reply.body), sites_.sites, here);
    case Ask::audit:
      return take_audit(reply, false);
    case Ask::audit_more:
      return take_audit(reply, true);
    case Ask::csv:
      host_.save_file(asked.who, "text/csv", reply.body);
      return kit_.toast(asked.done);
    case Ask::me:
      return take_rows(parse_me(reply.body), me_.me, here);
    case Ask::site:
      kit_.toast(asked.done);
      return renew_site_key(asked.who);
    case Ask::act:
    case Ask::link:
      return finish_act(asked, reply);
  }
}

void AccessDesk::take_audit(const FetchReply& reply, bool more) {
  AuditPage page;
  take_rows(parse_audit(reply.body), page, audit_.online);
  for (const AuditView& row : page.rows) {
    const bool known =
        std::any_of(audit_.users.begin(), audit_.users.end(),
                    [&](const AuditView& seen) { return seen.user_id == row.user_id; });
    if (!known && !row.user_id.empty()) audit_.users.push_back(row);
  }
  if (!more) audit_.page.rows.clear();
  audit_.page.next = page.next;
  audit_.page.rows.insert(audit_.page.rows.end(), page.rows.begin(), page.rows.end());
}

void AccessDesk::finish_act(const Asked& asked, const FetchReply& reply) {
  const OwnAnswer answer = own_answer_of(reply);
  if (!asked.done.empty()) kit_.toast(asked.done);
  me_draft_ = {};
  enter(place_);
  users_.link = answer.link;
  users_.link_for = asked.who;
  sites_.key = answer.key;
  sites_.key_for = asked.who;
  me_.secret = answer.secret;
  me_.address = answer.address;
  me_.recovery_codes = answer.codes;
}

}  // namespace satchel::web
