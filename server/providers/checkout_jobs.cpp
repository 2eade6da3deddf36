// From a checkout to the gateway and back.
#include "server/providers/checkout_jobs.h"

#include "server/providers/payment_gateway.h"
#include "shared/store/payment_store.h"
#include "shared/wire/reader.h"
#include "shared/wire/writer.h"

namespace satchel::server {
namespace {

std::string encode_news(const CheckoutNews& news) {
  JsonWriter out;
  out.begin_object();
  out.field("state", news.state);
  out.field("session_id", news.session_id);
  out.field("page_address", news.page_address);
  out.field("charge_id", news.charge_id);
  out.field("amount", news.amount);
  out.end_object();
  return out.take();
}

JobOutcome gave_no_answer(const Error& error) {
  const bool again = error.code == ErrorCode::unavailable;
  return {again ? JobVerdict::retry : JobVerdict::give_up, error.message, {}};
}

/// Gives money back under the job's own name, so that it is given back once.
JobOutcome refund(Settings settings, const Checkout& checkout, const Job& job) {
  const auto answer = CardGateway(std::move(settings))
                          .refund({.amount = refund_of(job, checkout),
                                   .charge_id = checkout.charge_id,
                                   .idempotency_key = job.idempotency_key});
  if (!answer) return gave_no_answer(answer.error());
  if (answer->status == PaymentStatus::declined) {
    return {JobVerdict::give_up, answer->message, {}};
  }
  return {.remote_id = answer->remote_id};
}

}  // namespace

Result<JobOutcome> attempt_checkout(const ServerContext& context, const Job& job) {
  const auto id = CheckoutId::parse(subject_id(job, "checkout"));
  std::optional<Checkout> checkout;
  Settings settings;
  {
    const auto tx = SATCHEL_TRY(context.database.begin(Access::read));
    if (id) checkout = SATCHEL_TRY(find_checkout(*tx, *id));
    settings = SATCHEL_TRY(load_settings(*tx, Provider::card));
  }
  if (!checkout) return JobOutcome{JobVerdict::give_up, "The checkout is gone.", {}};
  const CheckoutAct act = checkout_act_of(job);
  if (act == CheckoutAct::refund) return refund(std::move(settings), *checkout, job);
  CardCheckout gateway(std::move(settings));
  const auto news = act == CheckoutAct::open ? gateway.open(*checkout) : gateway.look(*checkout);
  if (!news) return gave_no_answer(news.error());
  return JobOutcome{.remote_id = news->session_id, .answer = encode_news(*news)};
}

std::optional<CheckoutNews> news_of(const JobOutcome& outcome) {
  if (outcome.answer.empty()) return std::nullopt;
  const auto news = read_document(outcome.answer, Strictness::strict, [](ObjectReader& in) {
    CheckoutNews read;
    read.state = in.word<CheckoutState>("state");
    read.session_id = in.text("session_id");
    read.page_address = in.text("page_address");
    read.charge_id = in.text("charge_id");
    read.amount = in.money("amount");
    return read;
  });
  return news ? std::optional(*news) : std::nullopt;
}

}  // namespace satchel::server
