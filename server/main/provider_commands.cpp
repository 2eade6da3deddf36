// satchel provider: how the outside world is reached.
#include <istream>
#include <ostream>

#include "server/main/commands.h"
#include "server/store/audit_log.h"
#include "server/store/provider_store.h"

namespace satchel::server {
namespace {

Result<Provider> need_provider(const std::string& name) {
  if (const auto provider = parse_enum<Provider>(name)) return *provider;
  std::string names;
  for (const std::string_view word : EnumWords<Provider>::words) {
    names += (names.empty() ? "" : ", ") + std::string(word);
  }
  return fail(ErrorCode::invalid, "There is no provider " + name + "; there are " + names + ".");
}

/// Returns the setting written as `name=value`; the value `-` is read from `in`, one line.
Result<Setting> parse_setting(Provider provider, const std::string& word, std::istream& in) {
  const std::size_t equals = word.find('=');
  if (equals == std::string::npos) {
    return fail(ErrorCode::invalid, "Say what to set as name=value; \"" + word + "\" is not.");
  }
  Setting setting{provider, word.substr(0, equals), word.substr(equals + 1)};
  if (setting.value == "-") std::getline(in, setting.value);
  return setting;
}

std::string shown_value(const SettingRule& rule, const std::string& value) {
  if (!rule.secret) return value.empty() ? "(none)" : value;
  return value.empty() ? "(not set)" : "(set)";
}

}  // namespace

Result<void> run_provider_set(const CommandRun& run, const ProviderArguments& arguments,
                              std::istream& in) {
  const Provider provider = SATCHEL_TRY(need_provider(arguments.provider));
  const auto tx = SATCHEL_TRY(run.context.database.begin());
  const ServerWrite write = write_in(run.context, *tx);
  std::string names;
  for (const std::string& word : arguments.settings) {
    const Setting setting = SATCHEL_TRY(parse_setting(provider, word, in));
    SATCHEL_TRY(save_setting(write, setting));
    names += (names.empty() ? "" : ", ") + setting.name;
  }
  SATCHEL_TRY(append_audit(write, {.at = write.now,
                                   .action = "set_provider",
                                   .subject = "provider:" + arguments.provider,
                                   .detail = names}));
  SATCHEL_TRY(tx->commit());
  run.out << "Set " << names << " of " << arguments.provider << ".\n";
  return {};
}

Result<void> run_provider_show(const CommandRun& run, const std::string& name) {
  const auto tx = SATCHEL_TRY(run.context.database.begin(Access::read));
  if (!name.empty()) SATCHEL_TRY(need_provider(name));
  for (const SettingRule& rule : setting_rules()) {
    if (!name.empty() && to_text(rule.provider) != name) continue;
    const Settings settings = SATCHEL_TRY(load_settings(*tx, rule.provider));
    run.out << to_text(rule.provider) << " " << rule.name << " = "
            << shown_value(rule, settings.at(std::string(rule.name))) << "  # " << rule.help
            << "\n";
  }
  return {};
}

}  // namespace satchel::server
