// The strict JSON parser, on nlohmann's SAX interface, and the compact writer of trees.
#include "shared/wire/json.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "shared/base/text.h"
#include "shared/wire/writer.h"

namespace satchel {
namespace {

/// Builds the tree; every `false` stops the parser, and `problem` says why.
class TreeBuilder {
 public:
  using Base = nlohmann::json;

  explicit TreeBuilder(Fractions fractions) : fractions_(fractions) {}

  bool null() { return add({}); }
  bool boolean(bool value) { return add({value}); }
  bool number_integer(Base::number_integer_t value) { return add({std::int64_t{value}}); }
  bool number_unsigned(Base::number_unsigned_t value) {
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (value > most) return stop("a number is beyond 64 bits");
    return add({static_cast<std::int64_t>(value)});
  }
  bool number_float(Base::number_float_t, const Base::string_t& text) {
    if (fractions_ == Fractions::as_text) return add({std::string(text)});
    return stop("numbers must be whole, but found " + text.substr(0, 40));
  }
  bool string(Base::string_t& text) {
    if (!is_clean_utf8(text)) return stop("a text has U+0000 or is not UTF-8");
    return add({std::move(text)});
  }
  bool binary(Base::binary_t&) { return stop("binary values are not JSON"); }
  bool start_object(std::size_t) { return open({JsonObject{}}); }
  bool start_array(std::size_t) { return open({JsonArray{}}); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(Base::string_t& name) {
    if (!is_clean_utf8(name)) return stop("a field name has U+0000 or is not UTF-8");
    auto& object = std::get<JsonObject>(open_.back().value);
    const bool twice = std::any_of(object.begin(), object.end(),
                                   [&](const auto& field) { return field.first == name; });
    if (twice) return stop("the field \"" + name.substr(0, 40) + "\" appears twice");
    object.emplace_back(std::move(name), Json{});
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const Base::exception&) {
    return stop("it is malformed near byte " + std::to_string(position));
  }

  Json root;
  std::string problem;

 private:
  bool stop(std::string why) {
    if (problem.empty()) problem = std::move(why);
    return false;
  }

  bool add(Json value) {
    if (open_.empty()) {
      root = std::move(value);
    } else if (auto* array = std::get_if<JsonArray>(&open_.back().value)) {
      array->push_back(std::move(value));
    } else {
      std::get<JsonObject>(open_.back().value).back().second = std::move(value);
    }
    return true;
  }

  bool open(Json container) {
    if (open_.size() >= json_depth_max) return stop("it is nested deeper than 32 levels");
    open_.push_back(std::move(container));
    return true;
  }

  bool close() {
    Json done = std::move(open_.back());
    open_.pop_back();
    return add(std::move(done));
  }

  Fractions fractions_;
  std::vector<Json> open_;
};

void write(JsonWriter& out, const Json& json) {
  if (const auto* flag = std::get_if<bool>(&json.value)) return out.flag(*flag);
  if (const auto* number = std::get_if<std::int64_t>(&json.value)) return out.number(*number);
  if (const auto* text = std::get_if<std::string>(&json.value)) return out.text(*text);
  if (const auto* array = std::get_if<JsonArray>(&json.value)) {
    out.begin_array();
    for (const Json& each : *array) write(out, each);
    return out.end_array();
  }
  if (const auto* object = std::get_if<JsonObject>(&json.value)) {
    out.begin_object();
    for (const auto& [name, value] : *object) {
      out.key(name);
      write(out, value);
    }
    return out.end_object();
  }
  out.null();
}

}  // namespace

Result<Json> parse_json(std::string_view text, Fractions fractions) {
  TreeBuilder builder(fractions);
  const bool parsed = nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
  if (!parsed) return fail(ErrorCode::invalid, "The JSON cannot be read: " + builder.problem + ".");
  return std::move(builder.root);
}

std::string to_text(const Json& json) {
  JsonWriter out;
  write(out, json);
  return out.take();
}

}  // namespace satchel
