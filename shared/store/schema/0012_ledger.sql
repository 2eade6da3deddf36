-- The ledger: double-entry books of all money. Server only.

-- What an act moved from one of the organisation's accounts to another; rows are only ever added.
CREATE TABLE ledger_entry (
  subject_id TEXT NOT NULL, -- The invoice or the payment that it is about.
  position BIGINT NOT NULL, -- Serial from 0 within the subject.
  entered_on TEXT NOT NULL, -- Civil date; later than today for revenue that will be earned then.
  act TEXT NOT NULL CHECK (act IN ('invoice', 'credit_note', 'void', 'recognition', 'payment'
    , 'refund', 'credit', 'credit_use', 'credit_return', 'write_off')), -- Why.
  account_id TEXT NOT NULL, -- The customer.
  debit TEXT NOT NULL CHECK (debit IN ('bank', 'checks', 'cash', 'cards', 'receivable'
    , 'customer_credit', 'deferred_revenue', 'revenue', 'tax', 'write_off')), -- Gets the amount.
  credit TEXT NOT NULL CHECK (credit IN ('bank', 'checks', 'cash', 'cards', 'receivable'
    , 'customer_credit', 'deferred_revenue', 'revenue', 'tax', 'write_off')), -- Gives the amount.
  amount_minor BIGINT NOT NULL CHECK (amount_minor > 0), -- In minor units.
  currency TEXT NOT NULL, -- ISO 4217 code.
  tax_ppm BIGINT NOT NULL, -- The rate, in millionths, of what is tax or was taxed; else 0.
  reason TEXT NOT NULL, -- Of acts that need one; else empty.
  PRIMARY KEY (subject_id, position),
  CHECK (debit <> credit)
);

-- Lists a customer's entries by date.
CREATE INDEX ledger_entry_by_account ON ledger_entry (account_id, entered_on);

-- Months of the ledger that take no entries any more; rows are only ever added.
CREATE TABLE closed_month (
  month TEXT NOT NULL PRIMARY KEY, -- As `2026-11`; closed with all months before it.
  closed_at_ms BIGINT NOT NULL, -- When it was closed.
  closed_by TEXT NOT NULL -- The user; empty for the machine's own command line.
);
