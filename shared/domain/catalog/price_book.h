// PriceBook: one immutable version of everything that is sold, and at what price.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/decimal.h"
#include "shared/base/enum_words.h"
#include "shared/base/id.h"
#include "shared/base/money.h"

namespace satchel {

enum class ProductKind { product, service, add_on };
SATCHEL_ENUM_WORDS(ProductKind, "product", "service", "add_on");

enum class ChargeKind { one_time, recurring };
SATCHEL_ENUM_WORDS(ChargeKind, "one_time", "recurring");

enum class ChargeModel { flat, per_unit };
SATCHEL_ENUM_WORDS(ChargeModel, "flat", "per_unit");

enum class ChargeTiming { in_advance, in_arrears };
SATCHEL_ENUM_WORDS(ChargeTiming, "in_advance", "in_arrears");

struct Price {
  Currency currency = Currency::usd;
  Decimal amount;  // Per unit, or per period whatever the quantity for a flat charge.

  bool operator==(const Price&) const = default;
};

/// What a plan charges: once, or every month of the bill cycle.
struct Charge {
  ChargeId id;
  std::string name;
  ChargeKind kind = ChargeKind::one_time;
  ChargeModel model = ChargeModel::per_unit;
  ChargeTiming timing = ChargeTiming::in_advance;
  std::vector<Price> prices;  // One per currency.

  bool operator==(const Charge&) const = default;
};

struct Plan {
  PlanId id;
  std::string name;
  std::vector<Charge> charges;

  bool operator==(const Plan&) const = default;
};

struct Product {
  ProductId id;
  std::string code;
  std::string name;
  std::string category;
  std::string detail;  // Packaging or scope in a few words: "10 boxes x 20 bags".
  ProductKind kind = ProductKind::product;
  ProductId base_product_id;            // For an add-on, the product it belongs to.
  std::optional<Date> available_from;   // First day it can be ordered.
  std::optional<Date> available_until;  // Last day it can be ordered.
  std::vector<Plan> plans;

  bool operator==(const Product&) const = default;
};

struct PriceBook {
  std::int64_t version = 0;  // Serial; orders pin the version they were sold under.
  std::string name;
  Date valid_from = date(1970, 1, 1);
  std::vector<Product> products;

  bool operator==(const PriceBook&) const = default;
};

/// Returns the product, or null when this version does not sell it.
const Product* find_product(const PriceBook& book, const ProductId& id);

/// Returns the product's plan, or null.
const Plan* find_plan(const Product& product, const PlanId& id);

/// Returns the charge's price in `currency`, or null when it is not sold in it.
const Decimal* find_price(const Charge& charge, Currency currency);

/// Returns whether the product can be ordered on `on`.
bool is_available(const Product& product, Date on);

}  // namespace satchel
