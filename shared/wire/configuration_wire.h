// Configuration in JSON: the questions and the answers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/domain/catalog/configuration.h"
#include "shared/wire/reader.h"
#include "shared/wire/writer.h"

namespace satchel {

/// Writes field `name` as an array of texts.
void encode_texts(JsonWriter& out, std::string_view name, const std::vector<std::string>& texts);

/// Writes and reads field `name` as an array of questions; absent means none.
void encode_fields(JsonWriter& out, std::string_view name,
                   const std::vector<ConfigurationField>& fields);
std::vector<ConfigurationField> read_fields(ObjectReader& in, std::string_view name);

/// Writes and reads field `name` as an array of answers; absent means none.
void encode_values(JsonWriter& out, std::string_view name,
                   const std::vector<ConfigurationValue>& values);
std::vector<ConfigurationValue> read_values(ObjectReader& in, std::string_view name);

}  // namespace satchel
