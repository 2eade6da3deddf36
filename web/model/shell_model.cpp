// Loads the counts of the rail and words the sync card.
#include "web/model/shell_model.h"

#include "shared/store/account_store.h"
#include "shared/store/billing_store.h"
#include "shared/store/organisation_store.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

std::string state_words(const SyncStatus& status) {
  switch (status.state) {
    case SyncState::offline:
      return "Offline";
    case SyncState::needs_login:
      return "Login needed";
    case SyncState::stopped:
      return "Synchronization stopped";
    case SyncState::waiting:
      return "Trying again";
    case SyncState::exchanging:
      if (status.queued > 0) return "Sending " + grouped(status.queued);
      return status.first_sync_done ? "Up to date" : "Fetching your data";
    case SyncState::idle:
      break;
  }
  return status.queued > 0 ? "Waiting to send" : "Up to date";
}

SyncMood mood_of(const SyncStatus& status) {
  if (!status.refused.empty() || status.state == SyncState::stopped) return SyncMood::trouble;
  switch (status.state) {
    case SyncState::offline:
    case SyncState::needs_login:
    case SyncState::waiting:
      return SyncMood::attention;
    case SyncState::exchanging:
      return status.queued > 0 || !status.first_sync_done ? SyncMood::busy : SyncMood::safe;
    case SyncState::idle:
    case SyncState::stopped:
      break;
  }
  return status.queued > 0 ? SyncMood::busy : SyncMood::safe;
}

std::string joined(const std::vector<Money>& totals) {
  std::string words;
  for (const Money& total : totals) words += (words.empty() ? "" : ", ") + to_text(total);
  return words;
}

}  // namespace

Result<ShellModel> load_shell(Transaction& tx) {
  ShellModel model;
  model.organisation = SATCHEL_TRY(find_organisation(tx)).value_or(Organisation());
  model.orders = SATCHEL_TRY(count_orders(tx)).all;
  model.customers = SATCHEL_TRY(count_accounts(tx));
  const auto subscriptions = SATCHEL_TRY(list_subscriptions(tx, {}));
  model.subscriptions = static_cast<std::int64_t>(subscriptions.size());
  model.invoices = SATCHEL_TRY(count_invoices(tx));
  return model;
}

SyncCardModel sync_card_of(const SyncStatus& status, Timestamp now) {
  SyncCardModel card;
  card.state = state_words(status);
  card.mood = mood_of(status);
  if (!status.refused.empty()) {
    card.lines.push_back(count_of(static_cast<std::int64_t>(status.refused.size()), "refused entry",
                                  "refused entries"));
  }
  if (status.queued > 0) {
    card.lines.push_back(count_of(status.queued, "entry", "entries") + " only on this device");
  }
  if (!status.totals.empty()) card.lines.push_back(joined(status.totals) + " not yet safe");
  if (status.queued == 0 && status.refused.empty()) {
    card.lines.emplace_back(status.first_sync_done ? "All safe on the server"
                                                   : "Your data is not here yet");
  }
  if (card.lines.size() < 3) {
    card.lines.push_back("Last exchange " + age_of(status.last_exchange_at, now));
  }
  return card;
}

}  // namespace satchel::web
