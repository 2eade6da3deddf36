// The phases of a plan: as text, and whether they follow each other.
#include <algorithm>

#include "shared/base/words.h"
#include "shared/domain/catalog/price_book.h"
#include "shared/domain/limits.h"

namespace satchel {
namespace {

constexpr std::size_t phases_max = 20;

/// Takes the next word, or nothing at the end.
std::string_view take_word(std::string_view& text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  const std::string_view word = text.substr(0, text.find(' '));
  text.remove_prefix(word.size());
  return word;
}

std::optional<std::int64_t> parse_discount(std::string_view number, std::string_view sign) {
  const auto percent = parse_decimal(number);
  if (!percent || sign != "%" || percent->scale > 4 || percent->coefficient < 0) {
    return std::nullopt;
  }
  if (percent->coefficient > discount_ppm_max) return std::nullopt;
  std::int64_t ppm = percent->coefficient;
  for (int digit = percent->scale; digit < 4; ++digit) ppm *= 10;
  return ppm;
}

std::optional<PlanPhase> parse_phase(std::string_view text) {
  PlanPhase phase;
  const auto kind = parse_enum<PhaseKind>(take_word(text));
  if (!kind) return std::nullopt;
  phase.kind = *kind;
  const std::string_view count = take_word(text);
  const std::string_view unit = take_word(text);
  if (!count.empty()) {
    phase.length = parse_recurrence(std::string(count) + " " + std::string(unit));
    if (!phase.length) return std::nullopt;
  }
  const std::string_view number = take_word(text);
  const std::string_view sign = take_word(text);
  if (!number.empty()) {
    const auto ppm = parse_discount(number, sign);
    if (!ppm) return std::nullopt;
    phase.discount_ppm = *ppm;
  }
  return take_word(text).empty() ? std::optional(phase) : std::nullopt;
}

}  // namespace

std::string to_text(const std::vector<PlanPhase>& phases) {
  std::string text;
  for (const PlanPhase& phase : phases) {
    if (!text.empty()) text += "; ";
    text += to_text(phase.kind);
    if (phase.length) text += " " + to_text(*phase.length);
    if (phase.discount_ppm != 0) text += " " + percent_of(phase.discount_ppm);
  }
  return text;
}

std::optional<std::vector<PlanPhase>> parse_plan_phases(std::string_view text) {
  std::vector<PlanPhase> phases;
  while (text.find_first_not_of(' ') != std::string_view::npos) {
    const std::size_t end = text.find(';');
    const auto phase = parse_phase(text.substr(0, end));
    if (!phase) return std::nullopt;
    phases.push_back(*phase);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return phases;
}

bool are_in_order(const std::vector<PlanPhase>& phases) {
  if (phases.size() > phases_max) return false;
  return std::all_of(phases.begin(), phases.end(), [&](const PlanPhase& phase) {
    const bool evergreen = phase.kind == PhaseKind::evergreen;
    if (evergreen == phase.length.has_value()) return false;
    if (evergreen && &phase != &phases.back()) return false;
    if (phase.kind == PhaseKind::fixed_term && &phase != &phases.back()) return false;
    const bool discounted = phase.kind == PhaseKind::discounted;
    if (!discounted && phase.discount_ppm != 0) return false;
    return phase.discount_ppm >= 0 && phase.discount_ppm <= discount_ppm_max;
  });
}

}  // namespace satchel
