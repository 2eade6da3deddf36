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
  seal_key TEXT NOT NULL, -- Public key customers' passwords are sealed to, hex; may be empty.
  demo BIGINT NOT NULL CHECK (demo IN (0, 1)), -- 1: its clock may be moved.
  demo_today TEXT -- The moved clock's date; NULL while the clock is real.
);

-- How the organisation sells; a single row beside the organisation's.
CREATE TABLE organisation_settings (
  id TEXT NOT NULL PRIMARY KEY CHECK (id = '-'), -- Always '-', so that there is one row.
  b2c BIGINT NOT NULL CHECK (b2c IN (0, 1)), -- 1: a company account needs no company name.
  one_plan_per_order BIGINT NOT NULL CHECK (one_plan_per_order IN (0, 1)), -- 1: exactly one plan.
  price_override_approval BIGINT NOT NULL CHECK (price_override_approval IN (0, 1)), -- 1: needed.
  new_customer_approval BIGINT NOT NULL CHECK (new_customer_approval IN (0, 1)), -- 1: needed.
  backdated_days BIGINT, -- Dated more days back needs an approval; NULL without a limit.
  fraud_threshold BIGINT, -- A higher score is fraud; NULL when nothing is checked.
  email_domain_weight BIGINT NOT NULL, -- Score of a suspicious e-mail domain.
  email_domains TEXT NOT NULL, -- The suspicious domains, one a line.
  country_mismatch_weight BIGINT NOT NULL, -- Score of differing countries.
  velocity_weight BIGINT NOT NULL, -- Score of many orders in a day.
  velocity_orders BIGINT NOT NULL, -- More orders within 24 hours than this are many.
  amount_weight BIGINT NOT NULL, -- Score of a large amount.
  new_account_weight BIGINT NOT NULL, -- Score of a new account.
  new_account_days BIGINT NOT NULL, -- An account is new for so many days.
  quote_validity_days BIGINT NOT NULL, -- How long a quote stands.
  promise_grace_days BIGINT NOT NULL, -- How long a shown price is honoured after its version.
  consent_follow_up_days BIGINT NOT NULL, -- Days until an unanswered consent is followed up.
  cancel_policy TEXT NOT NULL CHECK (cancel_policy IN ('credit', 'refund')) -- For money received.
);

-- A limit of the settings for a role or in a currency.
CREATE TABLE organisation_limit (
  kind TEXT NOT NULL CHECK (kind IN ('discount', 'total', 'credit', 'fraud')), -- What is limited.
  position BIGINT NOT NULL, -- Place among the limits of the kind, from 0.
  subject TEXT NOT NULL, -- The role of a discount; else the ISO 4217 code.
  amount BIGINT NOT NULL, -- Millionths for a discount; else minor units.
  PRIMARY KEY (kind, position)
);

-- A payment method that orders may choose.
CREATE TABLE organisation_payment_option (
  position BIGINT NOT NULL PRIMARY KEY, -- Place in the list, from 0.
  method TEXT NOT NULL CHECK (method IN
    ('on_account', 'bank_transfer', 'check', 'cash', 'card')), -- How it is paid.
  gateway TEXT NOT NULL CHECK (gateway IN ('manual', 'card')), -- What takes the money.
  currencies TEXT NOT NULL -- ISO 4217 codes, one a line; empty for every currency.
);

-- A question that every order answers.
CREATE TABLE organisation_field (
  position BIGINT NOT NULL PRIMARY KEY, -- Place in the list, from 0.
  key TEXT NOT NULL, -- Names the question for ever.
  label TEXT NOT NULL, -- As shown.
  kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'date', 'choice', 'yes_no')), -- Of answer.
  required BIGINT NOT NULL CHECK (required IN (0, 1)), -- 1: it has to be answered.
  help TEXT NOT NULL, -- Shown below the field.
  choices TEXT NOT NULL, -- What may be chosen, one a line.
  minimum TEXT NOT NULL, -- Lower bound of the field's kind; empty without one.
  maximum TEXT NOT NULL, -- Upper bound of the field's kind; empty without one.
  pattern TEXT NOT NULL -- What a text looks like; empty for anything.
);

-- Serial numbers without gaps: taken in the transaction that uses them.
CREATE TABLE number_series (
  series TEXT NOT NULL PRIMARY KEY CHECK (series IN
    ('account', 'order', 'invoice', 'credit_note')), -- What is numbered.
  next_number BIGINT NOT NULL -- The number that is given next.
);

-- Sales territories; an account may lie in several.
CREATE TABLE territory (
  id TEXT NOT NULL PRIMARY KEY, -- The territory's UUID.
  code TEXT NOT NULL, -- Short name, as sales people say it.
  name TEXT NOT NULL -- Full name.
);
