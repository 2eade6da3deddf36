// What all requests to a gateway that speaks Stripe's API share: forms, keys, currencies, errors.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "server/providers/http_client.h"
#include "shared/base/money.h"
#include "shared/wire/json.h"

namespace satchel::server {

using Form = std::vector<std::pair<std::string, std::string>>;

/// What is read of an error.
struct GatewayError {
  std::string type;
  std::string message;
};

/// Returns the text with everything but letters, digits, `-`, `_` and `.` percent-encoded.
std::string form_encoded(std::string_view text);

/// Returns the currency as the gateway writes it: "usd"; and back, nothing for an unknown word.
std::string currency_word(Currency currency);
std::optional<Currency> currency_of_word(std::string word);

/// Returns a call to the gateway of the settings. ErrorCode::unavailable without a key.
Result<OutsideCall> gateway_call(const Settings& settings, std::string_view path);

/// Sends a form under an idempotency key and returns the answer, whatever its status.
Result<OutsideAnswer> post_form(const Settings& settings, std::string_view path, const Form& form,
                                const std::string& idempotency_key);

/// Returns the error in an answer; an excerpt of what came when it is none.
GatewayError read_gateway_error(const std::string& body);

/// Returns the accident that an answer without success is: worth another attempt or not.
Error gateway_refusal(const OutsideAnswer& answer);

}  // namespace satchel::server
