// Draws fields whose text and value are not the same thing.
#include "web/screens/typed_fields.h"

#include <algorithm>
#include <charconv>

#include "shared/base/text.h"
#include "shared/domain/billing/price_terms.h"
#include "web/model/words.h"

namespace satchel::web {
namespace {

std::optional<std::int64_t> parse_whole(const std::string& text, std::int64_t most) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  if (!whole || number < 0 || number > most) return std::nullopt;
  return number;
}

std::vector<std::string> split_commas(const std::string& text) {
  std::vector<std::string> parts;
  std::size_t at = 0;
  while (at <= text.size()) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    const std::string part = trim(text.substr(at, end - at));
    if (!part.empty()) parts.push_back(part);
    at = end + 1;
  }
  return parts;
}

std::string with_commas(const std::vector<std::string>& texts) {
  std::string joined;
  for (const std::string& text : texts) joined += (joined.empty() ? "" : ", ") + text;
  return joined;
}

}  // namespace

template <class Read>
void TypedFields::draw(FieldSpec spec, const std::string& key, const std::string& resting,
                       Read read) {
  const auto known = typed_.find(key);
  std::string text = known == typed_.end() ? resting : known->second;
  const bool bad = wrong_.contains(key);
  if (bad && spec.error.empty()) spec.error = "This cannot be read. Check what you typed.";
  const FieldResult result =
      spec.type == InputType::date ? date_field(spec, text) : text_field(spec, text);
  if (!result.changed) return;
  typed_[key] = text;
  if (read(text)) {
    wrong_.erase(key);
  } else {
    wrong_.insert(key);
  }
}

void TypedFields::percent(FieldSpec spec, const std::string& key, std::int64_t& ppm) {
  draw(spec, key, percent_text(ppm), [&](const std::string& text) {
    const auto parsed = parse_percent(text);
    if (parsed) ppm = *parsed;
    return parsed.has_value();
  });
}

void TypedFields::price(FieldSpec spec, const std::string& key, Decimal& price) {
  draw(spec, key, to_text(price), [&](const std::string& text) {
    const auto parsed = parse_price(text);
    if (parsed) price = *parsed;
    return parsed.has_value();
  });
}

void TypedFields::terms(FieldSpec spec, const std::string& key, PriceTerms& terms) {
  draw(spec, key, to_text(terms), [&](const std::string& text) {
    const auto parsed = parse_price_terms(text);
    if (parsed) terms = *parsed;
    return parsed.has_value();
  });
}

void TypedFields::phases(FieldSpec spec, const std::string& key, std::vector<PlanPhase>& phases) {
  draw(spec, key, to_text(phases), [&](const std::string& text) {
    const auto parsed = parse_plan_phases(text);
    if (parsed) phases = *parsed;
    return parsed.has_value();
  });
}

void TypedFields::amount(FieldSpec spec, const std::string& key, Money& amount) {
  draw(spec, key, plain_amount(amount), [&](const std::string& text) {
    const auto parsed = parse_price(text);
    const auto money = parsed ? extend(*parsed, 1, 1, amount.currency) : std::nullopt;
    if (money) amount = *money;
    return money.has_value();
  });
}

void TypedFields::day(FieldSpec spec, const std::string& key, std::optional<Date>& day) {
  spec.type = InputType::date;
  draw(spec, key, day ? to_text(*day) : "", [&](const std::string& text) {
    const auto parsed = parse_date(text);
    if (parsed || text.empty()) day = parsed;
    return parsed || text.empty();
  });
}

void TypedFields::list(FieldSpec spec, const std::string& key, std::vector<std::string>& texts) {
  draw(spec, key, with_commas(texts), [&](const std::string& text) {
    texts = split_commas(text);
    return true;
  });
}

void TypedFields::whole(FieldSpec spec, const std::string& key, std::optional<std::int64_t>& number,
                        std::int64_t most) {
  draw(spec, key, number ? std::to_string(*number) : "", [&](const std::string& text) {
    const auto parsed = parse_whole(text, most);
    if (parsed || text.empty()) number = parsed;
    return parsed || text.empty();
  });
}

void TypedFields::clear() {
  typed_.clear();
  wrong_.clear();
}

}  // namespace satchel::web
