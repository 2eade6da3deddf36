// Compact JSON output with escaping.
#include "shared/wire/writer.h"

#include "shared/base/check.h"

namespace satchel {
namespace {

void append_escaped(std::string& out, std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  out.push_back('"');
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(c);
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7f) {
      out += "\\u00";
      out.push_back(hex[byte >> 4]);
      out.push_back(hex[byte & 15]);
    } else {
      out.push_back(c);
    }
  }
  out.push_back('"');
}

}  // namespace

void JsonWriter::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (has_value_.empty()) return;
  if (has_value_.back()) out_.push_back(',');
  has_value_.back() = true;
}

void JsonWriter::begin_object() {
  separate();
  out_.push_back('{');
  has_value_.push_back(false);
}

void JsonWriter::end_object() {
  out_.push_back('}');
  has_value_.pop_back();
}

void JsonWriter::begin_array() {
  separate();
  out_.push_back('[');
  has_value_.push_back(false);
}

void JsonWriter::end_array() {
  out_.push_back(']');
  has_value_.pop_back();
}

void JsonWriter::key(std::string_view name) {
  separate();
  append_escaped(out_, name);
  out_.push_back(':');
  after_key_ = true;
}

void JsonWriter::text(std::string_view value) {
  separate();
  append_escaped(out_, value);
}

void JsonWriter::number(std::int64_t value) { raw(std::to_string(value)); }

void JsonWriter::flag(bool value) { raw(value ? "true" : "false"); }

void JsonWriter::null() { raw("null"); }

void JsonWriter::raw(std::string_view json) {
  separate();
  out_ += json;
}

void JsonWriter::field(std::string_view name, std::string_view value) {
  key(name);
  text(value);
}

void JsonWriter::field(std::string_view name, std::int64_t value) {
  key(name);
  number(value);
}

void JsonWriter::field(std::string_view name, bool value) {
  key(name);
  flag(value);
}

void JsonWriter::field(std::string_view name, Date value) { field(name, to_text(value)); }

void JsonWriter::field(std::string_view name, const Decimal& value) { field(name, to_text(value)); }

void JsonWriter::field(std::string_view name, const Money& value) {
  key(name);
  money(value);
}

void JsonWriter::money(const Money& value) {
  begin_object();
  field("minor", value.minor);
  field("currency", value.currency);
  end_object();
}

std::string JsonWriter::take() {
  SATCHEL_CHECK(has_value_.empty() && !after_key_);
  return std::exchange(out_, {});
}

}  // namespace satchel
