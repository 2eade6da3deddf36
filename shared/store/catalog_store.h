// The catalogue store: immutable price book versions.
#pragma once

#include <optional>
#include <span>

#include "shared/domain/catalog/price_book.h"
#include "shared/store/database.h"

namespace satchel {

/// Returns the price book version, or nothing.
Result<std::optional<PriceBook>> find_price_book(Transaction& tx, std::int64_t version);

/// Returns the version with only those of `products` that it sells: enough to decide an order of
/// them, without reading a large catalogue.
Result<std::optional<PriceBook>> find_price_book_of(Transaction& tx, std::int64_t version,
                                                    std::span<const ProductId> products);

/// Returns the version that orders are sold under on `on`: the highest that began by then, has not
/// ended and was not withdrawn; nothing without one.
Result<std::optional<std::int64_t>> find_price_book_version(Transaction& tx, Date on);

/// Writes a version. Of a version that exists only the end of its validity can change: anything
/// else that differs is ErrorCode::conflict.
Result<void> save_price_book(Transaction& tx, const PriceBook& book);

/// Removes a version; for a device that starts over.
Result<void> erase_price_book(Transaction& tx, std::int64_t version);

}  // namespace satchel
