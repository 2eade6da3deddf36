// Recurrences in messages: a text as in `3 month`, absent for every month.
#pragma once

#include <string_view>

#include "shared/domain/billing/recurrence.h"
#include "shared/wire/reader.h"
#include "shared/wire/writer.h"

namespace satchel {

/// Writes the field unless it is every month, as messages from before there was a choice have it.
void encode_recurrence(JsonWriter& out, std::string_view name, const Recurrence& every);

/// Returns the field, or every month without one.
Recurrence read_recurrence(ObjectReader& in, std::string_view name);

}  // namespace satchel
