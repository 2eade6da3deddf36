// Writes and reads recurrences.
#include "shared/wire/recurrence_wire.h"

namespace satchel {

void encode_recurrence(JsonWriter& out, std::string_view name, const Recurrence& every) {
  if (every != Recurrence{}) out.field(name, to_text(every));
}

Recurrence read_recurrence(ObjectReader& in, std::string_view name) {
  if (!in.has(name)) return {};
  if (const auto every = parse_recurrence(in.text(name))) return *every;
  in.report(name, "must be a count and day, week, month or year, as in 3 month");
  return {};
}

}  // namespace satchel
