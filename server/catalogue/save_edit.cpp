// Saves an edited organisation.
#include "server/catalogue/save_edit.h"

#include "server/store/feed_store.h"
#include "shared/store/organisation_store.h"

namespace satchel::server {

Result<void> save_edit(const ServerWrite& write, const Editor& editor, Organisation& organisation,
                       AuditRow row) {
  ++organisation.version;
  SATCHEL_TRY(save_organisation(write.tx, organisation));
  row.at = write.now;
  row.user_id = editor.user_id;
  row.subject = "organisation:-";
  SATCHEL_TRY(append_audit(write, row));
  const FeedEntry entry{{AggregateKind::organisation, "-"}, {}};
  return append_feed(write, {&entry, 1});
}

}  // namespace satchel::server
