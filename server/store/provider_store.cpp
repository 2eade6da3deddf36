// Provider settings in SQL, and the table of what there is to set.
#include "server/store/provider_store.h"

#include <algorithm>
#include <array>

#include "shared/base/text.h"

namespace satchel::server {
namespace {

constexpr std::size_t setting_length_max = 500;
constexpr std::string_view ca_help = "file of certificates to trust instead of the system's";

constexpr auto rules = std::to_array<SettingRule>({
    {Provider::mail, "host", "", false, "the mail server that takes mails for delivery"},
    {Provider::mail, "port", "587", false, "its port"},
    {Provider::mail, "security", "starttls", false, "starttls, tls or none"},
    {Provider::mail, "user", "", false, "login at the mail server; empty for none"},
    {Provider::mail, "password", "", true, "its password"},
    {Provider::mail, "from", "", false, "the sender's address"},
    {Provider::mail, "from_name", "", false, "the sender's name"},
    {Provider::mail, "ca_file", "", false, ca_help},
    {Provider::mail, "timeout_ms", "20000", false, "longest time for one mail"},
    {Provider::card, "url", "https://api.stripe.com", false, "the gateway's address"},
    {Provider::card, "secret_key", "", true, "the key the gateway gave"},
    {Provider::card, "event_secret", "", true, "the secret that signs the gateway's events"},
    {Provider::card, "ca_file", "", false, ca_help},
    {Provider::card, "timeout_ms", "20000", false, "longest time for one request"},
    {Provider::fraud, "url", "https://minfraud.maxmind.com", false, "the checker's address"},
    {Provider::fraud, "account_id", "", false, "our account there; empty asks no checker"},
    {Provider::fraud, "license_key", "", true, "its license key"},
    {Provider::fraud, "ca_file", "", false, ca_help},
    {Provider::fraud, "timeout_ms", "10000", false, "longest time for one request"},
    {Provider::provisioning, "url", "", false, "where services are created and ended"},
    {Provider::provisioning, "secret", "", true, "whsec_ secret that signs the requests"},
    {Provider::provisioning, "ca_file", "", false, ca_help},
    {Provider::provisioning, "timeout_ms", "20000", false, "longest time for one request"},
    {Provider::registrar, "url", "", false, "where domains are registered and renewed"},
    {Provider::registrar, "secret", "", true, "whsec_ secret that signs the requests"},
    {Provider::registrar, "ca_file", "", false, ca_help},
    {Provider::registrar, "timeout_ms", "20000", false, "longest time for one request"},
    {Provider::webhooks, "allow_private", "no", false,
     "yes lets webhooks go to loopback and private addresses"},
    {Provider::webhooks, "ca_file", "", false, ca_help},
    {Provider::webhooks, "timeout_ms", "15000", false, "longest time for one delivery"},
});

bool is_setting_line(std::string_view value) {
  return value.size() <= setting_length_max && is_clean_utf8(value) &&
         std::none_of(value.begin(), value.end(),
                      [](char c) { return static_cast<unsigned char>(c) < ' '; });
}

}  // namespace

std::span<const SettingRule> setting_rules() { return rules; }

const SettingRule* find_setting_rule(Provider provider, std::string_view name) {
  const auto found = std::find_if(rules.begin(), rules.end(), [&](const SettingRule& rule) {
    return rule.provider == provider && rule.name == name;
  });
  return found == rules.end() ? nullptr : &*found;
}

Result<Settings> load_settings(Transaction& tx, Provider provider) {
  Settings settings;
  for (const SettingRule& rule : rules) {
    if (rule.provider == provider) settings.emplace(rule.name, rule.otherwise);
  }
  const Rows rows = SATCHEL_TRY(
      tx.query("SELECT name, value FROM provider_setting WHERE provider = $1", provider));
  for (const Row& row : rows) settings[row.text(0)] = row.text(1);
  return settings;
}

Result<void> save_setting(const ServerWrite& write, const Setting& setting) {
  const std::string provider(to_text(setting.provider));
  if (find_setting_rule(setting.provider, setting.name) == nullptr) {
    return fail(ErrorCode::invalid, "The provider " + provider + " has no setting " + setting.name +
                                        "; satchel provider show lists them.");
  }
  if (!is_setting_line(setting.value)) {
    return fail(ErrorCode::invalid, "The setting " + setting.name + " of " + provider +
                                        " must be one line of at most 500 characters.");
  }
  if (setting.value.empty()) {
    return write.tx.run("DELETE FROM provider_setting WHERE provider = $1 AND name = $2",
                        setting.provider, setting.name);
  }
  return write.tx.run(R"sql(
    INSERT INTO provider_setting (provider, name, value) VALUES ($1, $2, $3)
    ON CONFLICT (provider, name) DO UPDATE SET value = excluded.value
  )sql",
                      setting.provider, setting.name, setting.value);
}

}  // namespace satchel::server
