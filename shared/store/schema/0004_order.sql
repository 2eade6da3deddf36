-- Orders: what a customer asked for, and how far that has come. (ORDER is a reserved word.)

-- An order's head: states, the document's own fields and figures derived for lists.
CREATE TABLE sales_order (
  id TEXT NOT NULL PRIMARY KEY, -- UUID, made where the order was entered.
  version BIGINT NOT NULL, -- The server's count of writes; 0 while only a device knows it.
  number BIGINT NOT NULL, -- Serial from 1001, given at placing; 0 before.
  provisional_number TEXT NOT NULL, -- Shown until the number is there.
  site_code TEXT NOT NULL, -- The site it came from; empty for our own desk.
  taken_by TEXT NOT NULL, -- The user who took the order.
  taken_by_name TEXT NOT NULL, -- His name at that time.
  lifecycle TEXT NOT NULL CHECK (lifecycle IN
    ('draft', 'pending', 'in_progress', 'completed', 'cancelled', 'denied', 'fraud')), -- How far.
  saved BIGINT NOT NULL CHECK (saved IN (0, 1)), -- 1 for a draft that was kept on purpose.
  approval TEXT NOT NULL CHECK (approval IN
    ('none', 'required', 'approved', 'rejected')), -- What an approver said.
  approval_rules TEXT NOT NULL, -- The rules that asked for it, as words with spaces between.
  review TEXT NOT NULL CHECK (review IN
    ('unreviewed', 'accepted', 'verified', 'denied')), -- What the order desk said.
  payment TEXT NOT NULL CHECK (payment IN
    ('none', 'unpaid', 'partial', 'paid', 'not_due', 'refunded')), -- What was paid.
  consent TEXT NOT NULL CHECK (consent IN
    ('none', 'required', 'given')), -- Whether the customer agreed to a change after signing.
  due_minor BIGINT NOT NULL, -- Due now for this order, in minor units.
  paid_minor BIGINT NOT NULL, -- Paid of it, in minor units.
  settlement TEXT NOT NULL CHECK (settlement IN
    ('not_needed', 'due', 'settled')), -- Whether the reseller has paid for it.
  settlement_note TEXT NOT NULL, -- Amount, date and reference of the settlement in words.
  quoted_until TEXT, -- A quote's last day; NULL for what is no quote.
  copied_from TEXT NOT NULL, -- The order it repeats; empty for none.
  accepted_at_ms BIGINT NOT NULL, -- From then on the verification delay runs; 0 before.
  incomplete_reason TEXT NOT NULL, -- Why the customer did not finish, as staff found out.
  fraud_source TEXT NOT NULL, -- Who made the fraud check; empty when there was none.
  fraud_score BIGINT NOT NULL, -- 0 to 100.
  fraud_pending BIGINT NOT NULL CHECK (fraud_pending IN (0, 1)), -- 1: the checker was asked.
  account_id TEXT NOT NULL, -- Who ordered.
  ordered_on TEXT NOT NULL, -- Civil date of the order.
  currency TEXT NOT NULL, -- ISO 4217 code of all amounts.
  price_book_version BIGINT NOT NULL, -- The version it was sold under.
  payment_method TEXT NOT NULL CHECK (payment_method IN
    ('on_account', 'bank_transfer', 'check', 'cash', 'card')), -- How it will be paid.
  starts_on TEXT, -- First day of service; NULL for the order's date.
  ends_on TEXT, -- First day without service; NULL without an end.
  purchase_order TEXT NOT NULL, -- The customer's own reference.
  referral TEXT NOT NULL, -- Who brought the customer.
  bill_to_email TEXT NOT NULL, -- Who is invoiced; empty for the account's own address.
  contact_email TEXT NOT NULL, -- Who is told about progress; likewise.
  signed_by TEXT NOT NULL, -- Who signed.
  document_digest TEXT NOT NULL, -- SHA-256 of the signed document; empty for a draft.
  signature TEXT NOT NULL, -- The strokes on the screen, as an SVG path; empty without one.
  notes TEXT NOT NULL, -- For the order desk; not part of what was signed.
  one_time_minor BIGINT NOT NULL, -- Derived: all one-time charges, in minor units.
  recurring_minor BIGINT NOT NULL, -- Derived: recurring charges of a full month, in minor units.
  item_count BIGINT NOT NULL, -- Derived: how many items it has.
  sort_number BIGINT NOT NULL -- The number, or the largest integer before there is one.
);

-- Lists all orders, newest first.
CREATE INDEX sales_order_by_date ON sales_order (ordered_on, sort_number, id);
-- Lists an account's orders, newest first.
CREATE INDEX sales_order_by_account ON sales_order (account_id, ordered_on, sort_number, id);
-- Counts the archives without reading the orders.
CREATE INDEX sales_order_by_state ON sales_order (lifecycle, payment, review, saved);
-- Finds the few orders that a reseller has not paid for.
CREATE INDEX sales_order_to_settle ON sales_order (id) WHERE settlement = 'due';

