// Adds up bases by rate, and rounds where the organisation wants it.
#include "shared/domain/billing/tax_tally.h"

namespace satchel {

void TaxTally::add(Money net, const Decimal& rate) {
  if (rate.coefficient == 0) return;
  Part& part = by_rate_[to_text(trimmed(rate, 0))];
  part.rate = rate;
  part.base_minor += net.minor;
  part.tax_minor += tax_of(net.minor, rate);
}

Money TaxTally::tax() const {
  Money tax{0, currency_};
  for (const auto& entry : by_rate_) {
    const Part& part = entry.second;
    tax.minor +=
        tax_rounding_ == TaxRounding::line ? part.tax_minor : tax_of(part.base_minor, part.rate);
  }
  return tax;
}

std::string TaxTally::words() const {
  std::string words;
  for (const auto& entry : by_rate_) {
    words += (words.empty() ? "" : ", ") + entry.first + " % of " +
             plain_amount({entry.second.base_minor, currency_});
  }
  return words.empty() ? "as entered" : words;
}

std::int64_t TaxTally::tax_of(std::int64_t minor, const Decimal& rate) const {
  const auto product = multiply({minor, exponent_of(currency_)}, rate);
  const auto tax = product ? extend(*product, Ratio{1, 100}, currency_, rounding_) : std::nullopt;
  return tax ? tax->minor : 0;
}

}  // namespace satchel
