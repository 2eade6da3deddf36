// Opens sealed passwords with the organisation's private key.
#include "server/sync/sealed_password.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "server/store/command_log.h"
#include "server/store/password.h"
#include "server/store/seal_key_store.h"
#include "shared/domain/account/password_rule.h"

namespace satchel::server {
namespace {

const std::string* sealed_in(const Command& command) {
  if (const auto* created = std::get_if<CreateAccount>(&command)) return &created->sealed_password;
  if (const auto* edited = std::get_if<EditAccount>(&command)) return &edited->sealed_password;
  return nullptr;
}

bool has_password(const JournalCommand& command) {
  const std::string* sealed = sealed_in(command.command);
  return sealed != nullptr && !sealed->empty();
}

Result<Decision<std::string>> hash_of(const std::string& sealed, const SealKeys& keys) {
  using Answer = Decision<std::string>;
  const auto password = open_seal(sealed, keys);
  if (!password) return Answer(reject(Reason::field_invalid, "password"));
  if (const auto problem = problem_of_password(*password)) {
    return Answer(reject(*problem, "password"));
  }
  return Answer(SATCHEL_TRY(hash_password(*password)));
}

}  // namespace

bool brings_password(const SyncRequest& request) {
  return std::any_of(request.commands.begin(), request.commands.end(), has_password);
}

Result<PasswordHashes> hash_passwords(Database& database, const SyncRequest& request) {
  PasswordHashes hashes;
  if (!brings_password(request)) return hashes;
  std::vector<const JournalCommand*> fresh;
  SealKeys keys;
  {
    const auto tx = SATCHEL_TRY(database.begin(Access::read));
    keys = SATCHEL_TRY(find_seal_keys(*tx)).value_or(SealKeys());
    for (const JournalCommand& command : request.commands) {
      if (!has_password(command)) continue;
      const CommandId id = command_id_of(request.journal_id, command.sequence);
      if (!SATCHEL_TRY(find_logged(*tx, id))) fresh.push_back(&command);
    }
  }
  for (const JournalCommand* command : fresh) {
    hashes.emplace(command->sequence, SATCHEL_TRY(hash_of(*sealed_in(command->command), keys)));
  }
  return hashes;
}

}  // namespace satchel::server
