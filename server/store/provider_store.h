// Provider settings: how the outside world is reached. Secrets go in and only adapters see them.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "server/store/server_write.h"
#include "shared/base/enum_words.h"

namespace satchel::server {

/// Whom Satchel talks to.
enum class Provider { mail, card, fraud, provisioning, registrar, webhooks };

}  // namespace satchel::server

namespace satchel {
SATCHEL_ENUM_WORDS(server::Provider, "mail", "card", "fraud", "provisioning", "registrar",
                   "webhooks");
}  // namespace satchel

namespace satchel::server {

/// A setting that a provider has.
struct SettingRule {
  Provider provider = Provider::mail;
  std::string_view name;
  std::string_view otherwise;  // What holds while it is not set; empty for nothing.
  bool secret = false;         // Never shown again once it is set.
  std::string_view help;       // What it means, for the command line.
};

/// Returns every setting of every provider.
std::span<const SettingRule> setting_rules();

/// Returns the rule, or null for a setting that the provider does not have.
const SettingRule* find_setting_rule(Provider provider, std::string_view name);

using Settings = std::map<std::string, std::string, std::less<>>;

/// Returns all settings of the provider, defaults filled in.
Result<Settings> load_settings(Transaction& tx, Provider provider);

struct Setting {
  Provider provider = Provider::mail;
  std::string name;
  std::string value;  // Empty: back to the default.
};

/// Keeps the setting. ErrorCode::invalid for one that the provider does not have, or a value that
/// is not one clean line.
Result<void> save_setting(const ServerWrite& write, const Setting& setting);

}  // namespace satchel::server
