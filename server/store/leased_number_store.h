// Leased numbers: those that a device holds and has not used.
#pragma once

#include <cstdint>
#include <vector>

#include "shared/domain/number_series.h"
#include "shared/store/database.h"

namespace satchel::server {

/// Whose numbers of which series.
struct LeaseHolder {
  DeviceId device_id;
  NumberSeries series = NumberSeries::account;
};

/// Writes the numbers `first` to `last` as leased in this epoch.
Result<void> save_lease(Transaction& tx, const LeaseHolder& holder, std::int64_t first,
                        std::int64_t last);

/// Takes the number out of the holder's lease, for ever. Returns whether it was in it and of this
/// epoch.
Result<bool> use_leased_number(Transaction& tx, const LeaseHolder& holder, std::int64_t number);

/// Returns the holder's unused numbers of this epoch beyond `after`, in order.
Result<std::vector<std::int64_t>> load_leased_numbers(Transaction& tx, const LeaseHolder& holder,
                                                      std::int64_t after);

}  // namespace satchel::server
