-- The seller and the settings that both halves decide by; one organisation is one database.

-- The organisation; a single row.
CREATE TABLE organisation (
  id TEXT NOT NULL PRIMARY KEY CHECK (id = '-'), -- Always '-', so that there is one row.
  version BIGINT NOT NULL, -- The server's count of writes.
  legal_name TEXT NOT NULL, -- As printed on invoices.
  address TEXT NOT NULL, -- As printed on invoices.
  tax_id TEXT NOT NULL, -- As printed on invoices; empty without one.
  currency TEXT NOT NULL, -- ISO 4217 code that new accounts take over.
  time_zone TEXT NOT NULL, -- IANA name in which instants become civil dates.
  bill_cycle_day BIGINT NOT NULL, -- 1 to 31; new accounts take it over.
  payment_terms_days BIGINT NOT NULL, -- Days from invoice date to due date.
  verification_delay_minutes BIGINT NOT NULL, -- From acceptance to automatic verification.
  closed_through TEXT, -- Exclusive end of the last posted bill cycle; NULL before the first.
  demo BIGINT NOT NULL CHECK (demo IN (0, 1)), -- 1: its clock may be moved.
  demo_today TEXT -- The moved clock's date; NULL while the clock is real.
);

-- Serial numbers without gaps: taken in the transaction that uses them.
CREATE TABLE number_series (
  series TEXT NOT NULL PRIMARY KEY CHECK (series IN
    ('account', 'order', 'invoice')), -- What is numbered.
  next_number BIGINT NOT NULL -- The number that is given next.
);

-- Sales territories; an account may lie in several.
CREATE TABLE territory (
  id TEXT NOT NULL PRIMARY KEY, -- The territory's UUID.
  code TEXT NOT NULL, -- Short name, as sales people say it.
  name TEXT NOT NULL -- Full name.
);
