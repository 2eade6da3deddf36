-- Billing: what goes on being charged, what was charged, and for which periods.

-- What an account goes on receiving, made from a completed order's item.
CREATE TABLE subscription (
  id TEXT NOT NULL PRIMARY KEY, -- Derived from order and item: completing twice makes it once.
  version BIGINT NOT NULL, -- The server's count of writes.
  account_id TEXT NOT NULL, -- Who receives it.
  order_id TEXT NOT NULL, -- The order it came from.
  order_item_id TEXT NOT NULL, -- The item it came from.
  name TEXT NOT NULL, -- As sold.
  quantity BIGINT NOT NULL, -- Whole units.
  monthly_minor BIGINT NOT NULL, -- Net recurring charges of a full month, in minor units.
  currency TEXT NOT NULL, -- ISO 4217 code.
  starts_on TEXT NOT NULL, -- First day of service.
  ends_on TEXT, -- First day without service; NULL while it has no end.
  state TEXT NOT NULL CHECK (state IN ('active', 'ended')) -- Whether it goes on.
);

-- Lists all subscriptions, newest first.
CREATE INDEX subscription_by_start ON subscription (starts_on, id);
-- Lists an account's subscriptions, newest first.
CREATE INDEX subscription_by_account ON subscription (account_id, starts_on, id);
-- Finds the subscriptions of an order.
CREATE INDEX subscription_by_order ON subscription (order_id, id);

-- One charge of a completed order, as the bill cycles see it; only its end may still change.
CREATE TABLE billable_charge (
  id TEXT NOT NULL PRIMARY KEY, -- Derived from order, item and position.
  account_id TEXT NOT NULL, -- Who pays.
  order_id TEXT NOT NULL, -- The order it came from.
  order_number BIGINT NOT NULL, -- Its number, for invoice lines.
  position BIGINT NOT NULL, -- Place in the order, for the order of invoice lines.
  order_item_id TEXT NOT NULL, -- Empty for a charge of the order itself.
  subscription_id TEXT NOT NULL, -- Empty for a one-time charge.
  name TEXT NOT NULL, -- As shown on invoices.
  kind TEXT NOT NULL CHECK (kind IN ('one_time', 'recurring')), -- Once, or every month.
  model TEXT NOT NULL CHECK (model IN ('flat', 'per_unit')), -- Whether quantity counts.
  timing TEXT NOT NULL CHECK (timing IN ('in_advance', 'in_arrears')), -- When a period is billed.
  currency TEXT NOT NULL, -- ISO 4217 code.
  quantity BIGINT NOT NULL, -- Whole units.
  unit_price TEXT NOT NULL, -- Exact decimal.
  discount_ppm BIGINT NOT NULL, -- Millionths off.
  tax_ppm BIGINT NOT NULL, -- Millionths of tax on top of the amount.
  price_book_version BIGINT NOT NULL, -- The version it was sold under.
  starts_on TEXT NOT NULL, -- First day of service; the day of a one-time charge.
  ends_on TEXT -- First day without service; NULL while it has no end.
);

-- Finds what a bill cycle has to look at.
CREATE INDEX billable_charge_by_account ON billable_charge (account_id, starts_on);
-- Finds the charges of an order.
CREATE INDEX billable_charge_by_order ON billable_charge (order_id, position);

-- The periods that live invoice lines have billed; a period is billed once.
CREATE TABLE charge_slot (
  charge_id TEXT NOT NULL, -- The billable charge.
  period_start TEXT NOT NULL, -- First day billed.
  period_end TEXT NOT NULL CHECK (period_end > period_start), -- First day not billed.
  line_id TEXT NOT NULL, -- The live invoice line that bills it.
  PRIMARY KEY (charge_id, period_start)
);

-- Frees the slots of a line.
CREATE UNIQUE INDEX charge_slot_by_line ON charge_slot (line_id);

