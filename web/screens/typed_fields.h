// TypedFields: fields for rates, prices, dates and lists, which keep what is typed until it can be
// read.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/decimal.h"
#include "shared/base/money.h"
#include "shared/domain/catalog/price_book.h"
#include "web/kit/field.h"

namespace satchel::web {

/// Belongs to a screen's draft. `key` names a field for as long as its form is open.
class TypedFields {
 public:
  /// Each draws the field and puts what can be read into the value; else the field says what it
  /// takes, and the value stays.
  void percent(FieldSpec spec, const std::string& key, std::int64_t& ppm);
  void price(FieldSpec spec, const std::string& key, Decimal& price);
  void amount(FieldSpec spec, const std::string& key, Money& amount);
  void day(FieldSpec spec, const std::string& key, std::optional<Date>& day);
  /// Tiers, packages and minimums as text.
  void terms(FieldSpec spec, const std::string& key, PriceTerms& terms);
  /// The phases of a plan as text.
  void phases(FieldSpec spec, const std::string& key, std::vector<PlanPhase>& phases);
  /// Texts with commas between.
  void list(FieldSpec spec, const std::string& key, std::vector<std::string>& texts);
  /// A whole number from 0 to `most`, or nothing when empty.
  void whole(FieldSpec spec, const std::string& key, std::optional<std::int64_t>& number,
             std::int64_t most);

  /// Whether everything that was typed could be read.
  bool ok() const { return wrong_.empty(); }
  void clear();

 private:
  template <class Read>
  void draw(FieldSpec spec, const std::string& key, const std::string& resting, Read read);

  std::map<std::string, std::string> typed_;
  std::set<std::string> wrong_;
};

}  // namespace satchel::web
