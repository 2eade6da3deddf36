// lift_dunning: a customer who has paid what he was dunned for is served again.
#pragma once

#include "shared/execute/execute.h"

namespace satchel {

/// Ends the holds and suspensions of the customers whose invoices were written, unless they still
/// owe what brought them on. Returns the accounts that were written. Server only.
Result<Touched> lift_dunning(Transaction& tx, const Touched& touched, Date today);

}  // namespace satchel
