// Reads the files that commands are given.
#pragma once

#include <string>

#include "shared/base/result.h"

namespace satchel::server {

/// Returns the bytes of the file; ErrorCode::not_found when it cannot be read.
Result<std::string> read_text_file(const std::string& path);

}  // namespace satchel::server
