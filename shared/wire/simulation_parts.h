// What the readers of billing cases share: fields that may be written in several ways, and what we
// do not do.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "shared/base/decimal.h"
#include "shared/wire/json.h"
#include "shared/wire/reader.h"

namespace satchel::simulation {

inline constexpr std::size_t events_max = 10'000;

/// The first thing in a case that we do not do; empty when we do it all.
struct Unsupported {
  std::string why;

  void note(std::string reason) {
    if (why.empty()) why = std::move(reason);
  }
};

/// Returns the object's field, or null.
const Json* field_of(const Json& json, std::string_view name);

/// Returns the decimal that stands there as text or as a number, or nothing.
std::optional<Decimal> to_decimal(const Json& json);

/// Returns the field as a decimal, written as text or as a number.
Decimal decimal_of(ObjectReader& in, std::string_view name);

/// Returns nothing for an absent field.
std::optional<Decimal> optional_decimal(ObjectReader& in, std::string_view name);

/// Notes a field that we do not know: it would change the figures.
template <std::size_t count>
void refuse_others(const Json* json, const std::array<std::string_view, count>& known,
                   Unsupported& unsupported) {
  const auto* fields = json == nullptr ? nullptr : std::get_if<JsonObject>(&json->value);
  if (fields == nullptr) return;
  for (const auto& field : *fields) {
    if (std::find(known.begin(), known.end(), field.first) == known.end()) {
      unsupported.note("the field " + field.first);
    }
  }
}

/// Answers a case of shape `rating` into `answer`.
void answer_rating(ObjectReader& in, const Json& json, JsonObject& answer,
                   Unsupported& unsupported);

}  // namespace satchel::simulation
