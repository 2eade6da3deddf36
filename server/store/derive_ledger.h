// derive_ledger: the entries of what was posted and paid before there was a ledger.
#pragma once

#include "shared/base/result.h"
#include "shared/store/database.h"

namespace satchel::server {

/// Enters every posted invoice and credit note and every payment that we still have, as they stand.
/// Nothing when the ledger has entries.
Result<void> derive_ledger(Transaction& tx);

}  // namespace satchel::server
