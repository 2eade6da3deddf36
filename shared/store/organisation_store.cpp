// Reads and writes the organisation and its number series.
#include "shared/store/organisation_store.h"

#include "shared/store/coupon_store.h"
#include "shared/store/settings_store.h"
#include "shared/store/tax_store.h"

namespace satchel {

Result<std::optional<Organisation>> find_organisation(Transaction& tx) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT version, legal_name, address, tax_id, currency, time_zone, bill_cycle_day,
           payment_terms_days, verification_delay_minutes, closed_through, demo, demo_today,
           seal_key
    FROM organisation
  )sql"));
  if (rows.empty()) return std::optional<Organisation>();
  const Row& row = rows.front();
  Organisation organisation;
  organisation.version = row.number(0);
  organisation.legal_name = row.text(1);
  organisation.address = row.text(2);
  organisation.tax_id = row.text(3);
  organisation.currency = row.word<Currency>(4);
  organisation.time_zone = row.text(5);
  organisation.bill_cycle_day = static_cast<unsigned>(row.number(6));
  organisation.payment_terms_days = row.number(7);
  organisation.verification_delay_minutes = row.number(8);
  organisation.closed_through = row.optional_day(9);
  organisation.settings = SATCHEL_TRY(load_settings(tx));
  organisation.demo = row.number(10) != 0;
  organisation.demo_today = row.optional_day(11);
  organisation.seal_key = row.text(12);
  organisation.taxes = SATCHEL_TRY(load_tax_table(tx));
  organisation.coupons = SATCHEL_TRY(load_coupons(tx));
  return std::optional<Organisation>(std::move(organisation));
}

Result<void> save_organisation(Transaction& tx, const Organisation& organisation) {
  SATCHEL_TRY(save_settings(tx, organisation.settings));
  SATCHEL_TRY(save_tax_rows(tx, organisation.taxes));
  SATCHEL_TRY(save_coupons(tx, organisation.coupons));
  return tx.run(R"sql(
    INSERT INTO organisation (id, version, legal_name, address, tax_id, currency, time_zone,
      bill_cycle_day, payment_terms_days, verification_delay_minutes, closed_through, demo,
      demo_today, seal_key, tax_rounding)
    VALUES ('-', $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
    ON CONFLICT (id) DO UPDATE SET version = excluded.version, legal_name = excluded.legal_name,
      address = excluded.address, tax_id = excluded.tax_id, currency = excluded.currency,
      time_zone = excluded.time_zone, bill_cycle_day = excluded.bill_cycle_day,
      payment_terms_days = excluded.payment_terms_days,
      verification_delay_minutes = excluded.verification_delay_minutes,
      closed_through = excluded.closed_through, demo = excluded.demo,
      demo_today = excluded.demo_today, seal_key = excluded.seal_key,
      tax_rounding = excluded.tax_rounding
  )sql",
                organisation.version, organisation.legal_name, organisation.address,
                organisation.tax_id, organisation.currency, organisation.time_zone,
                organisation.bill_cycle_day, organisation.payment_terms_days,
                organisation.verification_delay_minutes, organisation.closed_through,
                organisation.demo, organisation.demo_today, organisation.seal_key,
                organisation.taxes.rounding);
}

Result<void> save_closed_cycle(Transaction& tx, Date closed_through, Timestamp at) {
  return tx.run(R"sql(
    INSERT INTO closed_cycle (closed_through, closed_at_ms) VALUES ($1, $2)
    ON CONFLICT (closed_through) DO NOTHING
  )sql",
                closed_through, at);
}

Result<std::optional<Date>> find_closed_through(Transaction& tx, Timestamp at) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT MAX(closed_through) FROM closed_cycle WHERE closed_at_ms <= $1
  )sql",
                                         at));
  return rows.front().optional_day(0);
}

Result<std::int64_t> take_numbers(Transaction& tx, std::string_view series, std::int64_t count) {
  if (count < 1) return fail(ErrorCode::invalid, "At least one number must be taken.");
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    INSERT INTO number_series (series, next_number) VALUES ($1, 1001 + CAST($2 AS BIGINT))
    ON CONFLICT (series) DO UPDATE
      SET next_number = number_series.next_number + CAST($2 AS BIGINT)
    RETURNING next_number
  )sql",
                                         series, count));
  return rows.front().number(0) - count;
}

}  // namespace satchel
