// Draws the devices and what can be done to one.
#include "web/screens/devices.h"

#include <array>

#include "web/kit/button.h"
#include "web/kit/feedback.h"
#include "web/kit/field.h"
#include "web/kit/layout.h"
#include "web/kit/shell.h"
#include "web/kit/text.h"
#include "web/model/words.h"
#include "web/screens/settings_parts.h"

namespace satchel::web {
namespace {

constexpr auto device_columns =
    std::to_array<Column>({{.title = "Device"},
                           {.title = "User", .width = 170, .hide_on_phone = true},
                           {.title = "Last contact", .width = 120, .hide_below = 500},
                           {.title = "Unsent", .width = 150},
                           {.title = "State", .width = 110, .hide_on_phone = true}});

const DeviceView* selected_device(const DevicesModel& model, const DevicesDraft& draft) {
  for (const DeviceView& device : model.devices) {
    if (device.id == draft.selected) return &device;
  }
  return nullptr;
}

std::string unsent_words(const DeviceView& device, Timestamp now) {
  if (device.queued == 0) return "Nothing";
  return count_of(device.queued, "entry", "entries") + ", " + age_of(device.oldest_at, now);
}

void draw_device_list(const DevicesModel& model, DevicesDraft& draft, Commands& out) {
  const Card card({.name = "Device list"});
  if (model.devices.empty()) {
    empty_state({.title = model.online.loading ? "Asking the server …" : "No devices yet",
                 .text = "A device is listed from the first login on it."});
    return;
  }
  draw_access_csv(model.online, out);
  draft.table.selected.reset();
  for (std::size_t index = 0; index < model.devices.size(); ++index) {
    if (model.devices[index].id == draft.selected) draft.table.selected = index;
  }
  const TableSpec spec{
      .name = "Devices", .columns = device_columns, .row_count = model.devices.size()};
  const auto result = table(spec, draft.table, [&](std::size_t index, Cells& cells) {
    const DeviceView& device = model.devices[index];
    cells.two_lines(device.label, device.name);
    cells.text(device.user);
    cells.muted(age_of(device.last_contact_at, model.now));
    cells.text(unsent_words(device, model.now));
    cells.chip(device.revoked ? "Revoked" : "Active", device.revoked ? Tone::grey : Tone::green);
  });
  if (!result.selection_changed) return;
  const DeviceView& chosen = model.devices[*draft.table.selected];
  draft.selected = chosen.id;
  draft.name = chosen.name;
}

void draw_device(const DevicesModel& model, const DeviceView& device, DevicesDraft& draft,
                 Commands& out) {
  const Card card({.name = "Device", .height = -1});
  const std::string& why = why_off(model.online);
  heading(device.label, 2);
  key_value("User", device.user);
  key_value("Last contact", age_of(device.last_contact_at, model.now));
  key_value("Unsent", unsent_words(device, model.now));
  if (!device.totals.empty()) key_value("Unsent orders", device.totals);
  divider();
  text_field({.label = "Name for people", .required = true}, draft.name);
  gap(2);
  if (button({.label = "Rename",
              .kind = ButtonKind::primary,
              .why_disabled = draft.name.empty() ? std::string("Enter a name.") : why,
              .width = -1})) {
    out.push_back(AccessWish{RenameDevice{device.id, draft.name}});
  }
  gap(2);
  const std::string off = device.revoked ? "The device is revoked already." : why;
  if (button({.label = "Revoke", .kind = ButtonKind::danger, .why_disabled = off, .width = -1})) {
    draft.revoking = true;
  }
  gap(2);
  if (button({.label = "Close", .width = -1})) draft.selected.clear();
}

void draw_revoke_dialog(const DevicesModel& model, DevicesDraft& draft, Commands& out) {
  Dialog dialog("Revoke this device?", draft.revoking);
  if (!dialog.shown()) return;
  const DeviceView* device = selected_device(model, draft);
  if (device != nullptr && device->queued > 0) {
    banner({.text = "It holds " + unsent_words(*device, model.now) +
                    ". Unsent work stays on the device and does not reach the server.",
            .tone = Tone::red});
    gap(2);
  }
  body("Its logins open nothing from now on, for good.");
  gap(3);
  Columns buttons({1, 1}, true);
  if (button({.label = "Keep the device", .width = -1})) draft.revoking = false;
  buttons.next();
  if (!button({.label = "Revoke the device", .kind = ButtonKind::danger, .width = -1})) return;
  draft.revoking = false;
  out.push_back(AccessWish{RevokeDevice{draft.selected}});
}

}  // namespace

void draw_devices(const DevicesModel& model, DevicesDraft& draft, Commands& out) {
  const auto count = static_cast<std::int64_t>(model.devices.size());
  page_header({.title = "Devices", .subtitle = count_of(count, "device", "devices")});
  draw_settings_tabs(SettingsTab::devices, out);
  draw_online_state(model.online);
  {
    const DeviceView* device = selected_device(model, draft);
    TwoPane panes({.side_width = 340, .side_wanted = device != nullptr});
    if (panes.main()) draw_device_list(model, draft, out);
    if (panes.side()) {
      if (device != nullptr) {
        draw_device(model, *device, draft, out);
      } else {
        const Card card({.name = "Device", .height = -1});
        muted("Choose a device to rename or revoke it.");
      }
    }
  }
  draw_revoke_dialog(model, draft, out);
}

}  // namespace satchel::web