-- What an account owes for a bill cycle or an order, and what is taken back. Once posted, only
-- version, state, on_hold, paid and credited may still change.
CREATE TABLE invoice (
  id TEXT NOT NULL PRIMARY KEY, -- Derived from bill run and account, order or credited invoice.
  version BIGINT NOT NULL, -- The server's count of writes.
  number BIGINT NOT NULL, -- Serial of its kind without gaps, given at posting; 0 for a draft.
  kind TEXT NOT NULL CHECK (kind IN ('invoice', 'credit_note')), -- Whether it asks or gives back.
  state TEXT NOT NULL CHECK (state IN ('draft', 'posted', 'void')), -- Whether it counts.
  on_hold BIGINT NOT NULL CHECK (on_hold IN (0, 1)), -- 1 for a fraud order's: nobody asks for it.
  account_id TEXT NOT NULL, -- Who pays.
  account_number BIGINT NOT NULL, -- The account's number when it was made.
  bill_to_name TEXT NOT NULL, -- The party as it was when it was made.
  bill_to_address TEXT NOT NULL, -- Its address at that time, in one line.
  bill_run_id TEXT NOT NULL, -- The run that made it; else empty.
  order_id TEXT NOT NULL, -- The order of an order's own invoice; else empty.
  credits_invoice_id TEXT NOT NULL, -- The invoice that a credit note takes back; else empty.
  through_date TEXT NOT NULL, -- Exclusive end of the bill cycle.
  invoice_date TEXT NOT NULL, -- As printed.
  due_date TEXT NOT NULL, -- As printed.
  currency TEXT NOT NULL, -- ISO 4217 code of all lines.
  net_minor BIGINT NOT NULL, -- Always the sum of the lines' amounts, in minor units.
  tax_minor BIGINT NOT NULL, -- Always the sum of the lines' taxes, in minor units.
  total_minor BIGINT NOT NULL, -- Always net + tax, in minor units.
  paid_minor BIGINT NOT NULL, -- What payments were allocated to it, in minor units.
  credited_minor BIGINT NOT NULL, -- What credit notes took back, in minor units.
  sort_number BIGINT NOT NULL -- The number, or the largest integer before there is one.
);

-- Lists all invoices, newest first.
CREATE INDEX invoice_by_date ON invoice (invoice_date, sort_number, id);
-- Lists an account's invoices, newest first.
CREATE INDEX invoice_by_account ON invoice (account_id, invoice_date, sort_number, id);
-- Reads a run's drafts in rank order.
CREATE INDEX invoice_by_run ON invoice (bill_run_id, state, account_number, id);
-- Finds the invoices of its own that an order has.
CREATE INDEX invoice_by_order ON invoice (order_id, id);
-- Finds an invoice by its number, and counts what was posted.
CREATE INDEX invoice_by_number ON invoice (state, number);

-- A line of an invoice, with everything needed to compute its amount again.
CREATE TABLE invoice_line (
  id TEXT NOT NULL PRIMARY KEY, -- Derived from the invoice and the position.
  invoice_id TEXT NOT NULL, -- The invoice.
  position BIGINT NOT NULL, -- Place in the invoice, from 0.
  charge_id TEXT NOT NULL, -- The billable charge.
  order_id TEXT NOT NULL, -- The order it came from.
  order_number BIGINT NOT NULL, -- Its number.
  order_item_id TEXT NOT NULL, -- Empty for a charge of the order itself.
  name TEXT NOT NULL, -- As printed.
  period_start TEXT NOT NULL, -- First day billed.
  period_end TEXT NOT NULL, -- First day not billed.
  quantity BIGINT NOT NULL, -- Whole units.
  unit_price TEXT NOT NULL, -- Exact decimal.
  discount_ppm BIGINT NOT NULL, -- Millionths off.
  days_billed BIGINT NOT NULL, -- Numerator of the prorated share.
  days_in_period BIGINT NOT NULL, -- Denominator of the prorated share.
  price_book_version BIGINT NOT NULL, -- The version it was sold under.
  amount_minor BIGINT NOT NULL, -- Rounded once, in minor units of the invoice's currency.
  tax_ppm BIGINT NOT NULL, -- Millionths of tax on top of the amount.
  tax_minor BIGINT NOT NULL, -- Rounded once, in minor units.
  UNIQUE (invoice_id, position)
);

-- Finds the invoices of an order.
CREATE INDEX invoice_line_by_order ON invoice_line (order_id, invoice_id);

-- Words by which an invoice is found: number and party; folded.
CREATE TABLE invoice_word (
  invoice_id TEXT NOT NULL, -- The invoice.
  word TEXT NOT NULL, -- One folded word; searched by its beginning as a range.
  PRIMARY KEY (invoice_id, word)
);

-- Finds invoices by the beginning of a word.
CREATE INDEX invoice_word_by_word ON invoice_word (word, invoice_id);
