// Notes contacts and what they prove.
#include "server/sync/contact.h"

#include <algorithm>

namespace satchel::server {

Result<Timestamp> unsent_since(Transaction& tx, const SyncSession& session) {
  const auto since = SATCHEL_TRY(find_unsent_since(tx, session.device.id, session.user.id));
  return since.value_or(session.device.registered_at);
}

Result<void> note_contact(Transaction& tx, const SyncSession& session, const Watermark& held,
                          Timestamp now) {
  const Timestamp before = SATCHEL_TRY(unsent_since(tx, session));
  // What was not said to wait at the last exchange is not older than it.
  const Timestamp since =
      held.queued == 0 ? now : std::clamp(Timestamp{held.oldest_at_ms}, std::min(before, now), now);
  SATCHEL_TRY(save_unsent_since(tx, session.device.id, session.user.id, since));
  return save_contact(tx, session.device.id, held, now);
}

}  // namespace satchel::server
