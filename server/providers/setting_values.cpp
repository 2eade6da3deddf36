// Reading settings.
#include "server/providers/setting_values.h"

#include <charconv>

namespace satchel::server {

std::string setting_text(const Settings& settings, std::string_view name) {
  const auto found = settings.find(name);
  return found == settings.end() ? std::string() : found->second;
}

Result<std::int64_t> setting_number(const Settings& settings, std::string_view name,
                                    SettingRange range) {
  const std::string text = setting_text(settings, name);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size() && !text.empty();
  if (whole && number >= range.least && number <= range.most) return number;
  return fail(ErrorCode::invalid, "The setting " + std::string(name) + " must be a number from " +
                                      std::to_string(range.least) + " to " +
                                      std::to_string(range.most) + ", not \"" + text + "\".");
}

}  // namespace satchel::server
