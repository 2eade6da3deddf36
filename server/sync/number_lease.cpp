// Gives, keeps and refuses leased numbers.
#include "server/sync/number_lease.h"

#include "server/store/leased_number_store.h"
#include "shared/store/organisation_store.h"

namespace satchel::server {
namespace {

void append(std::vector<NumberBlock>& blocks, NumberSeries series, std::int64_t number) {
  if (!blocks.empty() && blocks.back().series == series && blocks.back().last + 1 == number) {
    blocks.back().last = number;
  } else {
    blocks.push_back({series, number, number});
  }
}

Result<void> keep_if_leased(Transaction& tx, const LeaseHolder& holder, std::int64_t& number) {
  if (number == 0) return {};
  const bool leased =
      !holder.device_id.empty() && SATCHEL_TRY(use_leased_number(tx, holder, number));
  if (!leased) number = 0;
  return {};
}

/// The numbers the device was given after the last one it knows of.
Result<std::vector<std::int64_t>> load_lost(Transaction& tx, const DeviceId& device,
                                            const NumberStock& stock) {
  return load_leased_numbers(tx, {device, stock.series}, stock.last);
}

}  // namespace

Result<Command> with_leased_number(Transaction& tx, const DeviceId& device, Command command) {
  if (auto* created = std::get_if<CreateAccount>(&command)) {
    SATCHEL_TRY(keep_if_leased(tx, {device, NumberSeries::account}, created->account.number));
  } else if (auto* placed = std::get_if<PlaceOrder>(&command)) {
    SATCHEL_TRY(keep_if_leased(tx, {device, NumberSeries::order}, placed->number));
  }
  return command;
}

Result<bool> needs_numbers(Transaction& tx, const DeviceId& device,
                           const std::vector<NumberStock>& stock) {
  for (const NumberStock& each : stock) {
    if (each.left < leased_numbers_low) return true;
    if (!SATCHEL_TRY(load_lost(tx, device, each)).empty()) return true;
  }
  return false;
}

Result<std::vector<NumberBlock>> lease_numbers(const ServerWrite& write, const DeviceId& device,
                                               const std::vector<NumberStock>& stock) {
  std::vector<NumberBlock> blocks;
  for (const NumberStock& each : stock) {
    auto numbers = SATCHEL_TRY(load_lost(write.tx, device, each));
    const auto lost = static_cast<std::int64_t>(numbers.size());
    if (each.left + lost < leased_numbers_low) {
      const std::int64_t first =
          SATCHEL_TRY(take_numbers(write.tx, to_text(each.series), leased_numbers_block));
      const std::int64_t last = first + leased_numbers_block - 1;
      SATCHEL_TRY(save_lease(write.tx, {device, each.series}, first, last));
      for (std::int64_t number = first; number <= last; ++number) numbers.push_back(number);
    }
    for (const std::int64_t number : numbers) append(blocks, each.series, number);
  }
  return blocks;
}

}  // namespace satchel::server
