-- Bill runs: each an object that can be inspected before it is posted.

-- A run of one bill cycle.
CREATE TABLE bill_run (
  id TEXT NOT NULL PRIMARY KEY, -- The run's UUID.
  through_date TEXT NOT NULL, -- Exclusive end of the cycle.
  state TEXT NOT NULL CHECK (state IN
    ('dry', 'running', 'ready', 'posting', 'posted', 'discarded')), -- How far it is.
  started_at_ms BIGINT NOT NULL, -- When it was started.
  started_by TEXT NOT NULL, -- The user; empty for the machine's own command line.
  accounts_total BIGINT NOT NULL, -- Accounts to look at, counted when it was started.
  last_account_id TEXT NOT NULL, -- The account looked at last; a killed run continues after it.
  digest TEXT NOT NULL -- Of all that it bills, once every account was looked at; else empty.
);

-- Finds the open run.
CREATE INDEX bill_run_by_state ON bill_run (state);

-- What a run did for an account; progress, counts and totals are derived from these rows.
CREATE TABLE bill_run_account (
  run_id TEXT NOT NULL, -- The run.
  account_id TEXT NOT NULL, -- The account.
  outcome TEXT NOT NULL CHECK (outcome IN ('empty', 'billed', 'failed')), -- What became of it.
  account_version BIGINT NOT NULL, -- The account's version the plan was made from.
  invoice_id TEXT NOT NULL, -- The draft or invoice; empty in a dry run and without one.
  currency TEXT NOT NULL, -- ISO 4217 code of the total.
  total_minor BIGINT NOT NULL, -- The invoice's total, in minor units.
  line_count BIGINT NOT NULL, -- Its lines.
  digest TEXT NOT NULL, -- Of the content of every line; empty without an invoice.
  error TEXT NOT NULL, -- For failed, the reason; else empty.
  PRIMARY KEY (run_id, account_id)
);
