// Typed values out of a provider's settings.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/store/provider_store.h"

namespace satchel::server {

struct SettingRange {
  std::int64_t least = 0;
  std::int64_t most = 0;
};

/// A job's lease is five minutes: an attempt must end well before it.
inline constexpr SettingRange timeout_range{100, 60'000};

/// Returns the setting's text; empty when there is none.
std::string setting_text(const Settings& settings, std::string_view name);

/// Returns the setting as a number. ErrorCode::invalid unless it is one in the range.
Result<std::int64_t> setting_number(const Settings& settings, std::string_view name,
                                    SettingRange range);

}  // namespace satchel::server
