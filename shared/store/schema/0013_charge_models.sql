-- Charges by tiers, volume, packages, percentages and usage; phases of plans; what a change of a
-- subscription leaves on its charges. Tables whose checks knew two models are made again.

ALTER TABLE price_book_plan ADD COLUMN phases TEXT NOT NULL DEFAULT '';
ALTER TABLE price_book_price ADD COLUMN terms TEXT NOT NULL DEFAULT '';
ALTER TABLE sales_order_item ADD COLUMN phases TEXT NOT NULL DEFAULT '';

-- What it held, until it is made again.
CREATE TABLE price_book_charge_before AS SELECT * FROM price_book_charge;
DROP TABLE price_book_charge;

-- What a plan charges: once, every so often, or by usage.
CREATE TABLE price_book_charge (
  price_book_version BIGINT NOT NULL, -- The version it belongs to.
  product_position BIGINT NOT NULL, -- The product's place in the book.
  plan_position BIGINT NOT NULL, -- The plan's place in the product.
  position BIGINT NOT NULL, -- Place among the plan's charges, from 0.
  charge_id TEXT NOT NULL, -- The same in every version.
  name TEXT NOT NULL, -- As shown on orders and invoices.
  kind TEXT NOT NULL CHECK (kind IN ('one_time', 'recurring', 'usage')), -- What is charged for.
  model TEXT NOT NULL CHECK (model IN
    ('flat', 'per_unit', 'tiered', 'volume', 'package', 'percentage', 'tiered_percentage'
    , 'tiered_package')), -- How units turn into money.
  timing TEXT NOT NULL CHECK (timing IN ('in_advance', 'in_arrears')), -- When a period is billed.
  every TEXT NOT NULL, -- How often: `1 month`.
  alignment TEXT NOT NULL CHECK (alignment IN ('bill_cycle_day', 'anniversary')), -- Of periods.
  PRIMARY KEY (price_book_version, product_position, plan_position, position)
);

INSERT INTO price_book_charge (price_book_version, product_position, plan_position, position,
charge_id, name, kind, model, timing, every, alignment)
SELECT price_book_version, product_position, plan_position, position, charge_id, name, kind, model,
timing, every, 'bill_cycle_day' FROM price_book_charge_before;
DROP TABLE price_book_charge_before;

-- What it held, until it is made again.
CREATE TABLE sales_order_item_charge_before AS SELECT * FROM sales_order_item_charge;
DROP TABLE sales_order_item_charge;

-- A charge of an item, with the list price and the price agreed.
CREATE TABLE sales_order_item_charge (
  order_id TEXT NOT NULL, -- The order.
  item_position BIGINT NOT NULL, -- The item's place in the order.
  position BIGINT NOT NULL, -- Place in the item, from 0.
  charge_id TEXT NOT NULL, -- The catalogue's charge.
  name TEXT NOT NULL, -- As sold.
  kind TEXT NOT NULL CHECK (kind IN ('one_time', 'recurring', 'usage')), -- What is charged for.
  model TEXT NOT NULL CHECK (model IN
    ('flat', 'per_unit', 'tiered', 'volume', 'package', 'percentage', 'tiered_percentage'
    , 'tiered_package')), -- How units turn into money.
  timing TEXT NOT NULL CHECK (timing IN ('in_advance', 'in_arrears')), -- When a period is billed.
  list_price TEXT NOT NULL, -- Exact decimal of the pinned price book version.
  unit_price TEXT NOT NULL, -- Exact decimal as agreed.
  every TEXT NOT NULL, -- How often: `1 month`.
  terms TEXT NOT NULL, -- Tiers, packages and minimums; empty for none.
  alignment TEXT NOT NULL CHECK (alignment IN ('bill_cycle_day', 'anniversary')), -- Of periods.
  PRIMARY KEY (order_id, item_position, position)
);

INSERT INTO sales_order_item_charge (order_id, item_position, position, charge_id, name, kind,
model, timing, list_price, unit_price, every, terms, alignment)
SELECT order_id, item_position, position, charge_id, name, kind, model, timing, list_price,
unit_price, every, '', 'bill_cycle_day' FROM sales_order_item_charge_before;
DROP TABLE sales_order_item_charge_before;

-- What it held, until it is made again.
CREATE TABLE billable_charge_before AS SELECT * FROM billable_charge;
DROP TABLE billable_charge;

