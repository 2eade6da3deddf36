// TaxTally: the exclusive tax of an invoice, by rate.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "shared/base/decimal.h"
#include "shared/base/money.h"
#include "shared/domain/billing/tax_table.h"

namespace satchel {

class TaxTally {
 public:
  TaxTally(TaxRounding tax_rounding, Rounding rounding, Currency currency)
      : tax_rounding_(tax_rounding), rounding_(rounding), currency_(currency) {}

  /// Adds a line of `net` that is taxed at `rate` per cent; nothing for a rate of 0.
  void add(Money net, const Decimal& rate);

  /// The tax of all lines of one rate.
  struct Part {
    Decimal rate;  // Per cent.
    Money base;
    Money tax;
  };

  /// Returns a part for each rate that occurred.
  std::vector<Part> parts() const;

 private:
  Money tax_of(Money net, const Decimal& rate) const;

  TaxRounding tax_rounding_;
  Rounding rounding_;
  Currency currency_;
  std::map<std::string, Part> by_rate_;
};

}  // namespace satchel
