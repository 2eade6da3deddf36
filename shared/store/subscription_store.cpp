// Reads and writes subscriptions and billable charges.
#include "shared/domain/billing/price_terms.h"
#include "shared/store/billing_store.h"

namespace satchel {
namespace {

constexpr std::string_view subscription_columns = R"sql(
    SELECT id, version, account_id, order_id, order_item_id, name, quantity, monthly_minor,
           currency, starts_on, ends_on, state, product_id, plan_id
    FROM subscription
)sql";

Subscription subscription_of(const Row& row) {
  Subscription subscription;
  subscription.id = row.id<SubscriptionId>(0);
  subscription.version = row.number(1);
  subscription.account_id = row.id<AccountId>(2);
  subscription.order_id = row.id<OrderId>(3);
  subscription.order_item_id = row.id<OrderItemId>(4);
  subscription.name = row.text(5);
  subscription.quantity = row.number(6);
  subscription.monthly = {row.number(7), row.word<Currency>(8)};
  subscription.start = row.day(9);
  subscription.end = row.optional_day(10);
  subscription.state = row.word<SubscriptionState>(11);
  subscription.product_id = row.id<ProductId>(12);
  subscription.plan_id = row.id<PlanId>(13);
  return subscription;
}

BillableCharge charge_of(const Row& row) {
  BillableCharge charge;
  charge.id = row.id<BillableChargeId>(0);
  charge.account_id = row.id<AccountId>(1);
  charge.order_id = row.id<OrderId>(2);
  charge.order_number = row.number(3);
  charge.position = row.number(4);
  charge.order_item_id = row.id<OrderItemId>(5);
  charge.subscription_id = row.id<SubscriptionId>(6);
  charge.name = row.text(7);
  charge.kind = row.word<ChargeKind>(8);
  charge.model = row.word<ChargeModel>(9);
  charge.timing = row.word<ChargeTiming>(10);
  charge.currency = row.word<Currency>(11);
  charge.quantity = row.number(12);
  charge.unit_price = row.decimal(13);
  charge.discount_ppm = row.number(14);
  charge.price_book_version = row.number(15);
  charge.start = row.day(16);
  charge.end = row.optional_day(17);
  charge.tax_ppm = row.number(18);
  charge.every = parse_recurrence(row.text(19)).value_or(Recurrence{});
  charge.catalogue_id = row.id<ChargeId>(20);
  charge.terms = parse_price_terms(row.text(21)).value_or(PriceTerms{});
  if (const auto aligned_to = row.optional_day(22)) charge.alignment = align_to_start(*aligned_to);
  charge.closed_on = row.optional_day(23);
  charge.terms_end = row.optional_day(24);
  charge.paused = row.number(25) != 0;
  charge.tax_category = row.text(26);
  charge.product_id = row.id<ProductId>(27);
  charge.coupons = parse_coupons(row.text(28), charge.currency);
  charge.coupons_from = row.day(29);
  return charge;
}

constexpr std::string_view charge_columns = R"sql(
    SELECT id, account_id, order_id, order_number, position, order_item_id, subscription_id, name,
           kind, model, timing, currency, quantity, unit_price, discount_ppm, price_book_version,
           starts_on, ends_on, tax_ppm, every, catalogue_charge_id, terms, aligned_to, closed_on,
           terms_end_on, paused, tax_category, product_id, coupons, coupons_from
    FROM billable_charge
)sql";

std::optional<Date> aligned_day_of(const BillableCharge& charge) {
  if (!charge.alignment) return std::nullopt;
  return charge.alignment->origin;
}

}  // namespace

Result<std::optional<Subscription>> find_subscription(Transaction& tx, const SubscriptionId& id) {
  const Rows rows = SATCHEL_TRY(tx.query(std::string(subscription_columns) + "WHERE id = $1", id));
  if (rows.empty()) return std::optional<Subscription>();
  return std::optional<Subscription>(subscription_of(rows.front()));
}

Result<void> save_subscription(Transaction& tx, const Subscription& subscription) {
  return tx.run(R"sql(
    INSERT INTO subscription (id, version, account_id, order_id, order_item_id, name, quantity,
      monthly_minor, currency, starts_on, ends_on, state, product_id, plan_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
    ON CONFLICT (id) DO UPDATE SET version = excluded.version, account_id = excluded.account_id,
      order_id = excluded.order_id, order_item_id = excluded.order_item_id, name = excluded.name,
      quantity = excluded.quantity, monthly_minor = excluded.monthly_minor,
      currency = excluded.currency, starts_on = excluded.starts_on, ends_on = excluded.ends_on,
      state = excluded.state, product_id = excluded.product_id, plan_id = excluded.plan_id
  )sql",
                subscription.id, subscription.version, subscription.account_id,
                subscription.order_id, subscription.order_item_id, subscription.name,
                subscription.quantity, subscription.monthly.minor, subscription.monthly.currency,
                subscription.start, subscription.end, subscription.state, subscription.product_id,
                subscription.plan_id);
}

Result<void> erase_subscription(Transaction& tx, const SubscriptionId& id) {
  return tx.run("DELETE FROM subscription WHERE id = $1", id);
}

Result<std::vector<Subscription>> list_subscriptions(Transaction& tx, const AccountId& account_id) {
  const std::string order = "ORDER BY starts_on DESC, id DESC";
  const std::string all(subscription_columns);
  const Rows rows = SATCHEL_TRY(account_id.empty()
                                    ? tx.query(all + order)
                                    : tx.query(all + "WHERE account_id = $1 " + order, account_id));
  std::vector<Subscription> subscriptions;
  for (const Row& row : rows) subscriptions.push_back(subscription_of(row));
  return subscriptions;
}

