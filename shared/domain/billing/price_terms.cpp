// Writes, reads and checks price terms.
#include "shared/domain/billing/price_terms.h"

#include <charconv>
#include <vector>

namespace satchel {
namespace {

constexpr std::size_t tiers_max = 100;
constexpr Decimal one_unit{1, 0};
constexpr Decimal nothing{0, 0};

bool is_positive(const Decimal& number) { return nothing < number; }
bool is_negative(const Decimal& number) { return number < nothing; }

std::string text_of(const RatingTier& tier) {
  std::string text = tier.up_to ? "to " + to_text(*tier.up_to) : "beyond";
  text += ": " + to_text(tier.unit);
  if (!(tier.size == one_unit)) text += " per " + to_text(tier.size);
  if (!(tier.flat == nothing)) text += " + " + to_text(tier.flat);
  return text;
}

/// Takes `word` off the front of `text`.
bool take(std::string_view& text, std::string_view word) {
  if (text.substr(0, word.size()) != word) return false;
  text.remove_prefix(word.size());
  return true;
}

std::string_view trimmed_view(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// Takes everything up to `mark` off the front, and the mark; all of it without one.
std::string_view take_until(std::string_view& text, std::string_view mark) {
  const std::size_t end = text.find(mark);
  const std::string_view part = trimmed_view(text.substr(0, end));
  const bool found = end != std::string_view::npos;
  text = found ? trimmed_view(text.substr(end + mark.size())) : std::string_view();
  return part;
}

bool read(std::string_view text, Decimal& into) {
  const auto number = parse_decimal(text);
  if (number) into = *number;
  return number.has_value();
}

bool read(std::string_view text, std::optional<Decimal>& into) {
  into = parse_decimal(text);
  return into.has_value();
}

bool read(std::string_view text, std::int64_t& into) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
  return error == std::errc() && end == text.data() + text.size();
}

bool read_tier_price(std::string_view text, RatingTier& tier) {
  std::string_view price = take_until(text, "+");
  if (!text.empty() && !read(text, tier.flat)) return false;
  const std::string_view unit = take_until(price, "per ");
  if (!price.empty() && !read(price, tier.size)) return false;
  return read(unit, tier.unit);
}

bool read_tier(std::string_view text, bool open, PriceTerms& terms) {
  RatingTier tier;
  if (text.find(':') == std::string_view::npos) return false;
  const std::string_view end = take_until(text, ":");
  if (open ? !end.empty() : !read(end, tier.up_to)) return false;
  if (!read_tier_price(text, tier)) return false;
  terms.tiers.push_back(tier);
  return true;
}

bool read_part(std::string_view part, PriceTerms& terms) {
  if (take(part, "to ")) return read_tier(part, false, terms);
  if (take(part, "beyond")) return read_tier(part, true, terms);
  if (take(part, "package ")) return read(part, terms.package_size);
  if (take(part, "free events ")) return read(part, terms.free_events);
  if (take(part, "free ")) return read(part, terms.free_units);
  if (take(part, "fixed ")) return read(part, terms.fixed_per_event);
  if (take(part, "event minimum ")) return read(part, terms.minimum);
  if (take(part, "minimum spend ")) return read(part, terms.minimum_spend);
  return false;
}

bool are_tiers(const std::vector<RatingTier>& tiers, ChargeModel model) {
  if (tiers.empty() || tiers.size() > tiers_max) return false;
  Decimal below = nothing;
  for (const RatingTier& tier : tiers) {
    const bool last = &tier == &tiers.back();
    if (!tier.up_to != last) return false;
    if (is_negative(tier.unit) || is_negative(tier.flat) || !is_positive(tier.size)) return false;
    const bool packages = model == ChargeModel::tiered_package;
    if (!packages && !(tier.size == one_unit)) return false;
    if (last) break;
    if (!is_positive(*tier.up_to)) return false;
    // Tiers of packages say how many of their own they hold; the others end at a unit.
    if (!packages && !(below < *tier.up_to)) return false;
    below = *tier.up_to;
  }
  return true;
}

}  // namespace

std::string to_text(const PriceTerms& terms) {
  std::string text;
  const auto put = [&](const std::string& part) {
    if (!text.empty()) text += "; ";
    text += part;
  };
  for (const RatingTier& tier : terms.tiers) put(text_of(tier));
  if (!(terms.package_size == one_unit)) put("package " + to_text(terms.package_size));
  if (!(terms.free_units == nothing)) put("free " + to_text(terms.free_units));
  if (!(terms.fixed_per_event == nothing)) put("fixed " + to_text(terms.fixed_per_event));
  if (terms.free_events != 0) put("free events " + std::to_string(terms.free_events));
  if (terms.minimum) put("event minimum " + to_text(*terms.minimum));
  if (terms.minimum_spend) put("minimum spend " + to_text(*terms.minimum_spend));
  return text;
}

std::optional<PriceTerms> parse_price_terms(std::string_view text) {
  PriceTerms terms;
  text = trimmed_view(text);
  while (!text.empty()) {
    if (!read_part(take_until(text, ";"), terms)) return std::nullopt;
  }
  return terms;
}

bool fits(const PriceTerms& terms, ChargeModel model) {
  const bool tiers_fit = has_tiers(model) ? are_tiers(terms.tiers, model) : terms.tiers.empty();
  const bool package = model == ChargeModel::package;
  const bool percentage = model == ChargeModel::percentage;
  const bool units = package || model == ChargeModel::per_unit;
  if (!tiers_fit || !is_positive(terms.package_size) || is_negative(terms.free_units)) return false;
  if (!package && !(terms.package_size == one_unit)) return false;
  if (!units && !(terms.free_units == nothing)) return false;
  if (is_negative(terms.fixed_per_event) || terms.free_events < 0) return false;
  if (!percentage && !(terms.fixed_per_event == nothing)) return false;
  if (!percentage && (terms.free_events != 0 || terms.minimum)) return false;
  if (terms.minimum && is_negative(*terms.minimum)) return false;
  return !terms.minimum_spend || !is_negative(*terms.minimum_spend);
}

}  // namespace satchel
