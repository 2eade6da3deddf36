// Loads the General page from the orders on this device.
#include "web/model/general_model.h"

#include <algorithm>

#include "web/model/words.h"

namespace satchel::web {

Result<GeneralModel> load_general(Transaction& tx, const ModelContext& context) {
  GeneralModel model;
  model.today = context.today;
  const auto queues = SATCHEL_TRY(summarize_queues(tx, context.today, {}));
  for (std::size_t index = 0; index < EnumWords<OrderQueue>::words.size(); ++index) {
    QueueTile tile;
    tile.queue = static_cast<OrderQueue>(index);
    for (const QueueSummary& summary : queues) {
      if (summary.queue != tile.queue) continue;
      tile.count = summary.count;
      tile.sum = sums_in_words(summary.sums);
      tile.days = std::max<std::int64_t>(0, days_between(summary.oldest, context.today));
    }
    model.tiles.push_back(std::move(tile));
  }
  model.unpaid = SATCHEL_TRY(
      list_awaiting_payment(tx, {.today = context.today, .count_max = general_rows_max}));
  model.ages = SATCHEL_TRY(load_awaiting_ages(tx, context.today));
  return model;
}

std::string sums_in_words(const std::vector<Money>& sums) {
  std::string words;
  for (const Money& sum : sums) {
    if (sum.minor == 0) continue;
    words += (words.empty() ? "" : ", ") + to_text(sum);
  }
  return words;
}

std::string span_in_words(std::int64_t from_days) {
  const auto& spans = awaiting_spans_days;
  const auto next = std::upper_bound(spans.begin(), spans.end(), from_days);
  if (next == spans.end()) return "over " + std::to_string(from_days - 1) + " days";
  const std::string last = std::to_string(*next - 1) + " days";
  return from_days == 0 ? "up to " + last : std::to_string(from_days) + " to " + last;
}

}  // namespace satchel::web
