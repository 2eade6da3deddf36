// The demo organisation: a catalogue, customers and users from the embedded assets.
#pragma once

#include <vector>

#include "server/main/people.h"
#include "server/store/server_write.h"
#include "shared/base/result.h"

namespace satchel::server {

/// Writes the demo organisation in the open transaction; returns its users' passwords.
Result<std::vector<Credential>> found_demo(const ServerWrite& write);

}  // namespace satchel::server
