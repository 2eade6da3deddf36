// TaxTally: the exclusive tax of an invoice, by rate.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "shared/base/decimal.h"
#include "shared/base/enum_words.h"
#include "shared/base/money.h"

namespace satchel {

/// Whether tax is rounded on each line, or once for each rate on the invoice.
enum class TaxRounding { line, invoice };
SATCHEL_ENUM_WORDS(TaxRounding, "line", "invoice");

class TaxTally {
 public:
  TaxTally(TaxRounding tax_rounding, Rounding rounding, Currency currency)
      : tax_rounding_(tax_rounding), rounding_(rounding), currency_(currency) {}

  /// Adds a line of `net` that is taxed at `rate` per cent; nothing for a rate of 0.
  void add(Money net, const Decimal& rate);

  bool empty() const { return by_rate_.empty(); }

  /// Returns the tax of all lines.
  Money tax() const;

  /// Returns rates and bases: `20 % of 35.48`.
  std::string words() const;

 private:
  struct Part {
    Decimal rate;
    std::int64_t base_minor = 0;
    std::int64_t tax_minor = 0;  // Each line rounded by itself.
  };

  std::int64_t tax_of(std::int64_t minor, const Decimal& rate) const;

  TaxRounding tax_rounding_;
  Rounding rounding_;
  Currency currency_;
  std::map<std::string, Part> by_rate_;
};

}  // namespace satchel
