// Finds, words and checks coupons.
#include "shared/domain/billing/coupon.h"

#include <algorithm>
#include <charconv>

#include "shared/base/text.h"
#include "shared/base/words.h"
#include "shared/domain/limits.h"

namespace satchel {
namespace {

constexpr std::size_t coupons_kept_max = 1'000;
constexpr std::size_t coupon_code_length_max = 40;
constexpr std::int64_t coupon_periods_max = 1'200;
constexpr std::int64_t redemptions_limit = 1'000'000'000;

/// The parts of a line of text; tabs lie between them.
std::vector<std::string_view> parts_of(std::string_view line, char between) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = line.find(between);
    parts.push_back(line.substr(0, end));
    if (end == line.npos) return parts;
    line.remove_prefix(end + 1);
  }
}

std::int64_t number_of(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::string line_of(const CouponTerms& terms) {
  std::string line = terms.code + "\t" + terms.name + "\t" + std::to_string(terms.percent_ppm) +
                     "\t" + std::to_string(terms.amount.minor) + "\t" +
                     std::string(to_text(terms.duration)) + "\t" + std::to_string(terms.periods) +
                     "\t";
  for (const ProductId& product : terms.products) {
    if (&product != &terms.products.front()) line += ' ';
    line += product.text();
  }
  return line;
}

constexpr std::size_t terms_parts = 7;
constexpr std::size_t line_coupon_parts = terms_parts + 2;

CouponTerms terms_in(const std::vector<std::string_view>& parts, Currency currency) {
  CouponTerms terms;
  terms.code = parts[0];
  terms.name = parts[1];
  terms.percent_ppm = number_of(parts[2]);
  terms.amount = {number_of(parts[3]), currency};
  terms.duration = parse_enum<CouponDuration>(parts[4]).value_or(CouponDuration::once);
  terms.periods = number_of(parts[5]);
  if (parts[6].empty()) return terms;
  for (const std::string_view product : parts_of(parts[6], ' ')) {
    if (const auto id = ProductId::parse(product)) terms.products.push_back(*id);
  }
  return terms;
}

bool is_code(std::string_view code) {
  return !code.empty() && std::all_of(code.begin(), code.end(), [](char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= 'a' && letter <= 'z') || letter == '-' || letter == '_';
  });
}

void check_coupon(const Coupon& coupon, const std::string& path,
                  std::vector<FieldProblem>& problems) {
  const auto check = [&](const char* field, bool good, Reason reason = Reason::field_invalid) {
    if (!good) problems.push_back({path + field, reason});
  };
  check("code", is_code(coupon.code) && coupon.code.size() <= coupon_code_length_max);
  const bool clean = is_clean_utf8(coupon.name) && coupon.name.find('\n') == std::string::npos &&
                     coupon.name.find('\t') == std::string::npos;
  check("name", clean);
  check("name", length_of(coupon.name) <= short_text_length_max, Reason::field_too_long);
  check("name", !trim(coupon.name).empty(), Reason::field_required);
  check("percent", coupon.percent_ppm >= 0 && coupon.percent_ppm <= discount_ppm_max);
  // One of both: a percentage, or amounts.
  check("percent", (coupon.percent_ppm != 0) != !coupon.amounts.empty());
  for (const Money& amount : coupon.amounts) {
    const auto same = [&](const Money& each) { return each.currency == amount.currency; };
    check("amounts", amount.minor > 0 && amount.minor <= amount_minor_max,
          Reason::amount_out_of_range);
    check("amounts", std::count_if(coupon.amounts.begin(), coupon.amounts.end(), same) == 1);
  }
  check("periods", coupon.periods >= 1 && coupon.periods <= coupon_periods_max);
  check("valid_until", !coupon.valid_until || coupon.valid_from <= *coupon.valid_until,
        Reason::end_before_start);
  const std::int64_t most = coupon.redemptions_max.value_or(1);
  check("redemptions_max", most >= 1 && most <= redemptions_limit);
}

}  // namespace

