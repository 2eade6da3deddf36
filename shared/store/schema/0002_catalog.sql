-- The catalogue: immutable price book versions. Rows are kept in the order of the book.

-- One version of everything that is sold.
CREATE TABLE price_book (
  version BIGINT NOT NULL PRIMARY KEY, -- Serial; orders pin the version they were sold under.
  name TEXT NOT NULL, -- For people.
  valid_from TEXT NOT NULL, -- First day on which orders are sold under it.
  valid_until TEXT, -- Last such day; NULL without a limit.
  withdrawn BIGINT NOT NULL CHECK (withdrawn IN (0, 1)) -- 1: no new order is sold under it.
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
  kind TEXT NOT NULL CHECK (kind IN ('product', 'service', 'add_on', 'bundle')), -- What it is.
  base_product_id TEXT NOT NULL, -- For an add-on its product; else empty.
  available BIGINT NOT NULL CHECK (available IN (0, 1)), -- 1: it was made available.
  available_from TEXT, -- First day it can be ordered; NULL without a limit.
  available_until TEXT, -- Last day it can be ordered; NULL without a limit.
  price_editable BIGINT NOT NULL CHECK (price_editable IN (0, 1)), -- 1: orders may set a price.
  price_required BIGINT NOT NULL CHECK (price_required IN (0, 1)), -- 1: orders must set a price.
  quantity_editable BIGINT NOT NULL CHECK (quantity_editable IN (0, 1)), -- 1: orders may set it.
  quantity_required BIGINT NOT NULL CHECK (quantity_required IN (0, 1)), -- 1: orders must set it.
  tax_rate_ppm BIGINT NOT NULL, -- Exclusive tax rate in millionths.
  fulfilment TEXT NOT NULL CHECK (fulfilment IN
    ('none', 'provisioning', 'registrar')), -- What makes an item active.
  fulfilment_module TEXT NOT NULL, -- Name of the provisioning module; else empty.
  fulfilment_offered TEXT NOT NULL, -- Servers or registrars to choose from, one a line.
  auto_setup TEXT NOT NULL CHECK (auto_setup IN
    ('never', 'on_order', 'on_payment')), -- When an item goes active by itself.
  PRIMARY KEY (price_book_version, position)
);

-- Finds a product in a version.
CREATE INDEX price_book_product_by_id ON price_book_product (price_book_version, product_id);

-- A question that an item of a product answers.
CREATE TABLE price_book_field (
  price_book_version BIGINT NOT NULL, -- The version it belongs to.
  product_position BIGINT NOT NULL, -- The product's place in the book.
  position BIGINT NOT NULL, -- Place among the product's questions, from 0.
  key TEXT NOT NULL, -- Names the question for ever.
  label TEXT NOT NULL, -- As shown.
  kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'date', 'choice', 'yes_no')), -- Of answer.
  required BIGINT NOT NULL CHECK (required IN (0, 1)), -- 1: it has to be answered.
  help TEXT NOT NULL, -- Shown below the field.
  choices TEXT NOT NULL, -- What may be chosen, one a line.
  minimum TEXT NOT NULL, -- Lower bound of the field's kind; empty without one.
  maximum TEXT NOT NULL, -- Upper bound of the field's kind; empty without one.
  pattern TEXT NOT NULL, -- What a text looks like; empty for anything.
  PRIMARY KEY (price_book_version, product_position, position)
);

-- What a bundle holds.
CREATE TABLE price_book_member (
  price_book_version BIGINT NOT NULL, -- The version it belongs to.
  product_position BIGINT NOT NULL, -- The bundle's place in the book.
  position BIGINT NOT NULL, -- Place in the bundle, from 0.
  product_id TEXT NOT NULL, -- The product in it.
  plan_id TEXT NOT NULL, -- The plan it is sold under.
  quantity BIGINT NOT NULL, -- How many of it.
  PRIMARY KEY (price_book_version, product_position, position)
);

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
