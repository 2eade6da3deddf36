// Loads the marks of what waits on this device.
#include "web/model/model_context.h"

namespace satchel::web {

Result<void> load_marks(Transaction& tx, ModelContext& context) {
  context.marks.clear();
  for (const MarkedAggregate& marked : SATCHEL_TRY(load_sync_marks(tx))) {
    context.marks.emplace(marked.ref.id, marked.mark);
  }
  return {};
}

std::string why_offline(const ModelContext& context) {
  return context.online ? "" : "You are offline. This needs the server.";
}

std::string_view words_of(const std::optional<SyncMark>& mark) {
  if (!mark) return {};
  switch (*mark) {
    case SyncMark::queued:
    case SyncMark::sending:  // On its way is not there yet; only a verdict makes it safe.
      return "not sent";
    case SyncMark::refused:
      return "refused";
  }
  return {};
}

std::string site_words(const ModelContext& context, const std::string& code) {
  if (code.empty()) return "own desk";
  for (const SiteName& site : context.sites) {
    if (site.code == code) return site.name;
  }
  return "site " + code;
}

}  // namespace satchel::web
