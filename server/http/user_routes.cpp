// Users: list, invite, edit, disable, and links for passwords.
#include <algorithm>
#include <map>

#include "server/access/second_factor.h"
#include "server/access/user_acts.h"
#include "server/http/allowed_reply.h"
#include "server/http/handlers.h"
#include "server/http/list_page.h"
#include "server/store/second_factor_store.h"
#include "shared/domain/limits.h"
#include "shared/store/account_store.h"

namespace satchel::server {
namespace {

std::vector<TerritoryId> read_territory_ids(ObjectReader& in) {
  std::vector<TerritoryId> ids;
  for (const std::string& text : in.texts("territory_ids", territories_max)) {
    if (auto id = TerritoryId::parse(text)) {
      ids.push_back(*std::move(id));
    } else {
      in.report("territory_ids", "must be UUIDs in lower case");
    }
  }
  return ids;
}

UserWish read_edit(ObjectReader& in) {
  UserWish wish;
  wish.name = in.text("name");
  wish.role = in.word<Role>("role");
  wish.territories = read_territory_ids(in);
  return wish;
}

UserWish read_invitation(ObjectReader& in) {
  UserWish wish = read_edit(in);
  wish.login = in.text("login");
  return wish;
}

void encode_user(JsonWriter& out, const User& user) {
  out.begin_object();
  out.field("id", user.id);
  out.field("login", user.login);
  out.field("name", user.name);
  out.field("role", user.role);
  out.field("state", user.state);
  out.key("territory_ids");
  out.begin_array();
  for (const TerritoryId& id : user.territories) out.text(id.text());
  out.end_array();
  out.end_object();
}

/// The address a person opens to choose a password.
std::string invitation_address(const Call& call, const std::string& link) {
  const std::string& origin = call.services.options.public_origin;
  const std::string host = "http://" + std::string(call.request.header("host"));
  return (origin.empty() ? host : origin) + "/invite/" + link;
}

auto encode_invited(const Call& call) {
  return [&call](JsonWriter& out, const Invited& invited) {
    out.begin_object();
    out.key("user");
    encode_user(out, invited.user);
    out.field("link", invitation_address(call, invited.link));
    out.end_object();
  };
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

/// Writes the row of a user; `codes` are the territories' codes by id.
void write_user(ListWriter& out, const User& user, const std::map<TerritoryId, std::string>& codes,
                bool needs_code) {
  std::vector<std::string> ids;
  std::vector<std::string> names;
  for (const TerritoryId& id : user.territories) {
    ids.push_back(id.text());
    const auto code = codes.find(id);
    if (code != codes.end()) names.push_back(code->second);
  }
  out.begin_row();
  out.field("id", user.id);
  out.field("login", user.login);
  out.field("name", user.name);
  out.field("role", user.role);
  out.field("state", user.state);
  out.field("territories", joined(names));
  out.field("territory_ids", joined(ids));
  out.field("password", std::string_view(user.password_hash.empty() ? "none" : "set"));
  out.field("second_factor", std::string_view(needs_code ? "on" : "off"));
  out.end_row();
}

Result<HttpReply> change_state(Call& call, UserState state) {
  const auto id = SATCHEL_TRY(parse_path_id<UserId>(call.request));
  return act_reply(
      call,
      [&](const ServerWrite& write) {
        return set_user_state(write, call.caller->user_id, id, state);
      },
      encode_user);
}

}  // namespace

Result<HttpReply> list_users(Call& call) {
  SATCHEL_TRY(parse_page(call.request, {}));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  std::map<TerritoryId, std::string> codes;
  for (const Territory& each : SATCHEL_TRY(load_territories(*tx))) codes[each.id] = each.code;
  const auto confirmed = SATCHEL_TRY(list_confirmed_users(*tx));
  ListWriter out(format_of(call.request));
  for (const User& user : SATCHEL_TRY(list_users(*tx))) {
    const bool needs_code =
        std::find(confirmed.begin(), confirmed.end(), user.id) != confirmed.end();
    write_user(out, user, codes, needs_code);
  }
  return list_reply(call.request, out, "");
}

Result<HttpReply> invite_user(Call& call) {
  const UserWish wish =
      SATCHEL_TRY(read_document(call.request.body, Strictness::strict, read_invitation));
  return act_reply(
      call, [&](const ServerWrite& write) { return add_user(write, call.caller->user_id, wish); },
      encode_invited(call));
}

Result<HttpReply> edit_user(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<UserId>(call.request));
  const UserWish wish =
      SATCHEL_TRY(read_document(call.request.body, Strictness::strict, read_edit));
  return act_reply(
      call,
      [&](const ServerWrite& write) { return edit_user(write, call.caller->user_id, id, wish); },
      encode_user);
}

Result<HttpReply> disable_user(Call& call) { return change_state(call, UserState::disabled); }

Result<HttpReply> enable_user(Call& call) { return change_state(call, UserState::active); }

Result<HttpReply> reset_password(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<UserId>(call.request));
  return act_reply(
      call,
      [&](const ServerWrite& write) {
        return issue_password_link(write, call.caller->user_id, id);
      },
      encode_invited(call));
}

Result<HttpReply> reset_codes(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<UserId>(call.request));
  return act_reply(
      call,
      [&](const ServerWrite& write) -> Result<Allowed<User>> {
        auto user = SATCHEL_TRY(find_user(write.tx, id));
        if (!user) {
          return Allowed<User>(
              refuse_act(404, "user-unknown", "There is no such user; load the list again."));
        }
        SATCHEL_TRY(reset_second_factor(write, call.caller->user_id, *user));
        return Allowed<User>(*std::move(user));
      },
      encode_user);
}

}  // namespace satchel::server
