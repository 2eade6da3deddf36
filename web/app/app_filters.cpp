// Keeping and forgetting filters of the list of orders.
#include "web/app/app.h"

namespace satchel::web {

bool App::perform_filter_act(const Request& request) {
  const auto* saved = std::get_if<SaveFilter>(&request);
  const auto* forgotten = std::get_if<ForgetFilter>(&request);
  if (saved == nullptr && forgotten == nullptr) return false;
  const UserId& user = device_.session->user_id;
  auto tx = database_->begin();
  if (!tx) return tell_unsaved(tx.error()), true;
  const auto kept = saved != nullptr ? save_filter(**tx, user, saved->filter)
                                     : forget_filter(**tx, user, forgotten->name);
  if (!kept) return tell_unsaved(kept.error()), true;
  if (const auto committed = (*tx)->commit(); !committed) tell_unsaved(committed.error());
  ++revision_;
  return true;
}

}  // namespace satchel::web
