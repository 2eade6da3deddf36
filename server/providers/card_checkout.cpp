// Stripe Checkout: a form opens a session, JSON says how it stands.
#include "server/providers/card_checkout.h"

#include <sodium.h>

#include <algorithm>
#include <charconv>

#include "server/providers/setting_values.h"
#include "server/providers/signature.h"
#include "server/providers/stripe_api.h"
#include "shared/base/hash.h"
#include "shared/wire/reader.h"

namespace satchel::server {
namespace {

constexpr std::int64_t event_age_max_s = 300;

/// Reads a checkout session, which comes as an answer and within events.
CheckoutNews read_session(ObjectReader& in) {
  CheckoutNews news;
  news.session_id = in.text("id");
  news.page_address = in.optional_text("url");
  news.charge_id = in.optional_text("payment_intent");
  const auto currency = currency_of_word(in.text("currency"));
  if (!currency) in.report("currency", "is not a currency known here");
  news.amount = {in.number("amount_total"), currency.value_or(Currency::usd)};
  const std::string status = in.text("status");
  if (in.text("payment_status") == "paid") {
    news.state = CheckoutState::paid;
    if (news.charge_id.empty()) in.report("payment_intent", "is missing");
  } else if (status == "expired") {
    news.state = CheckoutState::failed;
  }
  return news;
}

/// Reads a document whose fractions nobody needs.
template <class Read>
auto read_gateway_document(std::string_view body, Read read)
    -> Result<decltype(read(std::declval<ObjectReader&>()))> {
  const Json json = SATCHEL_TRY(parse_json(body, Fractions::as_text));
  ReadProblem problem;
  auto value = [&] {
    ObjectReader reader(json, "", Strictness::tolerant, problem);
    return read(reader);
  }();
  if (!problem.detail.empty()) return fail(ErrorCode::invalid, problem.detail);
  return value;
}

Result<CheckoutNews> news_in(const OutsideAnswer& answer) {
  if (answer.status < 200 || answer.status > 299) {
    return tl::unexpected<Error>(gateway_refusal(answer));
  }
  auto news = read_gateway_document(answer.body, read_session);
  if (news) return news;
  return fail(ErrorCode::unavailable,
              "The gateway's answer cannot be read: " + news.error().message);
}

/// The parts of the header: "t=1492774577,v1=5257a8...,v1=...".
struct EventSignature {
  std::string timestamp;
  std::vector<std::string_view> macs;
};

EventSignature parse_signature(std::string_view header) {
  EventSignature signature;
  while (!header.empty()) {
    const std::string_view part = header.substr(0, header.find(','));
    header.remove_prefix(std::min(header.size(), part.size() + 1));
    if (part.starts_with("t=")) signature.timestamp = part.substr(2);
    if (part.starts_with("v1=")) signature.macs.push_back(part.substr(3));
  }
  return signature;
}

bool is_recent(const std::string& timestamp, Timestamp now) {
  std::int64_t seconds = 0;
  const char* end = timestamp.data() + timestamp.size();
  const auto parsed = std::from_chars(timestamp.data(), end, seconds);
  if (timestamp.empty() || parsed.ec != std::errc() || parsed.ptr != end) return false;
  const std::int64_t now_s = now.ms / 1000;
  return seconds >= now_s - event_age_max_s && seconds <= now_s + event_age_max_s;
}

std::string hex_of(const std::string& bytes) {
  return to_hex({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

/// Compares in a time that tells nothing.
bool is_same(std::string_view given, const std::string& right) {
  return given.size() == right.size() &&
         sodium_memcmp(given.data(), right.data(), given.size()) == 0;
}

bool is_about_checkouts(std::string_view type) { return type.starts_with("checkout.session."); }

CheckoutEvent read_event(ObjectReader& in) {
  CheckoutEvent event;
  const std::string type = in.text("type");
  if (!is_about_checkouts(type)) return event;
  in.object("data", [&](ObjectReader& data) {
    data.object("object", [&](ObjectReader& session) {
      event.checkout_id =
          CheckoutId::parse(session.optional_text("client_reference_id")).value_or(CheckoutId());
      event.news = read_session(session);
    });
  });
  const bool failed = type == "checkout.session.async_payment_failed";
  if (failed) event.news.state = CheckoutState::failed;
  return event;
}

}  // namespace

Result<CheckoutNews> CardCheckout::open(const Checkout& checkout) {
  const Form form{{"mode", "payment"},
                  {"client_reference_id", checkout.id.text()},
                  {"payment_method_types[0]", "card"},
                  {"line_items[0][quantity]", "1"},
                  {"line_items[0][price_data][currency]", currency_word(checkout.amount.currency)},
                  {"line_items[0][price_data][unit_amount]", std::to_string(checkout.amount.minor)},
                  {"line_items[0][price_data][product_data][name]", checkout.title},
                  {"success_url", checkout.return_address},
                  {"cancel_url", checkout.return_address}};
  auto news = news_in(SATCHEL_TRY(
      post_form(settings_, "/v1/checkout/sessions", form, "checkout:" + checkout.id.text())));
  const bool page =
      news && (news->page_address.starts_with("https://") || is_private_line(news->page_address));
  if (!news || page) return news;
  return fail(ErrorCode::unavailable, "The gateway's answer names no page to pay on.");
}

Result<CheckoutNews> CardCheckout::look(const Checkout& checkout) {
  OutsideCall call = SATCHEL_TRY(
      gateway_call(settings_, "/v1/checkout/sessions/" + form_encoded(checkout.session_id)));
  call.method = "GET";
  return news_in(SATCHEL_TRY(call_outside(call)));
}

Result<CheckoutEvent> open_event(const Settings& settings, const SignedEvent& event) {
  const std::string secret = setting_text(settings, "event_secret");
  if (secret.empty()) {
    return fail(ErrorCode::unauthorized,
                "No secret for the gateway's events is set; satchel provider set card "
                "event_secret=-");
  }
  const EventSignature signature = parse_signature(event.signature);
  if (!is_recent(signature.timestamp, event.at)) {
    return fail(ErrorCode::unauthorized, "The signature is missing, too old or too new.");
  }
  const std::string right =
      hex_of(hmac_sha256(secret, signature.timestamp + "." + std::string(event.body)));
  const bool genuine = std::any_of(signature.macs.begin(), signature.macs.end(),
                                   [&](std::string_view mac) { return is_same(mac, right); });
  if (!genuine) return fail(ErrorCode::unauthorized, "The signature is not the gateway's.");
  return read_gateway_document(event.body, read_event);
}

}  // namespace satchel::server
