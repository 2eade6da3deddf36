// minFraud Score: JSON goes in, a score comes out.
#include "server/providers/fraud_checker.h"
#include "server/providers/http_client.h"
#include "server/providers/setting_values.h"
#include "server/store/civil_date.h"
#include "shared/wire/reader.h"
#include "shared/wire/writer.h"

namespace satchel::server {
namespace {

/// Fields of one object of the question; an object without any is left out.
using TextFields = std::vector<std::pair<std::string_view, std::string>>;

void write_texts(JsonWriter& out, std::string_view name, const TextFields& fields) {
  bool open = false;
  for (const auto& [field, value] : fields) {
    if (value.empty()) continue;
    if (!open) {
      out.key(name);
      out.begin_object();
      open = true;
    }
    out.field(field, value);
  }
  if (open) out.end_object();
}

void write_order(JsonWriter& out, const FraudQuestion& question) {
  out.key("order");
  out.begin_object();
  out.key("amount");
  out.raw(plain_amount(question.amount));
  out.field("currency", question.amount.currency);
  out.end_object();
  out.key("shopping_cart");
  out.begin_array();
  for (const FraudCartItem& item : question.cart) {
    out.begin_object();
    out.field("item_id", item.item_id);
    out.field("quantity", item.quantity);
    out.key("price");
    out.raw(plain_amount(item.price));
    out.end_object();
  }
  out.end_array();
}

std::string question_body(const FraudQuestion& question) {
  const std::string& email = question.email;
  const std::size_t at = email.find('@');
  JsonWriter out;
  out.begin_object();
  write_texts(out, "device", {{"ip_address", question.ip_address}});
  write_texts(out, "event",
              {{"transaction_id", question.transaction_id},
               {"time", to_iso(question.at)},
               {"type", "purchase"}});
  write_texts(out, "account", {{"user_id", question.account_id}});
  write_texts(out, "email",
              {{"address", email}, {"domain", at == email.npos ? "" : email.substr(at + 1)}});
  write_texts(out, "billing",
              {{"first_name", question.first_name},
               {"last_name", question.last_name},
               {"company", question.company},
               {"address", question.address},
               {"city", question.city},
               {"region", question.region},
               {"country", question.country},
               {"postal", question.postal},
               {"phone_number", question.phone}});
  write_order(out, question);
  out.end_object();
  return out.take();
}

/// Returns a number of the answer as it was written: whole, or with a fraction kept as text.
std::string number_text(ObjectReader& in, std::string_view name) {
  const Json* json = in.required(name);
  if (json == nullptr) return {};
  if (const auto* whole = std::get_if<std::int64_t>(&json->value)) return std::to_string(*whole);
  if (const auto* text = std::get_if<std::string>(&json->value)) return *text;
  in.report(name, "must be a number");
  return {};
}

FraudAnswer read_answer(ObjectReader& in) {
  FraudAnswer answer;
  answer.id = in.text("id");
  if (const auto score = parse_decimal(number_text(in, "risk_score"))) {
    answer.risk_score = *score;
  } else {
    in.report("risk_score", "must be a decimal number");
  }
  if (in.has("funds_remaining")) answer.funds_remaining = number_text(in, "funds_remaining");
  in.each_object("warnings", 100, [&](ObjectReader& warning) {
    answer.warnings.push_back(warning.text("code") + ": " + warning.text("warning"));
  });
  return answer;
}

Result<FraudAnswer> parse_answer(const std::string& body) {
  const auto json = parse_json(body, Fractions::as_text);
  ReadProblem problem;
  if (!json) {
    problem.detail = json.error().message;
  } else {
    FraudAnswer answer;
    {
      ObjectReader reader(*json, "", Strictness::tolerant, problem);
      answer = read_answer(reader);
    }
    if (problem.detail.empty()) return answer;
  }
  return fail(ErrorCode::unavailable,
              "The fraud checker's answer cannot be read: " + problem.detail);
}

}  // namespace

Result<FraudAnswer> MinFraud::check(const FraudQuestion& question) {
  OutsideCall call = SATCHEL_TRY(call_of(settings_, "/minfraud/v2.0/score"));
  call.user = setting_text(settings_, "account_id");
  call.password = setting_text(settings_, "license_key");
  call.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};
  call.body = question_body(question);
  const OutsideAnswer answer = SATCHEL_TRY(call_outside(call));
  if (answer.status == 200) return parse_answer(answer.body);
  const bool again = verdict_of_refusal(answer.status) == JobVerdict::retry;
  return fail(again ? ErrorCode::unavailable : ErrorCode::invalid,
              "The fraud checker answered " + std::to_string(answer.status) + ": " +
                  excerpt_of(answer.body));
}

bool has_fraud_checker(const Settings& settings) {
  return !setting_text(settings, "account_id").empty();
}

}  // namespace satchel::server
