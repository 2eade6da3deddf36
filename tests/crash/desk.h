// Desk: a rep with a device who makes customers and orders of his own.
#pragma once

#include <memory>
#include <string>

#include "tests/driver/data_folder.h"
#include "tests/driver/field_device.h"
#include "tests/driver/running_server.h"

namespace satchel::driver {

struct Desk {
  std::unique_ptr<FieldDevice> device;
  HttpSession office;  // The admin.
  std::int64_t customers = 0;
};

/// Logs in the first rep of the data folder on a new device, and the admin.
Result<Desk> open_desk(const std::string& data, int port, std::uint64_t seed);

/// Gives a new customer and an order for him, dated today: two commands, no network.
Result<void> enter_customer_with_order(Desk& desk);

}  // namespace satchel::driver
