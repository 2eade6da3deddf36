// Devices, for administrators: what each said it holds, its name, and revoking it.
#pragma once

#include <string>

#include "web/kit/table.h"
#include "web/model/access_model.h"
#include "web/screens/commands.h"

namespace satchel::web {

struct DevicesDraft {
  std::string selected;  // Id of the device at the side; empty: none.
  std::string name;
  bool revoking = false;
  TableState table;
};

void draw_devices(const DevicesModel& model, DevicesDraft& draft, Commands& out);

}  // namespace satchel::web
