// Price books as CSV text, the same over HTTP and in exports.
#pragma once

#include <string>

#include "shared/domain/catalog/price_book.h"

namespace satchel::server {

/// Returns the book as CSV with a header line; cells that could be formulas are made harmless.
std::string csv_of(const PriceBook& book);

}  // namespace satchel::server
