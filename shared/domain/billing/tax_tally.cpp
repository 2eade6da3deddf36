// Adds up bases by rate, and rounds where the organisation wants it.
#include "shared/domain/billing/tax_tally.h"

namespace satchel {

void TaxTally::add(Money net, const Decimal& rate) {
  if (rate.coefficient == 0) return;
  const std::string key = to_text(trimmed(rate, 0));
  Part& part = by_rate_.try_emplace(key, Part{rate, {0, currency_}, {0, currency_}}).first->second;
  part.base = part.base + net;
  part.tax = part.tax + tax_of(net, rate);
}

std::vector<TaxTally::Part> TaxTally::parts() const {
  std::vector<Part> parts;
  for (const auto& entry : by_rate_) {
    parts.push_back(entry.second);
    Part& part = parts.back();
    if (tax_rounding_ == TaxRounding::invoice) part.tax = tax_of(part.base, part.rate);
  }
  return parts;
}

Money TaxTally::tax_of(Money net, const Decimal& rate) const {
  const auto product = multiply(to_decimal(net), rate);
  const auto tax = product ? extend(*product, Ratio{1, 100}, currency_, rounding_) : std::nullopt;
  return tax.value_or(Money{0, currency_});
}

}  // namespace satchel
