// The ladder of dunning and what a customer is spared, as office and server tell each other.
#pragma once

#include <string>

#include "shared/domain/dunning/dunning.h"
#include "shared/wire/reader.h"
#include "shared/wire/writer.h"

namespace satchel {

/// Writes the ladder as one object.
void encode(JsonWriter& out, const DunningLadder& ladder);
std::string to_json(const DunningLadder& ladder);
/// Returns the ladder of an object; what is malformed is reported to `in`.
DunningLadder read_ladder(ObjectReader& in);

/// Writes the controls as one object.
void encode(JsonWriter& out, const AccountControls& controls);
std::string to_json(const AccountControls& controls);
/// Returns the controls of an object; what is malformed is reported to `in`.
AccountControls read_controls(ObjectReader& in);

}  // namespace satchel
