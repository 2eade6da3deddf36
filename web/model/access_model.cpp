// Reads the server's answers about access.
#include "web/model/access_model.h"

#include "shared/wire/reader.h"

namespace satchel::web {
namespace {

constexpr std::size_t access_rows_max = 100'000;

std::vector<std::string> words_in(const std::string& text) {
  std::vector<std::string> words;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

UserView read_user(ObjectReader& in) {
  UserView user;
  user.id = in.text("id");
  user.login = in.text("login");
  user.name = in.text("name");
  user.role = in.word<satchel::Role>("role");
  user.active = in.text("state") == "active";
  user.territories = in.optional_text("territories");
  user.territory_ids = words_in(in.optional_text("territory_ids"));
  user.has_password = in.text("password") == "set";
  user.needs_code = in.text("second_factor") == "on";
  return user;
}

TerritoryView read_territory(ObjectReader& in) {
  TerritoryView territory;
  territory.id = in.text("id");
  territory.code = in.text("code");
  territory.name = in.text("name");
  territory.accounts = in.optional_number("accounts", 0);
  territory.users = in.optional_number("users", 0);
  return territory;
}

DeviceView read_device(ObjectReader& in) {
  DeviceView device;
  device.id = in.text("id");
  device.label = in.text("label");
  device.name = in.optional_text("name");
  device.user = in.optional_text("user_name");
  device.last_contact_at = {in.optional_number("last_contact_at_ms", 0)};
  device.queued = in.optional_number("queued", 0);
  device.oldest_at = {in.optional_number("oldest_at_ms", 0)};
  device.totals = in.optional_text("unsent_totals");
  device.revoked = in.text("state") == "revoked";
  return device;
}

SiteView read_site(ObjectReader& in) {
  SiteView site;
  site.code = in.text("code");
  site.number = in.number("number");
  site.name = in.text("name");
  site.reseller = in.optional_text("reseller");
  site.on_account = in.optional_flag("on_account");
  site.enabled = in.flag("enabled");
  return site;
}

AuditView read_audit(ObjectReader& in) {
  AuditView row;
  row.at = in.text("at");
  row.user_id = in.optional_text("user_id");
  row.user = in.optional_text("user_name");
  row.action = in.text("action");
  row.subject = in.text("subject");
  row.detail = in.optional_text("detail");
  return row;
}

template <class T>
Result<std::vector<T>> parse_items(std::string_view body, T (*read)(ObjectReader&)) {
  return read_document(body, Strictness::tolerant, [read](ObjectReader& in) {
    std::vector<T> rows;
    in.each_object("items", access_rows_max,
                   [&](ObjectReader& each) { rows.push_back(read(each)); });
    return rows;
  });
}

}  // namespace

Result<std::vector<UserView>> parse_users(std::string_view body) {
  return parse_items(body, read_user);
}

Result<std::vector<TerritoryView>> parse_territories(std::string_view body) {
  return parse_items(body, read_territory);
}

Result<std::vector<DeviceView>> parse_devices(std::string_view body) {
  return parse_items(body, read_device);
}

Result<std::vector<SiteView>> parse_sites(std::string_view body) {
  return parse_items(body, read_site);
}

Result<AuditPage> parse_audit(std::string_view body) {
  return read_document(body, Strictness::tolerant, [](ObjectReader& in) {
    AuditPage page;
    in.each_object("items", access_rows_max,
                   [&](ObjectReader& each) { page.rows.push_back(read_audit(each)); });
    page.next = in.optional_text("next");
    return page;
  });
}

Result<MeView> parse_me(std::string_view body) {
  return read_document(body, Strictness::tolerant, [](ObjectReader& in) {
    MeView me;
    me.login = in.text("login");
    me.name = in.text("name");
    me.role = in.word<satchel::Role>("role");
    me.needs_code = in.flag("second_factor");
    me.recovery_codes = in.number("recovery_codes");
    return me;
  });
}

std::string_view words_of(satchel::Role role) {
  switch (role) {
    case satchel::Role::rep:
      return "Rep";
    case satchel::Role::manager:
      return "Manager";
    case satchel::Role::clerk:
      return "Clerk";
    case satchel::Role::accountant:
      return "Accountant";
    case satchel::Role::admin:
      return "Administrator";
    case satchel::Role::customer:
      return "Customer";
  }
  return "Unknown";
}

const std::vector<satchel::Role>& staff_roles() {
  static const std::vector<satchel::Role> roles{satchel::Role::rep, satchel::Role::manager,
                                                satchel::Role::clerk, satchel::Role::accountant,
                                                satchel::Role::admin};
  return roles;
}

}  // namespace satchel::web
