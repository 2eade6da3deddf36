// ModelContext: who looks, at what time, and what waits on this device; the same for every model.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/date.h"
#include "shared/domain/access/actor.h"
#include "shared/store/database.h"
#include "shared/wire/session_message.h"
#include "web/sync/outbox.h"

namespace satchel::web {

/// What every load function is told.
struct ModelContext {
  Actor actor;
  Date today = date(1970, 1, 1);  // Civil date in the organisation's time zone.
  Timestamp now;
  std::vector<SiteName> sites;            // That orders may come from.
  bool online = false;                    // The server answered the last time it was asked.
  std::map<std::string, SyncMark> marks;  // By aggregate id; all others are safe on the server.
  /// Returns the civil date of an instant in the organisation's time zone.
  std::function<Date(Timestamp)> day_of = utc_date;
};

/// Reads what waits on this device into the context.
Result<void> load_marks(Transaction& tx, ModelContext& context);

/// Returns how far the work on this aggregate is; nothing when it is safe on the server.
template <class IdType>
std::optional<SyncMark> mark_of(const ModelContext& context, const IdType& id) {
  const auto found = context.marks.find(id.text());
  return found == context.marks.end() ? std::nullopt : std::optional(found->second);
}

/// Returns why an act that needs the server is off; empty when it can be asked.
std::string why_offline(const ModelContext& context);

/// Returns "not sent" or "refused"; empty for what is safe on the server.
std::string_view words_of(const std::optional<SyncMark>& mark);

/// Returns where an order comes from: "own desk", or the site by its name where that is known.
std::string site_words(const ModelContext& context, const std::string& code);

/// How many rows a list loads at most; a longer one asks for a narrower search.
inline constexpr std::int64_t list_rows_max = 1000;

}  // namespace satchel::web
