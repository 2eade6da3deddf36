// Loads the General page from the orders on this device.
#include "web/model/general_model.h"

#include <algorithm>

#include "shared/wire/reader.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

constexpr std::size_t unsent_devices_max = 100'000;
constexpr std::size_t currencies_max = 200;

UnsentDevice read_unsent_device(ObjectReader& in) {
  UnsentDevice device;
  device.name = in.text("label");
  if (const std::string name = in.text("name"); !name.empty()) device.name += ", " + name;
  device.user = in.text("user_name");
  device.entries = in.number("entries");
  device.oldest_at = {in.number("oldest_at_ms")};
  device.last_contact_at = {in.number("last_contact_at_ms")};
  std::vector<Money> sums;
  in.each_object("sums", currencies_max, [&](ObjectReader& each) {
    sums.push_back({each.number("minor"), each.word<Currency>("currency")});
  });
  device.sum = sums_in_words(sums);
  return device;
}

}  // namespace

Result<UnsentWork> parse_unsent(std::string_view overview) {
  return read_document(overview, Strictness::tolerant, [](ObjectReader& in) {
    UnsentWork unsent;
    if (!in.has("unsent")) return unsent;
    unsent.emplace();
    in.object("unsent", [&](ObjectReader& work) {
      work.each_object("items", unsent_devices_max,
                       [&](ObjectReader& each) { unsent->push_back(read_unsent_device(each)); });
    });
    return unsent;
  });
}

Result<GeneralModel> load_general(Transaction& tx, const ModelContext& context) {
  GeneralModel model;
  model.today = context.today;
  model.now = context.now;
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
