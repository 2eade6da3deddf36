// Setting the tax table; the devices are told.
#pragma once

#include "server/catalogue/refusal.h"
#include "shared/domain/billing/tax_table.h"

namespace satchel::server {

/// Replaces the whole table and returns it. Refuses what is malformed, with its fields, and two
/// rows that tax the same category in the same place on the same day, naming both. What is billed
/// already keeps its taxes.
Result<Answer<TaxTable>> put_tax_table(const ServerWrite& write, const Editor& editor,
                                       const TaxTable& table);

}  // namespace satchel::server
