// Adds up the signs of fraud that an order shows.
#include "shared/domain/order/fraud_rules.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "shared/base/text.h"

namespace satchel {
namespace {

constexpr std::int64_t score_max = 100;

/// Top-level domains of countries, with the name under which addresses have the country (ISO 3166).
constexpr auto country_domains = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"ar", "argentina"}, {"at", "austria"},     {"au", "australia"},   {"be", "belgium"},
     {"br", "brazil"},    {"ca", "canada"},      {"ch", "switzerland"}, {"cl", "chile"},
     {"cn", "china"},     {"cz", "czechia"},     {"de", "germany"},     {"dk", "denmark"},
     {"es", "spain"},     {"fi", "finland"},     {"fr", "france"},      {"gr", "greece"},
     {"hu", "hungary"},   {"ie", "ireland"},     {"in", "india"},       {"it", "italy"},
     {"jp", "japan"},     {"kr", "south korea"}, {"mx", "mexico"},      {"nl", "netherlands"},
     {"no", "norway"},    {"nz", "new zealand"}, {"pl", "poland"},      {"pt", "portugal"},
     {"ro", "romania"},   {"ru", "russia"},      {"se", "sweden"},      {"tr", "turkey"},
     {"ua", "ukraine"},   {"uk", "uk"},          {"us", "usa"},         {"ve", "venezuela"}});

std::string domain_of(const std::string& email) {
  const std::size_t at = email.rfind('@');
  return at == std::string::npos ? std::string() : fold(email.substr(at + 1));
}

std::string_view country_of_domain(std::string_view domain) {
  const std::size_t dot = domain.rfind('.');
  if (dot == std::string_view::npos) return {};
  for (const auto& [top, country] : country_domains) {
    if (domain.substr(dot + 1) == top) return country;
  }
  return {};
}

void find_email_domain(const OrderFacts& facts, const FraudRules& rules, FraudCheck& check) {
  const std::string domain = domain_of(facts.account->email);
  const bool listed = std::any_of(rules.email_domains.begin(), rules.email_domains.end(),
                                  [&](const std::string& each) { return fold(each) == domain; });
  if (!listed) return;
  check.findings.push_back(
      {"email_domain", rules.email_domain_weight, "E-mail at a suspicious domain, " + domain});
}

void find_country_mismatch(const OrderFacts& facts, const FraudRules& rules, FraudCheck& check) {
  const std::string stated = fold(facts.account->address.country);
  const std::string_view expected = country_of_domain(domain_of(facts.account->email));
  if (stated.empty() || expected.empty() || stated == expected) return;
  // Only countries we know by this name can be said to differ.
  const bool known = std::any_of(country_domains.begin(), country_domains.end(),
                                 [&](const auto& each) { return each.second == stated; });
  if (!known) return;
  check.findings.push_back({"country_mismatch", rules.country_mismatch_weight,
                            "Address in " + facts.account->address.country +
                                ", e-mail of another country: " + std::string(expected)});
}

void find_velocity(const OrderFacts& facts, const FraudRules& rules, FraudCheck& check) {
  const std::int64_t orders = facts.orders_last_day + 1;
  if (orders <= rules.velocity_orders) return;
  check.findings.push_back({"velocity", rules.velocity_weight,
                            std::to_string(orders) + " orders for this e-mail within 24 hours"});
}

void find_high_amount(const OrderDocument& document, const FraudRules& rules, FraudCheck& check) {
  const Money* limit = find_amount(rules.amounts, document.currency);
  const auto totals = totals_of(document);
  if (limit == nullptr || !totals || totals->one_time.minor <= limit->minor) return;
  check.findings.push_back(
      {"amount", rules.amount_weight, "One-time total over " + to_text(*limit)});
}

void find_new_account(const OrderFacts& facts, const FraudRules& rules, FraudCheck& check) {
  const std::int64_t days = days_between(facts.account->created_on, facts.today);
  if (days >= rules.new_account_days) return;
  check.findings.push_back({"new_account", rules.new_account_weight,
                            "The account is " + std::to_string(days) + " days old"});
}

}  // namespace

FraudCheck fraud_check_of(const OrderDocument& document, const OrderFacts& facts) {
  const FraudRules& rules = facts.organisation.settings.fraud;
  FraudCheck check;
  check.source = "own rules";
  find_email_domain(facts, rules, check);
  find_country_mismatch(facts, rules, check);
  find_velocity(facts, rules, check);
  find_high_amount(document, rules, check);
  find_new_account(facts, rules, check);
  for (const FraudFinding& finding : check.findings) check.score += finding.points;
  check.score = std::min(check.score, score_max);
  return check;
}

std::string country_code_of(std::string_view country) {
  const std::string folded = fold(trim(country));
  for (const auto& [top, name] : country_domains) {
    if (folded != name && folded != top) continue;
    if (top == "uk") return "GB";
    std::string code;
    for (const char letter : top) code += static_cast<char>(letter - ('a' - 'A'));
    return code;
  }
  return {};
}

bool is_over_threshold(const FraudCheck& check, const Organisation& organisation) {
  const auto& threshold = organisation.settings.fraud.threshold;
  return threshold && check.score > *threshold;
}

}  // namespace satchel
