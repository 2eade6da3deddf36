-- Coupons, as they are offered and as orders were promised them.

-- What a code takes off the charges of an order, and for how long.
CREATE TABLE coupon (
  position BIGINT NOT NULL PRIMARY KEY, -- Place in the list, from 0.
  code TEXT NOT NULL, -- As written; case does not count.
  name TEXT NOT NULL, -- As printed.
  percent_ppm BIGINT NOT NULL, -- Millionths off; 0 where amounts are.
  amounts TEXT NOT NULL, -- Minor units off, one a line: `USD 500`.
  duration TEXT NOT NULL CHECK (duration IN ('once', 'periods', 'forever')), -- How long it counts.
  periods BIGINT NOT NULL, -- Of duration `periods`.
  products TEXT NOT NULL, -- Ids, one a line; empty: every product.
  valid_from TEXT NOT NULL, -- First day on which an order may name it.
  valid_until TEXT, -- Last day; NULL for ever.
  redemptions_max BIGINT -- Orders that may name it; NULL without a limit.
);

-- What an order was promised for a code.
CREATE TABLE sales_order_coupon (
  order_id TEXT NOT NULL, -- The order.
  position BIGINT NOT NULL, -- Place in the order, from 0: the first one is taken off first.
  code TEXT NOT NULL, -- Folded, to count it.
  terms TEXT NOT NULL, -- What it takes off, in parts with tabs between.
  PRIMARY KEY (order_id, position)
);

-- Counts the orders that name a code.
CREATE INDEX sales_order_coupon_by_code ON sales_order_coupon (code, order_id);

-- Of the item; empty for a charge of the order itself.
ALTER TABLE billable_charge ADD COLUMN product_id TEXT NOT NULL DEFAULT '';
-- The order's coupons, one a line; empty for none.
ALTER TABLE billable_charge ADD COLUMN coupons TEXT NOT NULL DEFAULT '';
-- First day of service, from which the periods of coupons are counted.
ALTER TABLE billable_charge ADD COLUMN coupons_from TEXT NOT NULL DEFAULT '1970-01-01';
-- What coupons took off, one a line; empty for nothing.
ALTER TABLE invoice_line ADD COLUMN coupons TEXT NOT NULL DEFAULT '';
