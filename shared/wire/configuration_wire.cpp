// Writes and reads configuration fields and values.
#include "shared/wire/configuration_wire.h"

#include "shared/domain/limits.h"

namespace satchel {

void encode_texts(JsonWriter& out, std::string_view name, const std::vector<std::string>& texts) {
  out.key(name);
  out.begin_array();
  for (const std::string& text : texts) out.text(text);
  out.end_array();
}

void encode_fields(JsonWriter& out, std::string_view name,
                   const std::vector<ConfigurationField>& fields) {
  out.key(name);
  out.begin_array();
  for (const ConfigurationField& field : fields) {
    out.begin_object();
    out.field("key", field.key);
    out.field("label", field.label);
    out.field("kind", field.kind);
    out.field("required", field.required);
    out.field("help", field.help);
    encode_texts(out, "choices", field.choices);
    out.field("minimum", field.minimum);
    out.field("maximum", field.maximum);
    out.field("pattern", field.pattern);
    out.end_object();
  }
  out.end_array();
}

std::vector<ConfigurationField> read_fields(ObjectReader& in, std::string_view name) {
  std::vector<ConfigurationField> fields;
  in.each_object(name, configuration_fields_max, [&](ObjectReader& each) {
    fields.push_back({each.text("key"), each.text("label"), each.word<FieldKind>("kind"),
                      each.optional_flag("required"), each.optional_text("help"),
                      each.texts("choices", choices_max), each.optional_text("minimum"),
                      each.optional_text("maximum"), each.optional_text("pattern")});
  });
  return fields;
}

void encode_values(JsonWriter& out, std::string_view name,
                   const std::vector<ConfigurationValue>& values) {
  out.key(name);
  out.begin_array();
  for (const ConfigurationValue& each : values) {
    out.begin_object();
    out.field("key", each.key);
    out.field("value", each.value);
    out.end_object();
  }
  out.end_array();
}

std::vector<ConfigurationValue> read_values(ObjectReader& in, std::string_view name) {
  std::vector<ConfigurationValue> values;
  in.each_object(name, configuration_fields_max, [&](ObjectReader& each) {
    values.push_back({each.text("key"), each.text("value")});
  });
  return values;
}

}  // namespace satchel
