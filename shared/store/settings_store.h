// The settings store: the organisation's settings, kept with it.
#pragma once

#include "shared/domain/access/settings.h"
#include "shared/store/database.h"

namespace satchel {

/// Returns the settings; the defaults before they were written.
Result<Settings> load_settings(Transaction& tx);

/// Writes the settings.
Result<void> save_settings(Transaction& tx, const Settings& settings);

/// Returns the question in a row whose columns, from `first` on, are key, label, kind, required,
/// help, choices, minimum, maximum and pattern.
ConfigurationField field_of(const Row& row, std::size_t first);

}  // namespace satchel