-- One charge of a completed order, as the bill cycles see it; only its end may still change.
CREATE TABLE billable_charge (
  id TEXT NOT NULL PRIMARY KEY, -- Derived from order, item, position and change.
  account_id TEXT NOT NULL, -- Who pays.
  order_id TEXT NOT NULL, -- The order it came from.
  order_number BIGINT NOT NULL, -- Its number, for invoice lines.
  position BIGINT NOT NULL, -- Place in the order, for the order of invoice lines.
  order_item_id TEXT NOT NULL, -- Empty for a charge of the order itself.
  subscription_id TEXT NOT NULL, -- Empty for a one-time charge.
  catalogue_charge_id TEXT NOT NULL, -- The catalogue's charge; empty for one of the order itself.
  name TEXT NOT NULL, -- As shown on invoices.
  kind TEXT NOT NULL CHECK (kind IN ('one_time', 'recurring', 'usage')), -- What is charged for.
  model TEXT NOT NULL CHECK (model IN
    ('flat', 'per_unit', 'tiered', 'volume', 'package', 'percentage', 'tiered_percentage'
    , 'tiered_package')), -- How units turn into money.
  timing TEXT NOT NULL CHECK (timing IN ('in_advance', 'in_arrears')), -- When a period is billed.
  every TEXT NOT NULL, -- How often: `1 month`.
  aligned_to TEXT, -- A day on which a period begins; NULL for the account's bill cycle day.
  currency TEXT NOT NULL, -- ISO 4217 code.
  quantity BIGINT NOT NULL, -- Whole units.
  unit_price TEXT NOT NULL, -- Exact decimal.
  terms TEXT NOT NULL, -- Tiers, packages and minimums; empty for none.
  discount_ppm BIGINT NOT NULL, -- Millionths off.
  tax_ppm BIGINT NOT NULL, -- Millionths of tax on top of the amount.
  price_book_version BIGINT NOT NULL, -- The version it was sold under.
  starts_on TEXT NOT NULL, -- First day of service; the day of a one-time charge.
  ends_on TEXT, -- First day without service; NULL while it has no end.
  terms_end_on TEXT, -- Where its terms end, whatever ended it earlier; NULL without an end.
  paused BIGINT NOT NULL CHECK (paused IN (0, 1)), -- 1: a pause ended it, and it may go on.
  closed_on TEXT -- When a change ended it, and what was billed beyond is given back; else NULL.
);

INSERT INTO billable_charge (id, account_id, order_id, order_number, position, order_item_id,
subscription_id, catalogue_charge_id, name, kind, model, timing, every, aligned_to, currency,
quantity, unit_price, terms, discount_ppm, tax_ppm, price_book_version, starts_on, ends_on,
terms_end_on, paused, closed_on)
SELECT id, account_id, order_id, order_number, position, order_item_id, subscription_id, '', name,
kind, model, timing, every, NULL, currency, quantity, unit_price, '', discount_ppm, tax_ppm,
price_book_version, starts_on, ends_on, ends_on, 0, NULL FROM billable_charge_before;
DROP TABLE billable_charge_before;

-- Finds what a bill cycle has to look at.
CREATE INDEX billable_charge_by_account ON billable_charge (account_id, starts_on);
-- Finds the charges of an order.
CREATE INDEX billable_charge_by_order ON billable_charge (order_id, position);
-- Finds the charges of a subscription.
CREATE INDEX billable_charge_by_subscription ON billable_charge (subscription_id, starts_on);

-- What it held, until it is made again.
CREATE TABLE subscription_before AS SELECT * FROM subscription;
DROP TABLE subscription;

-- What an account goes on receiving, made from a completed order's item.
CREATE TABLE subscription (
  id TEXT NOT NULL PRIMARY KEY, -- Derived from order and item: completing twice makes it once.
  version BIGINT NOT NULL, -- The server's count of writes.
  account_id TEXT NOT NULL, -- Who receives it.
  order_id TEXT NOT NULL, -- The order it came from.
  order_item_id TEXT NOT NULL, -- The item it came from.
  product_id TEXT NOT NULL, -- What it is of; empty for those from before there was a choice.
  plan_id TEXT NOT NULL, -- Under which plan; likewise.
  name TEXT NOT NULL, -- As sold.
  quantity BIGINT NOT NULL, -- Whole units.
  monthly_minor BIGINT NOT NULL, -- Net recurring charges of a full month, in minor units.
  currency TEXT NOT NULL, -- ISO 4217 code.
  starts_on TEXT NOT NULL, -- First day of service.
  ends_on TEXT, -- First day without service; NULL while it has no end.
  state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'ended')) -- Whether it goes on.
);

