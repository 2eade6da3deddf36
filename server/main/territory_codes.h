// Territories by their codes, and acts of the office as results of the command line.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "server/access/allowed.h"
#include "shared/store/database.h"

namespace satchel::server {

/// Returns the territories with these codes; ErrorCode::not_found for an unknown one.
Result<std::vector<TerritoryId>> territories_of_codes(Transaction& tx,
                                                      const std::vector<std::string>& codes);

/// Refuses with ErrorCode::not_found before an organisation was founded.
Result<void> need_organisation(Transaction& tx);

/// Returns the value, or the refusal as an error for the person at the command line.
template <class T>
Result<T> accepted(Result<Allowed<T>> result) {
  if (!result) return tl::unexpected<Error>(std::move(result).error());
  if (!*result) return fail(ErrorCode::invalid, result->error().detail);
  return *std::move(*result);
}

}  // namespace satchel::server