-- An item of an order.
CREATE TABLE sales_order_item (
  order_id TEXT NOT NULL, -- The order.
  position BIGINT NOT NULL, -- Place in the order, from 0.
  item_id TEXT NOT NULL, -- Derived from the order when the item was added.
  product_id TEXT NOT NULL, -- What was sold.
  plan_id TEXT NOT NULL, -- Under which plan.
  name TEXT NOT NULL, -- As sold.
  detail TEXT NOT NULL, -- As sold.
  quantity BIGINT NOT NULL, -- Whole units.
  discount_ppm BIGINT NOT NULL, -- Millionths off every charge of the item.
  tax_ppm BIGINT NOT NULL, -- Millionths of tax on top.
  base_item_id TEXT NOT NULL, -- For an add-on, the item it belongs to; else empty.
  target TEXT NOT NULL, -- The server or registrar that was chosen.
  username TEXT NOT NULL, -- Of the hosting account.
  remote_id TEXT NOT NULL, -- What the other side calls it.
  error TEXT NOT NULL, -- Why its activation failed.
  state TEXT NOT NULL CHECK (state IN
    ('pending', 'activating', 'active', 'failed', 'suspended', 'cancelled', 'fraud', 'terminated')
    ), -- How far the item is.
  PRIMARY KEY (order_id, position)
);

-- Finds the few items that could not be activated.
CREATE INDEX sales_order_item_failed ON sales_order_item (order_id) WHERE state = 'failed';

-- A charge of an item, with the list price and the price agreed.
CREATE TABLE sales_order_item_charge (
  order_id TEXT NOT NULL, -- The order.
  item_position BIGINT NOT NULL, -- The item's place in the order.
  position BIGINT NOT NULL, -- Place in the item, from 0.
  charge_id TEXT NOT NULL, -- The catalogue's charge.
  name TEXT NOT NULL, -- As sold.
  kind TEXT NOT NULL CHECK (kind IN ('one_time', 'recurring')), -- Once, or every month.
  model TEXT NOT NULL CHECK (model IN ('flat', 'per_unit')), -- Whether quantity counts.
  timing TEXT NOT NULL CHECK (timing IN ('in_advance', 'in_arrears')), -- When a period is billed.
  list_price TEXT NOT NULL, -- Exact decimal of the pinned price book version.
  unit_price TEXT NOT NULL, -- Exact decimal as agreed.
  PRIMARY KEY (order_id, item_position, position)
);

-- A one-time charge of the order itself, such as freight.
CREATE TABLE sales_order_charge (
  order_id TEXT NOT NULL, -- The order.
  position BIGINT NOT NULL, -- Place in the order, from 0.
  charge_id TEXT NOT NULL, -- Derived from the order.
  name TEXT NOT NULL, -- As shown on order and invoice.
  amount_minor BIGINT NOT NULL, -- Minor units of `currency`.
  currency TEXT NOT NULL, -- ISO 4217 code; the order's once it is placed.
  PRIMARY KEY (order_id, position)
);

-- The value of a configuration field of an order or of one of its items.
CREATE TABLE sales_order_configuration (
  order_id TEXT NOT NULL, -- The order.
  item_position BIGINT NOT NULL, -- The item's place in the order; -1 for the order's own fields.
  position BIGINT NOT NULL, -- Place among the values, from 0.
  key TEXT NOT NULL, -- The field's key in the catalogue or the settings.
  value TEXT NOT NULL, -- As entered.
  PRIMARY KEY (order_id, item_position, position)
);

-- A difference between what was signed and what the server accepted.
CREATE TABLE sales_order_amendment (
  order_id TEXT NOT NULL, -- The order.
  position BIGINT NOT NULL, -- Place among the differences, from 0.
  field TEXT NOT NULL, -- What differs, in words.
  signed_value TEXT NOT NULL, -- As the customer signed it.
  amended_value TEXT NOT NULL, -- As it was accepted.
  PRIMARY KEY (order_id, position)
);

-- A finding of an order's fraud check.
CREATE TABLE sales_order_finding (
  order_id TEXT NOT NULL, -- The order.
  position BIGINT NOT NULL, -- Place among the findings, from 0.
  rule TEXT NOT NULL, -- A short name.
  points BIGINT NOT NULL, -- What it added to the score.
  detail TEXT NOT NULL, -- In words.
  PRIMARY KEY (order_id, position)
);

-- What happened to an order, oldest first.
CREATE TABLE sales_order_event (
  order_id TEXT NOT NULL, -- The order.
  position BIGINT NOT NULL, -- Place in the history, from 0.
  at_ms BIGINT NOT NULL, -- Milliseconds since 1970-01-01 UTC.
  by_name TEXT NOT NULL, -- Who did it.
  action TEXT NOT NULL, -- What, as a word of OrderAction.
  reason TEXT NOT NULL, -- Why; often empty.
  PRIMARY KEY (order_id, position)
);

-- Orders that were removed for good; none of them comes back.
CREATE TABLE order_tombstone (
  order_id TEXT NOT NULL PRIMARY KEY, -- The order.
  number BIGINT NOT NULL, -- The number it had; it is never given again.
  deleted_at_ms BIGINT NOT NULL, -- Milliseconds since 1970-01-01 UTC.
  deleted_by TEXT NOT NULL, -- The user's name.
  reason TEXT NOT NULL -- Why.
);

-- Words by which an order is found: number, reference, items; folded.
CREATE TABLE order_word (
  order_id TEXT NOT NULL, -- The order.
  word TEXT NOT NULL, -- One folded word; searched by its beginning as a range.
  PRIMARY KEY (order_id, word)
);

-- Finds orders by the beginning of a word.
CREATE INDEX order_word_by_word ON order_word (word, order_id);