INSERT INTO subscription (id, version, account_id, order_id, order_item_id, product_id, plan_id,
name, quantity, monthly_minor, currency, starts_on, ends_on, state)
SELECT b.id, b.version, b.account_id, b.order_id, b.order_item_id, COALESCE(i.product_id, ''),
COALESCE(i.plan_id, ''), b.name, b.quantity, b.monthly_minor, b.currency, b.starts_on, b.ends_on,
b.state FROM subscription_before b
LEFT JOIN sales_order_item i ON i.order_id = b.order_id AND i.item_id = b.order_item_id;
DROP TABLE subscription_before;

-- Lists all subscriptions, newest first.
CREATE INDEX subscription_by_start ON subscription (starts_on, id);
-- Lists an account's subscriptions, newest first.
CREATE INDEX subscription_by_account ON subscription (account_id, starts_on, id);
-- Finds the subscriptions of an order.
CREATE INDEX subscription_by_order ON subscription (order_id, id);

-- What was used of a usage charge, on one occasion: a meter reading, an import. Never changed.
CREATE TABLE usage_record (
  id TEXT NOT NULL PRIMARY KEY, -- UUID, made where it was read: sent twice, it is one.
  version BIGINT NOT NULL, -- The server's count of writes; 0 while only a device knows it.
  account_id TEXT NOT NULL, -- Who used it.
  subscription_id TEXT NOT NULL, -- Of what.
  catalogue_charge_id TEXT NOT NULL, -- The catalogue's usage charge.
  charge_id TEXT NOT NULL, -- The billable charge that was in force; empty on devices.
  used_on TEXT NOT NULL, -- Civil date.
  units TEXT NOT NULL, -- Exact decimal; the event's value for a percentage.
  note TEXT NOT NULL, -- Meter number, reading or source.
  recorded_by TEXT NOT NULL, -- The user who recorded it.
  recorded_by_name TEXT NOT NULL, -- His name at that time.
  recorded_at_ms BIGINT NOT NULL, -- Milliseconds since 1970-01-01 UTC.
  line_id TEXT NOT NULL -- The live invoice line that bills it; empty while none does.
);

-- Finds what is not billed yet.
CREATE INDEX usage_record_by_account ON usage_record (account_id, line_id, used_on);
-- Finds the usage of a charge's period.
CREATE INDEX usage_record_by_charge ON usage_record (charge_id, used_on);
-- Lists a subscription's usage, newest first.
CREATE INDEX usage_record_by_subscription ON usage_record (subscription_id, used_on, id);
-- Frees what a line billed.
CREATE INDEX usage_record_by_line ON usage_record (line_id);

-- What a line is: `recurring`, `fixed`, `usage`, `credit`, `late_usage` or `true_up`.
ALTER TABLE invoice_line ADD COLUMN kind TEXT NOT NULL DEFAULT 'recurring';
-- How units turned into money.
ALTER TABLE invoice_line ADD COLUMN model TEXT NOT NULL DEFAULT 'per_unit';
-- Tiers, packages and minimums by which it was rated; empty for none.
ALTER TABLE invoice_line ADD COLUMN terms TEXT NOT NULL DEFAULT '';
-- Units of usage as an exact decimal; empty where the quantity says it.
ALTER TABLE invoice_line ADD COLUMN usage_units TEXT NOT NULL DEFAULT '';

-- What lines took back from, or added to, a period that a slot holds. Beside the slot's own line
-- they make up what the period has billed. Server only.
CREATE TABLE charge_adjustment (
  line_id TEXT NOT NULL PRIMARY KEY, -- The invoice line.
  charge_id TEXT NOT NULL, -- The billable charge.
  period_start TEXT NOT NULL, -- First day that it concerns.
  period_end TEXT NOT NULL, -- First day that it does not.
  kind TEXT NOT NULL CHECK (kind IN ('credit', 'late_usage', 'true_up')), -- What the line is.
  amount_minor BIGINT NOT NULL -- Net, in minor units; negative for a credit.
);

-- Finds the adjustments of a charge.
CREATE INDEX charge_adjustment_by_charge ON charge_adjustment (charge_id, period_start);
