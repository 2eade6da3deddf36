// Opens an organisation's database by its address, whatever keeps it.
#pragma once

#include <memory>
#include <string>

#include "shared/store/database.h"

namespace satchel::server {

/// Opens the SQLite file at a path, which is made unless it is there, or the PostgreSQL database of
/// an address that begins with postgresql://. The schema stays as it is.
Result<std::unique_ptr<Database>> open_store(const std::string& address);

}  // namespace satchel::server