Result<std::vector<Subscription>> load_order_subscriptions(Transaction& tx,
                                                           const OrderId& order_id) {
  std::vector<Subscription> subscriptions;
  for (const Row& row : SATCHEL_TRY(tx.query(
           std::string(subscription_columns) + "WHERE order_id = $1 ORDER BY id", order_id))) {
    subscriptions.push_back(subscription_of(row));
  }
  return subscriptions;
}

Result<void> save_billable_charge(Transaction& tx, const BillableCharge& charge) {
  return tx.run(R"sql(
    INSERT INTO billable_charge (id, account_id, order_id, order_number, position, order_item_id,
      subscription_id, name, kind, model, timing, currency, quantity, unit_price, discount_ppm,
      price_book_version, starts_on, ends_on, tax_ppm, every, catalogue_charge_id, terms,
      aligned_to, closed_on, terms_end_on, paused, tax_category, product_id, coupons, coupons_from)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
      $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30)
    ON CONFLICT (id) DO NOTHING
  )sql",
                charge.id, charge.account_id, charge.order_id, charge.order_number, charge.position,
                charge.order_item_id, charge.subscription_id, charge.name, charge.kind,
                charge.model, charge.timing, charge.currency, charge.quantity, charge.unit_price,
                charge.discount_ppm, charge.price_book_version, charge.start, charge.end,
                charge.tax_ppm, to_text(charge.every), charge.catalogue_id, to_text(charge.terms),
                aligned_day_of(charge), charge.closed_on, charge.terms_end, charge.paused,
                charge.tax_category, charge.product_id, to_text(charge.coupons),
                charge.coupons_from);
}

Result<std::optional<Date>> find_subscription_billed_to(Transaction& tx, const SubscriptionId& id) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT MAX(s.period_end) FROM billable_charge c JOIN charge_slot s ON s.charge_id = c.id
    WHERE c.subscription_id = $1
  )sql",
                                         id));
  return rows.front().optional_day(0);
}

Result<std::optional<Date>> find_charge_billed_to(Transaction& tx, const BillableChargeId& id) {
  const Rows rows =
      SATCHEL_TRY(tx.query("SELECT MAX(period_end) FROM charge_slot WHERE charge_id = $1", id));
  return rows.front().optional_day(0);
}

Result<std::vector<BillableCharge>> load_account_charges(Transaction& tx,
                                                         const AccountId& account_id, Date before) {
  std::vector<BillableCharge> charges;
  for (const Row& row : SATCHEL_TRY(tx.query(std::string(charge_columns) + R"sql(
    WHERE account_id = $1 AND starts_on < $2 ORDER BY starts_on, order_number, order_id, position
  )sql",
                                             account_id, before))) {
    charges.push_back(charge_of(row));
  }
  return charges;
}

Result<std::vector<BillableCharge>> load_subscription_charges(Transaction& tx,
                                                              const SubscriptionId& id) {
  std::vector<BillableCharge> charges;
  for (const Row& row :
       SATCHEL_TRY(tx.query(std::string(charge_columns) +
                                "WHERE subscription_id = $1 ORDER BY starts_on, position, id",
                            id))) {
    charges.push_back(charge_of(row));
  }
  return charges;
}

Result<void> end_billable_charge(Transaction& tx, const BillableCharge& charge) {
  return tx.run(
      "UPDATE billable_charge SET ends_on = $2, closed_on = $3, paused = $4, aligned_to = $5 "
      "WHERE id = $1",
      charge.id, charge.end, charge.closed_on, charge.paused, aligned_day_of(charge));
}

Result<void> end_billable_charges(Transaction& tx, const OrderId& order_id, Date end) {
  SATCHEL_TRY(tx.run(R"sql(
    DELETE FROM billable_charge WHERE order_id = $1 AND kind = 'one_time'
      AND NOT EXISTS (SELECT 1 FROM charge_slot s WHERE s.charge_id = billable_charge.id)
  )sql",
                     order_id));
  return tx.run(R"sql(
    UPDATE billable_charge
    SET ends_on = CASE WHEN starts_on > $2 THEN starts_on ELSE CAST($2 AS TEXT) END
    WHERE order_id = $1 AND kind <> 'one_time' AND (ends_on IS NULL OR ends_on > $2)
  )sql",
                order_id, end);
}

Result<std::optional<Date>> find_billed_through(Transaction& tx, const OrderId& order_id,
                                                std::int64_t position) {
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT MAX(s.period_end) FROM billable_charge c JOIN charge_slot s ON s.charge_id = c.id
    WHERE c.order_id = $1 AND c.position = $2
  )sql",
                                         order_id, position));
  return rows.front().optional_day(0);
}

Result<std::vector<AccountId>> load_accounts_to_bill(Transaction& tx, Date through,
                                                     const AccountId& after,
                                                     std::int64_t count_max) {
  std::vector<AccountId> ids;
  const Rows rows = SATCHEL_TRY(tx.query(R"sql(
    SELECT DISTINCT account_id FROM billable_charge
    WHERE account_id > $1 AND starts_on < $2 ORDER BY account_id LIMIT $3
  )sql",
                                         after, through, count_max));
  for (const Row& row : rows) ids.push_back(row.id<AccountId>(0));
  return ids;
}

}  // namespace satchel
