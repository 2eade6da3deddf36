// Founding: what a new organisation's database begins with.
#pragma once

#include <optional>
#include <string>

#include "server/store/server_write.h"
#include "shared/base/result.h"
#include "shared/domain/access/actor.h"
#include "shared/domain/access/organisation.h"
#include "shared/domain/account/account.h"
#include "shared/domain/catalog/price_book.h"

namespace satchel::server {

/// Writes the organisation as its first version. ErrorCode::conflict when there is one;
/// ErrorCode::invalid for an empty name or an unknown time zone.
Result<void> found_organisation(const ServerWrite& write, Organisation organisation);

/// Writes a price book version and tells the devices.
Result<void> publish_price_book(const ServerWrite& write, const PriceBook& book);

/// Creates the account by the same decision as a device's command. ErrorCode::invalid with the
/// reason when it is refused.
Result<void> create_account(const ServerWrite& write, const Account& account);

/// Moves a demo organisation's clock to `today`, or back to real time, and tells the devices.
/// ErrorCode::invalid for an organisation that is no demo.
Result<void> move_demo_clock(const ServerWrite& write, std::optional<Date> today);

/// Returns the organisation; ErrorCode::not_found, saying how to create one, when there is none.
Result<Organisation> load_organisation(Transaction& tx);

}  // namespace satchel::server
