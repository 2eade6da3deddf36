// Forms in, errors out.
#include "server/providers/stripe_api.h"

#include "server/providers/setting_values.h"
#include "shared/wire/reader.h"

namespace satchel::server {

std::string form_encoded(std::string_view text) {
  static constexpr char hex[] = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == '.';
    if (plain) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += '%';
    encoded += hex[byte >> 4];
    encoded += hex[byte & 15];
  }
  return encoded;
}

std::string currency_word(Currency currency) {
  std::string word(to_text(currency));
  for (char& letter : word) letter = static_cast<char>(letter + ('a' - 'A'));
  return word;
}

std::optional<Currency> currency_of_word(std::string word) {
  for (char& letter : word) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - ('a' - 'A'));
  }
  return parse_enum<Currency>(word);
}

Result<OutsideCall> gateway_call(const Settings& settings, std::string_view path) {
  OutsideCall call = SATCHEL_TRY(call_of(settings, path));
  call.bearer = setting_text(settings, "secret_key");
  if (call.bearer.empty()) {
    return fail(ErrorCode::unavailable,
                "No key for the card gateway is set; satchel provider set card secret_key=-");
  }
  return call;
}

Result<OutsideAnswer> post_form(const Settings& settings, std::string_view path, const Form& form,
                                const std::string& idempotency_key) {
  OutsideCall call = SATCHEL_TRY(gateway_call(settings, path));
  for (const auto& [name, value] : form) {
    call.body += (call.body.empty() ? "" : "&") + form_encoded(name) + "=" + form_encoded(value);
  }
  call.headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                  {"Idempotency-Key", idempotency_key}};
  return call_outside(call);
}

GatewayError read_gateway_error(const std::string& body) {
  const auto read = read_document(body, Strictness::tolerant, [](ObjectReader& in) {
    GatewayError error;
    in.object("error", [&](ObjectReader& fields) {
      error.type = fields.text("type");
      error.message = fields.optional_text("message");
    });
    return error;
  });
  return read ? *read : GatewayError{{}, excerpt_of(body)};
}

Error gateway_refusal(const OutsideAnswer& answer) {
  const bool again = verdict_of_refusal(answer.status) == JobVerdict::retry;
  return {again ? ErrorCode::unavailable : ErrorCode::invalid,
          "The gateway answered " + std::to_string(answer.status) + ": " +
              read_gateway_error(answer.body).message};
}

}  // namespace satchel::server
