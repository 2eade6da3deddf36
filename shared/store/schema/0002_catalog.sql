-- The catalogue: immutable price book versions. Rows are kept in the order of the book.

-- One version of everything that is sold.
CREATE TABLE price_book (
  version BIGINT NOT NULL PRIMARY KEY, -- Serial; orders pin the version they were sold under.
  name TEXT NOT NULL, -- For people.
  valid_from TEXT NOT NULL -- First day on which orders are sold under it.
);

-- Finds the version that is valid on a day.
CREATE INDEX price_book_by_valid_from ON price_book (valid_from, version);

-- A product, service or add-on of a version.
CREATE TABLE price_book_product (
  price_book_version BIGINT NOT NULL, -- The version it belongs to.
  position BIGINT NOT NULL, -- Place in the book, from 0.
  product_id TEXT NOT NULL, -- The same in every version.
  code TEXT NOT NULL, -- Article number.
  name TEXT NOT NULL, -- As shown and searched.
  category TEXT NOT NULL, -- Group for people.
  detail TEXT NOT NULL, -- Packaging or scope in a few words.
  kind TEXT NOT NULL CHECK (kind IN ('product', 'service', 'add_on')), -- What it is.
  base_product_id TEXT NOT NULL, -- For an add-on its product; else empty.
  available_from TEXT, -- First day it can be ordered; NULL without a limit.
  available_until TEXT, -- Last day it can be ordered; NULL without a limit.
  PRIMARY KEY (price_book_version, position)
);

-- Finds a product in a version.
CREATE INDEX price_book_product_by_id ON price_book_product (price_book_version, product_id);

-- A plan under which a product is sold.
CREATE TABLE price_book_plan (
  price_book_version BIGINT NOT NULL, -- The version it belongs to.
  product_position BIGINT NOT NULL, -- The product's place in the book.
  position BIGINT NOT NULL, -- Place among the product's plans, from 0.
  plan_id TEXT NOT NULL, -- The same in every version.
  name TEXT NOT NULL, -- As shown.
  PRIMARY KEY (price_book_version, product_position, position)
);

-- What a plan charges: once or every month.
CREATE TABLE price_book_charge (
  price_book_version BIGINT NOT NULL, -- The version it belongs to.
  product_position BIGINT NOT NULL, -- The product's place in the book.
  plan_position BIGINT NOT NULL, -- The plan's place in the product.
  position BIGINT NOT NULL, -- Place among the plan's charges, from 0.
  charge_id TEXT NOT NULL, -- The same in every version.
  name TEXT NOT NULL, -- As shown on orders and invoices.
  kind TEXT NOT NULL CHECK (kind IN ('one_time', 'recurring')), -- Once, or every month.
  model TEXT NOT NULL CHECK (model IN ('flat', 'per_unit')), -- Whether quantity counts.
  timing TEXT NOT NULL CHECK (timing IN ('in_advance', 'in_arrears')), -- When a period is billed.
  PRIMARY KEY (price_book_version, product_position, plan_position, position)
);

-- A charge's price in one currency.
CREATE TABLE price_book_price (
  price_book_version BIGINT NOT NULL, -- The version it belongs to.
  product_position BIGINT NOT NULL, -- The product's place in the book.
  plan_position BIGINT NOT NULL, -- The plan's place in the product.
  charge_position BIGINT NOT NULL, -- The charge's place in the plan.
  position BIGINT NOT NULL, -- Place among the charge's prices, from 0.
  currency TEXT NOT NULL, -- ISO 4217 code.
  amount TEXT NOT NULL, -- Exact decimal per unit, or per period for a flat charge.
  PRIMARY KEY (price_book_version, product_position, plan_position, charge_position, position)
);
