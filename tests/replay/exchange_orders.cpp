// Interleaved exchanges with lost replies and repeated requests.
#include "tests/replay/exchange_orders.h"

#include <array>

namespace satchel::driver {
namespace {

constexpr std::size_t reopen_every = 12;

constexpr auto fates =
    std::to_array<Fate>({Fate::reply_lost, Fate::reply_lost, Fate::sent_twice_lost,
                         Fate::sent_twice, Fate::sent_again_later, Fate::delivered, Fate::delivered,
                         Fate::delivered, Fate::delivered, Fate::delivered});

/// Deals the fates in random order, every one before any comes again, so that their shares hold in
/// short runs too.
class FateDeck {
 public:
  explicit FateDeck(SeededRandom& random) : random_(random) {}

  Fate deal() {
    if (left_.empty()) {
      left_.assign(fates.begin(), fates.end());
      random_.shuffle(left_);
    }
    const Fate fate = left_.back();
    left_.pop_back();
    return fate;
  }

 private:
  SeededRandom& random_;
  std::vector<Fate> left_;
};

void count(ReplayCounts& counts, const ExchangeReport& report) {
  counts.sent_again += report.sent_again;
  if (report.command_count == 0 || report.status != 200) return;
  ++counts.exchanges;
  if (report.reply_lost) ++counts.replies_lost;
}

Result<std::vector<Rep*>> with_unsent_work(ReplayRun& run) {
  std::vector<Rep*> waiting;
  for (Rep& rep : run.reps) {
    if (SATCHEL_TRY(rep.device->queued()) > 0) waiting.push_back(&rep);
  }
  return waiting;
}

}  // namespace

Result<void> exchange_orders(ReplayRun& run) {
  FateDeck deck(run.random);
  for (;;) {
    const std::vector<Rep*> waiting = SATCHEL_TRY(with_unsent_work(run));
    if (waiting.empty()) break;
    FieldDevice& device = *waiting[run.random.below(waiting.size())]->device;
    if (run.random.below(reopen_every) == 0) {
      SATCHEL_TRY(device.reopen());
      ++run.counts.reopened;
    }
    const ExchangeReport report = SATCHEL_TRY(device.exchange(deck.deal()));
    if (!report.problem.empty()) {
      return fail(
          ErrorCode::unavailable,
          "an exchange was answered " + std::to_string(report.status) + ": " + report.problem);
    }
    count(run.counts, report);
  }
  return bring_up_to_date(run);
}

Result<void> bring_up_to_date(ReplayRun& run) {
  for (Rep& rep : run.reps) SATCHEL_TRY(rep.device->exchange_until_idle());
  return {};
}

}  // namespace satchel::driver
