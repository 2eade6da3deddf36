// Payments that a person takes.
#include "server/providers/payment_gateway.h"

namespace satchel::server {

Result<PaymentAnswer> ManualGateway::charge(const Charge&) {
  return PaymentAnswer{PaymentStatus::pending, {}, "Record the payment when the money is there."};
}

Result<PaymentAnswer> ManualGateway::find_charge(const std::string&) {
  return fail(ErrorCode::not_found, "Payments by hand are known to nobody else.");
}

Result<PaymentAnswer> ManualGateway::refund(const Refund&) {
  return PaymentAnswer{PaymentStatus::pending, {}, "Pay the amount back by hand and record it."};
}

}  // namespace satchel::server
