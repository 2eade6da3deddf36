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
#include "shared/domain/billing/rating.h"
#include "shared/domain/billing/recurrence.h"
#include "shared/domain/catalog/configuration.h"

namespace satchel {

/// A bundle has no price of its own: choosing it adds an item for each of its members.
enum class ProductKind { product, service, add_on, bundle };
SATCHEL_ENUM_WORDS(ProductKind, "product", "service", "add_on", "bundle");

/// What makes an item of the product active: nothing, a provisioning module or a domain registrar.
enum class FulfilmentKind { none, provisioning, registrar };
SATCHEL_ENUM_WORDS(FulfilmentKind, "none", "provisioning", "registrar");

/// When an item goes active by itself, while its order stays pending.
enum class AutoSetup { never, on_order, on_payment };
SATCHEL_ENUM_WORDS(AutoSetup, "never", "on_order", "on_payment");

/// A usage charge asks for what was used in a period, when that is over.
enum class ChargeKind { one_time, recurring, usage };
SATCHEL_ENUM_WORDS(ChargeKind, "one_time", "recurring", "usage");

enum class ChargeTiming { in_advance, in_arrears };
SATCHEL_ENUM_WORDS(ChargeTiming, "in_advance", "in_arrears");

/// Where the periods of a charge begin: on the account's bill cycle day, or on the day of the month
/// on which the service began.
enum class ChargeAlignment { bill_cycle_day, anniversary };
SATCHEL_ENUM_WORDS(ChargeAlignment, "bill_cycle_day", "anniversary");

struct Price {
  Currency currency = Currency::usd;
  Decimal amount;    // Per unit, or per period whatever the quantity for a flat charge.
  PriceTerms terms;  // Tiers, packages, minimums.

  bool operator==(const Price&) const = default;
};

/// What a plan charges: once, every so often, or by what is used.
struct Charge {
  ChargeId id;
  std::string name;
  ChargeKind kind = ChargeKind::one_time;
  ChargeModel model = ChargeModel::per_unit;
  ChargeTiming timing = ChargeTiming::in_advance;
  std::vector<Price> prices;  // One per currency.
  Recurrence every;           // Of a recurring or usage charge.
  ChargeAlignment alignment = ChargeAlignment::bill_cycle_day;

  bool operator==(const Charge&) const = default;
};

/// What is special about a phase of a plan: nothing is charged in a trial; a discounted phase costs
/// less; after a fixed term the service ends. The last phase goes on when it has no length.
enum class PhaseKind { trial, discounted, fixed_term, evergreen };
SATCHEL_ENUM_WORDS(PhaseKind, "trial", "discounted", "fixed_term", "evergreen");

struct PlanPhase {
  PhaseKind kind = PhaseKind::evergreen;
  std::optional<Recurrence> length;  // None for evergreen.
  std::int64_t discount_ppm = 0;     // Millionths off recurring charges in a discounted phase.

  bool operator==(const PlanPhase&) const = default;
};

struct Plan {
  PlanId id;
  std::string name;
  std::vector<Charge> charges;
  std::vector<PlanPhase> phases;  // In order of time; none for a plan that is evergreen at once.

  bool operator==(const Plan&) const = default;
};

struct Fulfilment {
  FulfilmentKind kind = FulfilmentKind::none;
  std::string module;                // Name of the provisioning module.
  std::vector<std::string> offered;  // Servers of the module, or registrars, to choose from.
  AutoSetup auto_setup = AutoSetup::never;

  bool operator==(const Fulfilment&) const = default;
};

/// What one bundle holds of a product.
struct BundleMember {
  ProductId product_id;
  PlanId plan_id;
  std::int64_t quantity = 1;

  bool operator==(const BundleMember&) const = default;
};

struct Product {
  ProductId id;
  std::string code;
  std::string name;
  std::string category;
  std::string detail;  // Packaging or scope in a few words: "10 boxes x 20 bags".
  ProductKind kind = ProductKind::product;
  ProductId base_product_id;            // For an add-on, the product it belongs to.
  bool available = true;                // Whether it was made available at all.
  std::optional<Date> available_from;   // First day it can be ordered.
  std::optional<Date> available_until;  // Last day it can be ordered.
  bool price_editable = true;           // Whether orders may set another price or a discount.
  bool price_required = false;          // The price has to be entered; there is no default.
  bool quantity_editable = true;        // Whether orders may set a quantity other than 1.
  bool quantity_required = false;       // The quantity has to be entered; there is no default.
  std::int64_t tax_rate_ppm = 0;        // One exclusive tax rate in millionths: 19 % is 190,000.
  std::string tax_category = {};        // Or a category of the tax table; empty for the rate.
  Fulfilment fulfilment;
  std::vector<ConfigurationField> configuration;
  std::vector<Plan> plans;            // None for a bundle.
  std::vector<BundleMember> members;  // For a bundle.

  bool operator==(const Product&) const = default;
};

/// Immutable once published, but for the end of its validity.
struct PriceBook {
  std::int64_t version = 0;  // Serial; orders pin the version they were sold under.
  std::string name;
  Date valid_from = date(1970, 1, 1);
  std::optional<Date> valid_until;  // Last day on which orders are sold under it.
  bool withdrawn = false;           // No new order is sold under it; those that pin it stand.
  std::vector<Product> products;

  bool operator==(const PriceBook&) const = default;
};

/// Returns the product, or null when this version does not sell it.
const Product* find_product(const PriceBook& book, const ProductId& id);

/// Returns the product's plan, or null.
const Plan* find_plan(const Product& product, const PlanId& id);

/// Returns the charge's price in `currency`, or null when it is not sold in it.
const Price* find_price(const Charge& charge, Currency currency);

/// Returns the phases as text, separated by `; `: `trial 14 day; evergreen`.
std::string to_text(const std::vector<PlanPhase>& phases);

/// Returns the phases that `text` says, or nothing when it is none.
std::optional<std::vector<PlanPhase>> parse_plan_phases(std::string_view text);

/// Returns whether the phases follow each other: each but the last has a length, evergreen comes
/// last and has none, and discounts lie within 100 %.
bool are_in_order(const std::vector<PlanPhase>& phases);

/// Returns what keeps the book from being published, with paths as in `products[3].plans[0].name`:
/// names missing or too long, codes and ids that are not unique, no prices or out of range, add-ons
/// without their base, bundles of what is not sold, fulfilment and questions that make no sense.
std::vector<FieldProblem> problems_of(const PriceBook& book);

/// Returns whether orders are sold under this version on `on`.
bool is_valid(const PriceBook& book, Date on);

/// Returns whether the product was made available and can be ordered on `on`.
bool is_available(const Product& product, Date on);

}  // namespace satchel
