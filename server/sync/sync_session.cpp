// Admits a user and a device to an exchange.
#include "server/sync/sync_session.h"

namespace satchel::server {
namespace {

tl::unexpected<Problem> refuse(std::string type, std::string title, std::string detail) {
  return tl::unexpected<Problem>(
      problem_of(403, std::move(type), std::move(title), std::move(detail)));
}

}  // namespace

Problem problem_of(int status, std::string type, std::string title, std::string detail) {
  Problem problem;
  problem.status = status;
  problem.type = std::move(type);
  problem.title = std::move(title);
  problem.detail = std::move(detail);
  return problem;
}

Result<Admitted<SyncSession>> admit(Transaction& tx, const SyncActor& actor,
                                    const SyncRequest& request) {
  using Answer = Admitted<SyncSession>;
  if (request.device_id != actor.device_id) {
    return Answer(refuse("device-unknown", "This login belongs to another device",
                         "The token was given to another device; log in on this one."));
  }
  auto user = SATCHEL_TRY(find_user(tx, actor.user_id));
  if (!user || user->state != UserState::active) {
    return Answer(refuse("user-disabled", "This user may not log in",
                         "The user is unknown or disabled; ask the back office."));
  }
  if (!request.user_id.empty() && request.user_id != actor.user_id) {
    return Answer(refuse("journal-of-another-user", "This work was entered by another user",
                         "Whoever entered it has to log in on this device to send it."));
  }
  const auto journal = SATCHEL_TRY(find_journal(tx, request.journal_id));
  if (journal && journal->user_id != actor.user_id) {
    return Answer(refuse("journal-of-another-user", "This work was begun by another user",
                         "Whoever began it has to log in on this device to send it."));
  }
  auto device = SATCHEL_TRY(find_device(tx, actor.device_id));
  if (!device) {
    return Answer(refuse("device-unknown", "This device is not registered",
                         "The server does not know the device; log in again to register it."));
  }
  if (device->revoked) {
    return Answer(refuse("device-revoked", "This device was revoked",
                         "The back office revoked the device; it may not exchange any more."));
  }
  return Answer(SyncSession{*std::move(user), *std::move(device)});
}

}  // namespace satchel::server
