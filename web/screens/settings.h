// The settings: the organisation, customers, orders, payment, approval and fraud.
#pragma once

#include <string>

#include "shared/domain/access/organisation.h"
#include "web/screens/commands.h"
#include "web/screens/typed_fields.h"

namespace satchel::web {

struct SettingsModel {
  Organisation organisation;  // As this device knows it.
  std::string doing;          // What the server is asked for.
  std::string error;          // In words; empty when the last act succeeded.
  std::string why_off;        // Not empty: nothing can be changed, and why.
};

struct SettingsDraft {
  Organisation edited;  // Of version 0 before anything was shown.
  std::size_t tab = 0;
  bool tried = false;
  TypedFields typed;
};

void draw_settings(const SettingsModel& model, SettingsDraft& draft, Commands& out);

}  // namespace satchel::web
