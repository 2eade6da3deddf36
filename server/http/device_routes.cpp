// Devices: list with what each said it holds, rename, revoke.
#include <map>

#include "server/access/device_acts.h"
#include "server/http/allowed_reply.h"
#include "server/http/handlers.h"
#include "server/http/list_page.h"
#include "server/store/user_store.h"

namespace satchel::server {
namespace {

std::string_view state_of(const Device& device) { return device.revoked ? "revoked" : "active"; }

/// What the orders it holds are worth, one amount a currency: "123.45 USD, 9.00 EUR".
std::string totals_of(const Device& device) {
  std::string text;
  for (const Money& total : device.watermark.totals) {
    if (!text.empty()) text += ", ";
    text += plain_amount(total) + " " + std::string(satchel::to_text(total.currency));
  }
  return text;
}

void encode_device(JsonWriter& out, const Device& device) {
  out.begin_object();
  out.field("id", device.id);
  out.field("label", device.label);
  out.field("name", device.name);
  out.field("state", state_of(device));
  out.end_object();
}

void write_device(ListWriter& out, const Device& device, const std::string& user_name) {
  out.begin_row();
  out.field("id", device.id);
  out.field("label", device.label);
  out.field("name", device.name);
  out.field("user_id", device.user_id);
  out.field("user_name", user_name);
  out.field("registered_at_ms", device.registered_at.ms);
  out.field("last_contact_at_ms", device.last_contact_at.ms);
  out.field("queued", device.watermark.queued);
  out.field("oldest_at_ms", device.watermark.oldest_at_ms);
  out.field("unsent_totals", std::string_view(totals_of(device)));
  out.field("state", state_of(device));
  out.end_row();
}

}  // namespace

Result<HttpReply> list_devices(Call& call) {
  SATCHEL_TRY(parse_page(call.request, {}));
  const auto tx = SATCHEL_TRY(call.context.database.begin(Access::read));
  std::map<UserId, std::string> names;
  for (const User& user : SATCHEL_TRY(list_users(*tx))) names[user.id] = user.name;
  ListWriter out(format_of(call.request));
  for (const Device& device : SATCHEL_TRY(list_devices(*tx))) {
    write_device(out, device, names[device.user_id]);
  }
  return list_reply(call.request, out, "");
}

Result<HttpReply> rename_device(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<DeviceId>(call.request));
  const std::string name = SATCHEL_TRY(read_document(
      call.request.body, Strictness::strict, [](ObjectReader& in) { return in.text("name"); }));
  return act_reply(
      call,
      [&](const ServerWrite& write) { return name_device(write, call.caller->user_id, id, name); },
      encode_device);
}

Result<HttpReply> revoke_device(Call& call) {
  const auto id = SATCHEL_TRY(parse_path_id<DeviceId>(call.request));
  return act_reply(
      call,
      [&](const ServerWrite& write) { return retire_device(write, call.caller->user_id, id); },
      encode_device);
}

}  // namespace satchel::server
