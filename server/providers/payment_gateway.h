// PaymentGateway: takes and gives back money; by hand, or by card through a gateway with tokens.
#pragma once

#include <string>

#include "server/store/provider_store.h"
#include "shared/base/enum_words.h"
#include "shared/base/money.h"
#include "shared/base/result.h"

namespace satchel::server {

/// succeeded: the money has moved. pending: it will, or a person has to move it. declined: it will
/// not.
enum class PaymentStatus { succeeded, pending, declined };

}  // namespace satchel::server

namespace satchel {
SATCHEL_ENUM_WORDS(server::PaymentStatus, "succeeded", "pending", "declined");
}  // namespace satchel

namespace satchel::server {

struct Charge {
  Money amount;                 // More than zero.
  std::string token;            // "pm_..." or "tok_...", made by the gateway's own page.
  std::string reference;        // What it is for, in the gateway's records: an order's number.
  std::string idempotency_key;  // A repetition under it charges nothing more.
};

struct Refund {
  Money amount;  // More than zero.
  std::string charge_id;
  std::string idempotency_key;
};

struct PaymentAnswer {
  PaymentStatus status = PaymentStatus::pending;
  std::string remote_id;  // What the gateway calls the charge or refund; empty without one.
  std::string message;    // Unless succeeded: why, for people.
};

/// A gateway answers, or is unavailable (worth another attempt), or refuses the request as invalid.
class PaymentGateway {
 public:
  virtual ~PaymentGateway() = default;

  virtual Result<PaymentAnswer> charge(const Charge& charge) = 0;
  /// Asks what became of a charge.
  virtual Result<PaymentAnswer> find_charge(const std::string& remote_id) = 0;
  virtual Result<PaymentAnswer> refund(const Refund& refund) = 0;
};

/// Bank transfer, check and cash: a person takes the money and records it; nothing is asked.
class ManualGateway final : public PaymentGateway {
 public:
  Result<PaymentAnswer> charge(const Charge& charge) override;
  Result<PaymentAnswer> find_charge(const std::string& remote_id) override;
  Result<PaymentAnswer> refund(const Refund& refund) override;
};

/// Cards, through a gateway that speaks Stripe's API. Card numbers never come here: only tokens are
/// taken, everything else is refused before anything is sent.
class CardGateway final : public PaymentGateway {
 public:
  explicit CardGateway(Settings settings) : settings_(std::move(settings)) {}

  Result<PaymentAnswer> charge(const Charge& charge) override;
  Result<PaymentAnswer> find_charge(const std::string& remote_id) override;
  Result<PaymentAnswer> refund(const Refund& refund) override;

 private:
  Settings settings_;
};

/// Returns whether the text is a token of a gateway: pm_ or tok_ and letters and digits.
bool is_payment_token(std::string_view text);

}  // namespace satchel::server
