// FraudChecker: asks an outside service how risky an order is, in the shape of minFraud Score.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/store/provider_store.h"
#include "shared/base/clock.h"
#include "shared/base/decimal.h"
#include "shared/base/money.h"
#include "shared/base/result.h"

namespace satchel::server {

struct FraudCartItem {
  std::string item_id;
  std::int64_t quantity = 1;
  Money price;  // Of one.
};

/// What the service is told. Empty texts are left out.
struct FraudQuestion {
  std::string transaction_id;
  Timestamp at;
  std::string ip_address;
  std::string account_id;
  std::string email;
  std::string first_name;
  std::string last_name;
  std::string company;
  std::string address;
  std::string city;
  std::string region;
  std::string country;  // ISO 3166 code of two letters.
  std::string postal;
  std::string phone;
  Money amount;
  std::vector<FraudCartItem> cart;
};

struct FraudAnswer {
  std::string id;                     // What the service calls this check.
  Decimal risk_score;                 // 0.01 to 99: the chance of fraud in per cent.
  std::string funds_remaining;        // As written by the service; empty when it says nothing.
  std::vector<std::string> warnings;  // "CODE: sentence".
};

/// A checker answers, or is unavailable (worth another attempt), or refuses the question as
/// invalid.
class FraudChecker {
 public:
  virtual ~FraudChecker() = default;

  virtual Result<FraudAnswer> check(const FraudQuestion& question) = 0;
};

/// minFraud Score over HTTP with basic authentication.
class MinFraud final : public FraudChecker {
 public:
  explicit MinFraud(Settings settings) : settings_(std::move(settings)) {}

  Result<FraudAnswer> check(const FraudQuestion& question) override;

 private:
  Settings settings_;
};

/// Returns whether an outside checker is set up.
bool has_fraud_checker(const Settings& settings);

}  // namespace satchel::server
