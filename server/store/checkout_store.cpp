// Checkouts in SQL, and their jobs.
#include "server/store/checkout_store.h"

#include "shared/wire/reader.h"
#include "shared/wire/writer.h"

namespace satchel::server {
namespace {

constexpr std::int64_t look_attempts_max = 5;

Checkout checkout_of(const Row& row) {
  Checkout checkout;
  checkout.id = row.id<CheckoutId>(0);
  checkout.account_id = row.id<AccountId>(1);
  checkout.order_id = row.id<OrderId>(2);
  checkout.invoice_id = row.id<InvoiceId>(3);
  checkout.amount = {row.number(4), row.word<Currency>(5)};
  checkout.title = row.text(6);
  checkout.return_address = row.text(7);
  checkout.state = row.word<CheckoutState>(8);
  checkout.session_id = row.text(9);
  checkout.page_address = row.text(10);
  checkout.charge_id = row.text(11);
  checkout.error = row.text(12);
  checkout.created_at = {row.number(13)};
  return checkout;
}

std::optional<Checkout> first_checkout(const Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return checkout_of(rows[0]);
}

}  // namespace

Result<void> save_checkout(Transaction& tx, const Checkout& checkout) {
  return tx.run(R"sql(
    INSERT INTO checkout (id, account_id, order_id, invoice_id, amount_minor, currency, title,
      return_address, state, session_id, page_address, charge_id, error, created_at_ms)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
    ON CONFLICT (id) DO UPDATE SET state = excluded.state, session_id = excluded.session_id,
      page_address = excluded.page_address, charge_id = excluded.charge_id, error = excluded.error
  )sql",
                checkout.id, checkout.account_id, checkout.order_id, checkout.invoice_id,
                checkout.amount.minor, checkout.amount.currency, checkout.title,
                checkout.return_address, checkout.state, checkout.session_id, checkout.page_address,
                checkout.charge_id, checkout.error, checkout.created_at);
}

Result<std::optional<Checkout>> find_checkout(Transaction& tx, const CheckoutId& id) {
  return first_checkout(SATCHEL_TRY(tx.query(R"sql(
    SELECT id, account_id, order_id, invoice_id, amount_minor, currency, title, return_address,
      state, session_id, page_address, charge_id, error, created_at_ms
    FROM checkout WHERE id = $1
  )sql",
                                             id)));
}

Result<std::optional<Checkout>> find_same_checkout(Transaction& tx, const Checkout& wanted) {
  return first_checkout(SATCHEL_TRY(tx.query(
      R"sql(
    SELECT id, account_id, order_id, invoice_id, amount_minor, currency, title, return_address,
      state, session_id, page_address, charge_id, error, created_at_ms
    FROM checkout
    WHERE account_id = $1 AND order_id = $2 AND invoice_id = $3 AND amount_minor = $4
      AND state IN ('asked', 'open') AND created_at_ms > $5
    ORDER BY id DESC LIMIT 1
  )sql",
      wanted.account_id, wanted.order_id, wanted.invoice_id, wanted.amount.minor,
      wanted.created_at.ms - checkout_lifetime_ms)));
}

Result<void> ask_gateway(const ServerWrite& write, const CheckoutId& id, CheckoutAct act) {
  NewJob job{.kind = JobKind::payment,
             .subject = "checkout:" + id.text(),
             .payload = "{}",
             .idempotency_key = std::string(to_text(act)) + ":" + id.text()};
  if (act == CheckoutAct::look) {
    const auto jobs = SATCHEL_TRY(list_jobs(write.tx, {.subject = job.subject}, 100));
    for (const Job& each : jobs) {
      const bool under_way = each.state != JobState::done && each.state != JobState::given_up;
      if (checkout_act_of(each) == act && under_way) return {};
    }
    job.idempotency_key += ":" + std::to_string(jobs.size());
    job.attempts_max = look_attempts_max;
  }
  SATCHEL_TRY(add_job(write, job));
  return {};
}

Money refund_of(const Job& job, const Checkout& checkout) {
  const auto amount = read_document(job.payload, Strictness::tolerant, [&](ObjectReader& in) {
    return in.has("amount") ? in.money("amount") : checkout.amount;
  });
  return amount.value_or(checkout.amount);
}

Result<void> ask_refund(const ServerWrite& write, const Checkout& checkout, Money refunded) {
  NewJob job{.kind = JobKind::payment,
             .subject = "checkout:" + checkout.id.text(),
             .idempotency_key = "refund:" + checkout.id.text()};
  Money asked{0, checkout.amount.currency};
  for (const Job& each : SATCHEL_TRY(list_jobs(write.tx, {.subject = job.subject}, 100))) {
    if (checkout_act_of(each) == CheckoutAct::refund) asked = asked + refund_of(each, checkout);
  }
  if (refunded.minor <= asked.minor) return {};
  if (asked.minor > 0) job.idempotency_key += ":" + std::to_string(asked.minor);
  JsonWriter payload;
  payload.begin_object();
  payload.field("amount", refunded - asked);
  payload.end_object();
  job.payload = payload.take();
  SATCHEL_TRY(add_job(write, job));
  return {};
}

CheckoutAct checkout_act_of(const Job& job) {
  const std::string_view key = job.idempotency_key;
  return parse_enum<CheckoutAct>(key.substr(0, key.find(':'))).value_or(CheckoutAct::look);
}

}  // namespace satchel::server
