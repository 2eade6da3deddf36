// Stripe's API: forms go in, JSON comes out.
#include <algorithm>

#include "server/providers/payment_gateway.h"
#include "server/providers/stripe_api.h"
#include "shared/base/text.h"
#include "shared/wire/reader.h"

namespace satchel::server {
namespace {

constexpr std::size_t token_length_max = 255;

/// What is read of a payment intent or a refund.
struct GatewayObject {
  std::string id;
  std::string status;
  std::int64_t amount = 0;
  std::string currency;
};

Result<GatewayObject> read_object(const std::string& body) {
  return read_document(body, Strictness::tolerant, [](ObjectReader& in) {
    return GatewayObject{in.text("id"), in.text("status"), in.number("amount"),
                         in.text("currency")};
  });
}

PaymentStatus status_in(const std::string& word) {
  if (word == "succeeded") return PaymentStatus::succeeded;
  if (word == "processing" || word == "pending") return PaymentStatus::pending;
  return PaymentStatus::declined;
}

/// A card that is declined is an answer; everything else that is refused is an accident.
Result<PaymentAnswer> refusal_of(const OutsideAnswer& answer) {
  const GatewayError error = read_gateway_error(answer.body);
  if (error.type == "card_error") {
    return PaymentAnswer{PaymentStatus::declined, {}, error.message};
  }
  return tl::unexpected<Error>(gateway_refusal(answer));
}

Result<PaymentAnswer> answer_of(const OutsideAnswer& answer, const Money* wanted) {
  if (answer.status < 200 || answer.status > 299) return refusal_of(answer);
  const auto object = read_object(answer.body);
  if (!object) {
    return fail(ErrorCode::unavailable,
                "The gateway's answer cannot be read: " + object.error().message);
  }
  if (wanted != nullptr &&
      (object->amount != wanted->minor || object->currency != currency_word(wanted->currency))) {
    return fail(ErrorCode::corrupt, "The gateway answers with another amount for " + object->id);
  }
  PaymentAnswer found{status_in(object->status), object->id, {}};
  if (found.status != PaymentStatus::succeeded) {
    found.message = "The gateway says: " + object->status + ".";
  }
  return found;
}

Result<PaymentAnswer> post_money(const Settings& settings, std::string_view path, const Form& form,
                                 const std::pair<std::string, Money>& keyed) {
  return answer_of(SATCHEL_TRY(post_form(settings, path, form, keyed.first)), &keyed.second);
}

}  // namespace

bool is_payment_token(std::string_view text) {
  const bool known = text.starts_with("pm_") || text.starts_with("tok_");
  return known && text.size() <= token_length_max && text.size() > text.find('_') + 1 &&
         card_number_in(text).empty() && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '_';
         });
}

Result<PaymentAnswer> CardGateway::charge(const Charge& charge) {
  if (!is_payment_token(charge.token)) {
    return fail(ErrorCode::invalid,
                "A card is charged by the token that the gateway's page gives, never by a number.");
  }
  Form form{{"amount", std::to_string(charge.amount.minor)},
            {"currency", currency_word(charge.amount.currency)},
            {"confirm", "true"},
            {"payment_method_types[]", "card"},
            {"metadata[reference]", charge.reference}};
  if (charge.token.starts_with("pm_")) {
    form.emplace_back("payment_method", charge.token);
  } else {
    form.emplace_back("payment_method_data[type]", "card");
    form.emplace_back("payment_method_data[card][token]", charge.token);
  }
  return post_money(settings_, "/v1/payment_intents", form,
                    {charge.idempotency_key, charge.amount});
}

Result<PaymentAnswer> CardGateway::find_charge(const std::string& remote_id) {
  OutsideCall call =
      SATCHEL_TRY(gateway_call(settings_, "/v1/payment_intents/" + form_encoded(remote_id)));
  call.method = "GET";
  return answer_of(SATCHEL_TRY(call_outside(call)), nullptr);
}

Result<PaymentAnswer> CardGateway::refund(const Refund& refund) {
  return post_money(
      settings_, "/v1/refunds",
      {{"payment_intent", refund.charge_id}, {"amount", std::to_string(refund.amount.minor)}},
      {refund.idempotency_key, refund.amount});
}

}  // namespace satchel::server
