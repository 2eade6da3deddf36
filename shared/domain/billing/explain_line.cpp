// Puts the derivation that each line carries into steps.
#include "shared/domain/billing/explain_line.h"

#include "shared/base/text.h"
#include "shared/base/words.h"
#include "shared/domain/billing/coupon_lines.h"
#include "shared/domain/billing/tax_lines.h"

namespace satchel {
namespace {

std::string text_of(const Decimal& number) { return to_text(trimmed(number, 0)); }

/// The words of one step of the rating: `20 × 1.50 + 10 once`.
std::string words_of(const RatedStep& step, bool per_cent) {
  std::string words = text_of(step.units) + " × " + to_text(step.price);
  if (per_cent) words += " %";
  if (step.flat.coefficient != 0) words += " + " + to_text(step.flat) + " once";
  return words;
}

class Explanation {
 public:
  explicit Explanation(const InvoiceLine& line) : line_(line) {}

  std::vector<ExplainedStep> take() {
    add_source();
    add_price();
    add_period();
    add_discount();
    add_late();
    const Money off = coupons_off(line_.coupons, line_.amount.currency);
    add("Rounding", "Once, to the currency's smallest unit", to_text(priced_amount(line_) + off));
    add_coupons();
    add_tax();
    add("Total", "", to_text(line_.amount + line_.tax));
    return std::move(steps_);
  }

 private:
  void add(std::string title, std::string words, std::string amount = {}) {
    steps_.push_back({std::move(title), std::move(words), std::move(amount)});
  }

  void add_source() {
    if (line_.order_number != 0) add("Order", std::to_string(line_.order_number));
    add("Charge", capitalised(std::string(words_of(line_.kind))));
    if (line_.price_book_version != 0) {
      add("Price book", "Version " + std::to_string(line_.price_book_version));
    }
  }

  void add_price() {
    if (line_.kind == LineKind::true_up) {
      const Decimal least = line_.terms.minimum_spend.value_or(Decimal{});
      return add("Minimum spend", "Of a whole period", to_text(least));
    }
    const Rating rating{line_.terms, line_.model, line_.unit_price};
    if (line_.model == ChargeModel::percentage) return add_events();
    std::vector<RatedStep> rated;
    const Decimal units = line_.usage.value_or(Decimal{line_.quantity, 0});
    exact_ = rate(rating, units, &rated);
    if (line_.model == ChargeModel::flat) {
      return add("Price", "Flat, whatever the quantity", to_text(line_.unit_price));
    }
    const bool free = line_.terms.free_units.coefficient != 0;
    if (free) {
      add("Free", text_of(line_.terms.free_units) + " of " + text_of(units) + " cost nothing");
    }
    const bool package = line_.model == ChargeModel::package;
    if (package) add("Packages", "Of " + text_of(line_.terms.package_size) + ", once begun");
    const bool per_cent = line_.model == ChargeModel::tiered_percentage;
    for (std::size_t index = 0; index < rated.size(); ++index) {
      const bool tiers = has_tiers(line_.model) && line_.model != ChargeModel::volume;
      add(tiers ? "Tier " + std::to_string(index + 1) : "Price", words_of(rated[index], per_cent),
          text_of(rated[index].amount));
    }
    if (exact_ && rated.size() > 1) add("Together", "All tiers", text_of(*exact_));
  }

  /// The single events are not on the line, only their value.
  void add_events() {
    std::string words = to_text(line_.unit_price) + " % of each event";
    if (line_.terms.fixed_per_event.coefficient != 0) {
      words += " + " + to_text(line_.terms.fixed_per_event);
    }
    if (line_.terms.free_events != 0) {
      words += ", the first " + std::to_string(line_.terms.free_events) + " free";
    }
    if (line_.terms.minimum) words += ", at least " + to_text(*line_.terms.minimum) + " each";
    add("Percentage", words, line_.usage ? text_of(*line_.usage) + " in all" : "");
  }

  void add_period() {
    if (line_.kind == LineKind::fixed) return;
    const std::string days =
        long_date(line_.period.start) + " to " + long_date(add_days(line_.period.end, -1));
    const bool usage = line_.kind == LineKind::usage || line_.kind == LineKind::late_usage;
    if (usage) return add("Period", days);
    if (line_.days_billed == line_.days_in_period) return add("Period", days + ", whole");
    const std::string share =
        std::to_string(line_.days_billed) + " of " + std::to_string(line_.days_in_period) + " days";
    add("Period", share + ", " + days);
  }

  void add_discount() {
    if (line_.discount_ppm != 0) add("Discount", percent_of(line_.discount_ppm) + " off");
  }

  void add_late() {
    if (line_.kind != LineKind::late_usage) return;
    add("Billed before", "What the period's usage costs now, less what was billed for it");
  }

  void add_coupons() {
    for (const LineCoupon& coupon : line_.coupons) {
      std::string words =
          coupon.terms.code + ", " + coupon.terms.name + ": " + words_of(coupon.terms);
      if (coupon.off.minor < 0) words += "; its part of what is given back";
      add("Coupon", std::move(words), to_text(Money{-coupon.off.minor, coupon.off.currency}));
    }
  }

  void add_tax() {
    const LineTax& taxed = line_.taxed;
    std::string words;
    switch (taxed.treatment) {
      case TaxTreatment::product_rate:
        words = line_.tax_ppm == 0 ? "None" : percent_of(line_.tax_ppm) + " on top";
        break;
      case TaxTreatment::table:
        words = percent_of(line_.tax_ppm) + (taxed.inclusive ? " within the price" : " on top");
        add("Tax rate", taxed.name + " (" + taxed.code + ") of category " + taxed.category +
                            " in " + taxed.place + ", as on " + long_date(*taxed.on));
        break;
      case TaxTreatment::unlisted:
        words = "None: the tax table lists no category " + taxed.category +
                " for the customer's address on " + long_date(*taxed.on);
        break;
      case TaxTreatment::exempt:
        words = "None: the customer is exempt";
        break;
    }
    if (line_.kind == LineKind::credit && line_.tax_ppm != 0) {
      words += ", as it was billed";
    } else if (taxed.rounding == TaxRounding::invoice && line_.tax_ppm != 0) {
      words += ", rounded once for all lines of this rate";
    }
    add("Tax", words, to_text(line_.tax));
    if (taxed.inclusive) add("Net", "The price without its tax", to_text(line_.amount));
  }

  const InvoiceLine& line_;
  std::optional<Decimal> exact_;
  std::vector<ExplainedStep> steps_;
};

}  // namespace

std::vector<ExplainedStep> explain_line(const InvoiceLine& line) {
  return Explanation(line).take();
}

}  // namespace satchel
