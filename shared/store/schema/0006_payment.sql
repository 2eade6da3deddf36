-- Payments: money that came in, and the credit that accounts have left of it.

-- Money that was taken from an account. What was said of it when it was taken never changes.
CREATE TABLE payment (
  id TEXT NOT NULL PRIMARY KEY, -- UUID, made where it was taken: sent twice, it is one payment.
  version BIGINT NOT NULL, -- The server's count of writes; 0 while only a device knows it.
  account_id TEXT NOT NULL, -- Who paid.
  order_id TEXT NOT NULL, -- The order it is for; empty for the account at large.
  invoice_id TEXT NOT NULL, -- The invoice it is for; empty for the order's own, or none.
  method TEXT NOT NULL CHECK (method IN ('bank_transfer', 'check', 'cash', 'card')), -- How.
  amount_minor BIGINT NOT NULL CHECK (amount_minor > 0), -- In minor units.
  currency TEXT NOT NULL, -- ISO 4217 code of all its amounts.
  reference TEXT NOT NULL, -- The check's number or the transfer's text.
  gateway_reference TEXT NOT NULL, -- What the card gateway calls it; never a card number.
  taken_on TEXT NOT NULL, -- Civil date.
  taken_by TEXT NOT NULL, -- The user who recorded it.
  taken_by_name TEXT NOT NULL, -- His name at that time.
  recorded_at_ms BIGINT NOT NULL, -- Milliseconds since 1970-01-01 UTC.
  allocated_to TEXT NOT NULL, -- The invoice it paid; empty for none.
  allocated_minor BIGINT NOT NULL, -- What went to that invoice, in minor units.
  credited_minor BIGINT NOT NULL, -- What went to the account's credit, in minor units.
  standing TEXT NOT NULL CHECK (standing IN ('received', 'refunded')), -- Whether we still have it.
  refunded_on TEXT, -- When it was given back; NULL while it was not.
  refund_reason TEXT NOT NULL -- Why; empty while it was not.
);

-- Lists all payments, newest first.
CREATE INDEX payment_by_date ON payment (taken_on, id);
-- Lists an account's payments, newest first.
CREATE INDEX payment_by_account ON payment (account_id, taken_on, id);
-- Finds the payments of an order.
CREATE INDEX payment_by_order ON payment (order_id, id);
-- Finds what was paid of an invoice.
CREATE INDEX payment_by_invoice ON payment (allocated_to, id);

-- Words by which a payment is found: references and taker; folded.
CREATE TABLE payment_word (
  payment_id TEXT NOT NULL, -- The payment.
  word TEXT NOT NULL, -- One folded word; searched by its beginning as a range.
  PRIMARY KEY (payment_id, word)
);

-- Finds payments by the beginning of a word.
CREATE INDEX payment_word_by_word ON payment_word (word, payment_id);

-- What made an account's credit grow or shrink; rows are only ever added. Server only.
CREATE TABLE account_credit (
  payment_id TEXT NOT NULL, -- Where the money comes from.
  kind TEXT NOT NULL CHECK (kind IN ('overpaid', 'given_back', 'refunded')), -- Why.
  account_id TEXT NOT NULL, -- Whose credit it is.
  amount_minor BIGINT NOT NULL, -- Minor units; negative when the credit shrinks.
  currency TEXT NOT NULL, -- ISO 4217 code.
  entered_on TEXT NOT NULL, -- Civil date.
  PRIMARY KEY (payment_id, kind)
);

-- Lists the entries of an account's credit.
CREATE INDEX account_credit_by_account ON account_credit (account_id, entered_on);
