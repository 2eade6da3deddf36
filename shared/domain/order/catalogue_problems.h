// What the catalogue and the settings ask of an order before it can be placed.
#pragma once

#include <vector>

#include "shared/domain/access/settings.h"
#include "shared/domain/catalog/price_book.h"
#include "shared/domain/order/order.h"
#include "shared/domain/rejection.h"

namespace satchel {

/// Returns what keeps the document from being placed by what the administrator set up: a payment
/// method that is not configured for the currency (P2), prices and quantities that are fixed or
/// have to be entered (P7), add-ons without their base in the same order (P3), questions of
/// products and orders without a good answer (P8, O5), and more than one plan where one is allowed
/// (O3).
std::vector<FieldProblem> catalogue_problems_of(const OrderDocument& document,
                                                const PriceBook& book, const Settings& settings);

}  // namespace satchel
