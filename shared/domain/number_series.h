// NumberSeries: what is numbered in one serial order, and how devices lease from it.
#pragma once

#include <cstdint>

#include "shared/base/enum_words.h"

namespace satchel {

/// Series that devices lease from; invoices have a gapless one of their own.
enum class NumberSeries { account, order };
SATCHEL_ENUM_WORDS(NumberSeries, "account", "order");

inline constexpr std::int64_t leased_numbers_block = 20;  // Numbers in one block.
inline constexpr std::int64_t leased_numbers_low = 10;    // With fewer left, a device gets more.
// By so much every series jumps in a new epoch, past all that devices may hold of the old one.
inline constexpr std::int64_t epoch_number_step = 10'000;

}  // namespace satchel