const Coupon* find_coupon(const Coupons& coupons, std::string_view code) {
  const std::string wanted = fold(trim(code));
  const auto found = std::find_if(coupons.begin(), coupons.end(), [&](const Coupon& coupon) {
    return fold(coupon.code) == wanted;
  });
  return found == coupons.end() ? nullptr : &*found;
}

std::optional<CouponTerms> terms_of(const Coupon& coupon, Currency currency) {
  CouponTerms terms{coupon.code,     coupon.name,    coupon.percent_ppm, {0, currency},
                    coupon.duration, coupon.periods, coupon.products};
  if (coupon.percent_ppm != 0) return terms;
  for (const Money& amount : coupon.amounts) {
    if (amount.currency != currency) continue;
    terms.amount = amount;
    return terms;
  }
  return std::nullopt;
}

bool is_valid(const Coupon& coupon, Date ordered_on) {
  return coupon.valid_from <= ordered_on &&
         (!coupon.valid_until || ordered_on <= *coupon.valid_until);
}

bool is_for(const CouponTerms& terms, const ProductId& product) {
  return terms.products.empty() ||
         std::find(terms.products.begin(), terms.products.end(), product) != terms.products.end();
}

std::int64_t periods_of(const CouponTerms& terms) {
  switch (terms.duration) {
    case CouponDuration::once:
      return 1;
    case CouponDuration::periods:
      return terms.periods;
    case CouponDuration::forever:
      return INT64_MAX;
  }
  return 1;
}

std::string words_of(const CouponTerms& terms) {
  std::string words =
      (terms.percent_ppm != 0 ? percent_of(terms.percent_ppm) : to_text(terms.amount)) + " off, ";
  switch (terms.duration) {
    case CouponDuration::once:
      return words + "once";
    case CouponDuration::periods:
      return words + "for " + std::to_string(terms.periods) + " periods";
    case CouponDuration::forever:
      return words + "every period";
  }
  return words;
}

std::string to_text(const std::vector<CouponTerms>& coupons) {
  std::string text;
  for (const CouponTerms& terms : coupons) text += (text.empty() ? "" : "\n") + line_of(terms);
  return text;
}

std::vector<CouponTerms> parse_coupons(std::string_view text, Currency currency) {
  std::vector<CouponTerms> coupons;
  if (text.empty()) return coupons;
  for (const std::string_view line : parts_of(text, '\n')) {
    const auto parts = parts_of(line, '\t');
    if (parts.size() == terms_parts) coupons.push_back(terms_in(parts, currency));
  }
  return coupons;
}

std::vector<FieldProblem> problems_of(const Coupons& coupons) {
  std::vector<FieldProblem> problems;
  if (coupons.size() > coupons_kept_max) problems.push_back({"coupons", Reason::too_many_items});
  for (std::size_t index = 0; index < coupons.size(); ++index) {
    const std::string path = "coupons[" + std::to_string(index) + "].";
    check_coupon(coupons[index], path, problems);
    if (find_coupon(coupons, coupons[index].code) != &coupons[index]) {
      problems.push_back({path + "code", Reason::field_invalid});
    }
  }
  return problems;
}

std::string to_text(const std::vector<LineCoupon>& coupons) {
  std::string text;
  for (const LineCoupon& each : coupons) {
    text += (text.empty() ? "" : "\n") + line_of(each.terms) + "\t" + std::to_string(each.period) +
            "\t" + std::to_string(each.off.minor);
  }
  return text;
}

std::vector<LineCoupon> parse_line_coupons(std::string_view text, Currency currency) {
  std::vector<LineCoupon> coupons;
  if (text.empty()) return coupons;
  for (const std::string_view line : parts_of(text, '\n')) {
    const auto parts = parts_of(line, '\t');
    if (parts.size() != line_coupon_parts) continue;
    coupons.push_back({terms_in(parts, currency),
                       number_of(parts[terms_parts]),
                       {number_of(parts[terms_parts + 1]), currency}});
  }
  return coupons;
}

}  // namespace satchel
