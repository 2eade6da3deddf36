// From an order to the checker's question, and from its answer to a check.
#include "server/providers/fraud_jobs.h"

#include <algorithm>

#include "server/providers/fraud_checker.h"
#include "shared/domain/order/fraud_rules.h"
#include "shared/store/account_store.h"
#include "shared/store/order_store.h"
#include "shared/wire/reader.h"
#include "shared/wire/writer.h"

namespace satchel::server {
namespace {

FraudQuestion question_about(const Order& order, const Account& account, Timestamp at) {
  FraudQuestion question{.transaction_id = order.id.text(),
                         .at = at,
                         .account_id = account.id.text(),
                         .email = account.email,
                         .first_name = account.first_name,
                         .last_name = account.last_name,
                         .company = account.company_name,
                         .address = account.address.street,
                         .city = account.address.city,
                         .region = account.address.region,
                         .country = country_code_of(account.address.country),
                         .postal = account.address.postal_code,
                         .phone = account.phone,
                         .amount = {0, order.document.currency}};
  if (const auto totals = totals_of(order.document)) question.amount = totals->one_time;
  for (const OrderItem& item : order.document.items) {
    Money price{0, order.document.currency};
    for (const ItemCharge& charge : item.charges) {
      const auto amount = amount_of(item, charge, order.document.currency);
      if (amount && charge.kind == ChargeKind::one_time) price.minor += amount->minor;
    }
    question.cart.push_back({item.product_id.text(), 1, price});
  }
  return question;
}

/// Rounds the risk up to a whole score.
std::int64_t whole_score(const Decimal& risk) {
  std::int64_t unit = 1;
  for (int digit = 0; digit < risk.scale; ++digit) unit *= 10;
  const std::int64_t up = (risk.coefficient + unit - 1) / unit;
  return std::clamp<std::int64_t>(up, 0, 100);
}

std::string encode_answer(const FraudAnswer& answer) {
  std::string detail = "Risk " + to_text(answer.risk_score) + " %.";
  for (const std::string& warning : answer.warnings) detail += " " + warning;
  JsonWriter out;
  out.begin_object();
  out.field("score", whole_score(answer.risk_score));
  out.field("detail", detail);
  out.end_object();
  return out.take();
}

}  // namespace

Result<JobOutcome> attempt_fraud_check(const ServerContext& context, const Job& job) {
  const auto id = OrderId::parse(subject_id(job, "order"));
  std::optional<Order> order;
  std::optional<Account> account;
  Settings settings;
  {
    const auto tx = SATCHEL_TRY(context.database.begin(Access::read));
    if (id) order = SATCHEL_TRY(find_order(*tx, *id));
    if (order) account = SATCHEL_TRY(find_account(*tx, order->document.account_id));
    settings = SATCHEL_TRY(load_settings(*tx, Provider::fraud));
  }
  if (!account) return JobOutcome{JobVerdict::give_up, "The order is gone."};
  const auto answer =
      MinFraud(std::move(settings)).check(question_about(*order, *account, job.created_at));
  if (answer) return JobOutcome{.remote_id = answer->id, .answer = encode_answer(*answer)};
  const bool again = answer.error().code == ErrorCode::unavailable;
  return JobOutcome{again ? JobVerdict::retry : JobVerdict::give_up, answer.error().message};
}

FraudCheck fraud_check_in(FraudCheck own, const Job& job, const JobOutcome& outcome) {
  own.pending = false;
  if (job.state == JobState::given_up) {
    own.findings.push_back({"minfraud", 0, "The checker gave no answer: " + job.last_error});
    return own;
  }
  const auto said = read_document(outcome.answer, Strictness::strict, [](ObjectReader& in) {
    return FraudFinding{"minfraud", in.number("score"), in.text("detail")};
  });
  if (!said) return own;
  if (said->points >= own.score) own.source = "minFraud";
  own.score = std::max(own.score, said->points);
  own.findings.push_back(*said);
  return own;
}

}  // namespace satchel::server
