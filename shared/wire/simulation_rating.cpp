// Reads rating tables and writes the exact amounts.
#include "shared/domain/billing/rating.h"
#include "shared/wire/simulation_parts.h"

namespace satchel::simulation {
namespace {

constexpr std::size_t tiers_max = 1'000;

RatingTier read_tier(ObjectReader& in) {
  RatingTier tier;
  for (const char* price : {"unit", "unit_price", "rate", "block_price"}) {
    if (in.has(price)) tier.unit = decimal_of(in, price);
  }
  tier.flat = optional_decimal(in, "flat").value_or(Decimal{});
  tier.up_to = optional_decimal(in, in.has("blocks") ? "blocks" : "up_to");
  tier.size = optional_decimal(in, "block_size").value_or(Decimal{1, 0});
  if (!(Decimal{0, 0} < tier.size)) in.report("block_size", "must be more than 0");
  return tier;
}

/// The models by the names that the documents use.
std::optional<ChargeModel> model_named(const std::string& name) {
  if (name == "graduated") return ChargeModel::tiered;
  if (name == "graduated_percentage") return ChargeModel::tiered_percentage;
  if (name == "graduated_package") return ChargeModel::tiered_package;
  return parse_enum<ChargeModel>(name);
}

Rating read_rating(ObjectReader& in, const Json& json, Unsupported& unsupported) {
  Rating rating;
  const std::string model = in.text("model");
  const auto known = model_named(model);
  if (!known) unsupported.note("the charge model " + model);
  rating.model = known.value_or(ChargeModel::flat);
  for (const char* name : {"unit", "rate", "package_price", "price"}) {
    if (in.has(name)) rating.unit_price = decimal_of(in, name);
  }
  const Json* tiers = field_of(json, "tiers");
  in.each_object("tiers", tiers_max, [&](ObjectReader& tier) {
    const Json& source = std::get<JsonArray>(tiers->value)[rating.tiers.size()];
    refuse_others(&source,
                  std::to_array<std::string_view>({"up_to", "unit", "unit_price", "flat", "rate",
                                                   "blocks", "block_size", "block_price"}),
                  unsupported);
    rating.tiers.push_back(read_tier(tier));
  });
  rating.package_size = optional_decimal(in, "package_size").value_or(Decimal{1, 0});
  if (!(Decimal{0, 0} < rating.package_size)) in.report("package_size", "must be more than 0");
  rating.free_units = optional_decimal(in, "free_units").value_or(Decimal{});
  rating.fixed_per_event = optional_decimal(in, "fixed_per_event").value_or(Decimal{});
  rating.free_events = in.optional_number("free_events", 0);
  rating.minimum = optional_decimal(in, "minimum");
  return rating;
}

/// The values of events, written as texts or as numbers.
std::vector<Decimal> event_values_of(ObjectReader& in) {
  std::vector<Decimal> values;
  const Json* json = in.required("event_values");
  const auto* array = json == nullptr ? nullptr : std::get_if<JsonArray>(&json->value);
  for (std::size_t index = 0; array != nullptr && index < array->size(); ++index) {
    const auto value = to_decimal((*array)[index]);
    if (!value) in.report("event_values", "must hold decimal numbers");
    values.push_back(value.value_or(Decimal{}));
  }
  return values;
}

/// What one row of a rating table comes to; nothing when it is out of range.
std::optional<Decimal> rate_point(ObjectReader& in, const Rating& rating) {
  std::optional<Decimal> amount;
  if (in.has("event_values")) {
    amount = rate_events(rating, event_values_of(in));
  } else if (rating.model == ChargeModel::flat && !in.has("units")) {
    amount = rate(rating, {1, 0});
  } else {
    amount = rate(rating, decimal_of(in, "units"));
  }
  const auto before = optional_decimal(in, "already_invoiced");
  return amount && before ? add(*amount, negated(*before)) : amount;
}

}  // namespace

std::optional<Decimal> to_decimal(const Json& json) {
  if (const auto* number = std::get_if<std::int64_t>(&json.value)) return Decimal{*number, 0};
  if (const auto* text = std::get_if<std::string>(&json.value)) return parse_decimal(*text);
  return std::nullopt;
}

const Json* field_of(const Json& json, std::string_view name) {
  const auto* fields = std::get_if<JsonObject>(&json.value);
  if (fields == nullptr) return nullptr;
  for (const auto& field : *fields) {
    if (field.first == name) return &field.second;
  }
  return nullptr;
}

Decimal decimal_of(ObjectReader& in, std::string_view name) {
  const Json* json = in.required(name);
  if (json == nullptr) return {};
  const auto value = to_decimal(*json);
  if (!value) in.report(name, "must be a decimal number");
  return value.value_or(Decimal{});
}

std::optional<Decimal> optional_decimal(ObjectReader& in, std::string_view name) {
  if (!in.has(name)) return std::nullopt;
  return decimal_of(in, name);
}

void answer_rating(ObjectReader& in, const Json& json, JsonObject& answer,
                   Unsupported& unsupported) {
  Rating rating;
  refuse_others(field_of(json, "rating"),
                std::to_array<std::string_view>({"model", "unit", "rate", "price", "tiers",
                                                 "package_size", "package_price", "free_units",
                                                 "fixed_per_event", "free_events", "minimum"}),
                unsupported);
  in.object("rating", [&](ObjectReader& each) {
    rating = read_rating(each, *field_of(json, "rating"), unsupported);
  });
  in.required("points");
  if (!in.ok() || !unsupported.why.empty()) return;
  JsonArray points;
  in.each_object("points", events_max, [&](ObjectReader& each) {
    const auto amount = rate_point(each, rating);
    if (!amount) {
      unsupported.note("an amount beyond 18 digits, or units below zero");
      return;
    }
    JsonObject point{{"amount", {to_text(trimmed(*amount, 0))}}};
    if (const auto minimum = optional_decimal(each, "min_spend")) {
      const auto missing = add(*minimum, negated(*amount));
      const Decimal true_up = std::max(missing.value_or(Decimal{}), Decimal{0, 0});
      point.push_back({"true_up", {to_text(trimmed(true_up, 0))}});
    }
    points.push_back({std::move(point)});
  });
  answer.push_back({"points", {std::move(points)}});
}

}  // namespace satchel::simulation
