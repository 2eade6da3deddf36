-- Accounts: who is invoiced. There are no foreign keys between aggregates: devices hold a part.

-- A company or consumer and its contact person.
CREATE TABLE account (
  id TEXT NOT NULL PRIMARY KEY, -- UUID, made where the account was entered.
  version BIGINT NOT NULL, -- The server's count of writes; 0 while only a device knows it.
  number BIGINT NOT NULL, -- Serial from 1001; 0 while provisional.
  kind TEXT NOT NULL CHECK (kind IN ('company', 'consumer')), -- Whether a company is invoiced.
  company_name TEXT NOT NULL, -- Empty for a consumer.
  first_name TEXT NOT NULL, -- Of the contact person.
  last_name TEXT NOT NULL, -- Of the contact person.
  email TEXT NOT NULL, -- Where all system mail goes.
  email_folded TEXT NOT NULL, -- The e-mail in lower case, for exact search.
  login TEXT NOT NULL, -- Empty while it has none of its own.
  login_folded TEXT NOT NULL, -- The login in lower case; no two accounts share one.
  phone TEXT NOT NULL, -- As entered.
  phone_digits TEXT NOT NULL, -- The digits of the phone, for finding duplicates.
  billing_email TEXT NOT NULL, -- Who is invoiced; empty: the e-mail above.
  notes TEXT NOT NULL, -- For whoever works with the customer.
  street TEXT NOT NULL, -- Street and house number.
  city TEXT NOT NULL, -- Town.
  region TEXT NOT NULL, -- State or province; often empty.
  postal_code TEXT NOT NULL, -- As entered.
  country TEXT NOT NULL, -- As entered.
  currency TEXT NOT NULL, -- ISO 4217 code of all its orders and invoices.
  created_on TEXT NOT NULL, -- No order may be dated earlier.
  bill_cycle_day BIGINT NOT NULL, -- 1 to 31.
  payment_terms_days BIGINT NOT NULL, -- Days from invoice date to due date.
  credit_minor BIGINT NOT NULL, -- What payments left over, in minor units.
  flagged_for_fraud BIGINT NOT NULL CHECK (flagged_for_fraud IN (0, 1)), -- 1: he was a fraud.
  hold_new_orders BIGINT NOT NULL CHECK (hold_new_orders IN (0, 1)), -- 1: no new orders.
  credit_limit_minor BIGINT NOT NULL, -- In minor units of the currency; 0 for none.
  sort_name TEXT NOT NULL, -- The display name, folded: lower case without accents.
  search_key BIGINT NOT NULL UNIQUE -- Serial in this database: its row in the full text index.
);

-- Lists accounts by name.
CREATE INDEX account_by_name ON account (sort_name, id);
-- Finds an account by its number.
CREATE INDEX account_by_number ON account (number, id);
-- Finds out whether a login is taken.
CREATE INDEX account_by_login ON account (login_folded);
-- Finds an account by its e-mail.
CREATE INDEX account_by_email ON account (email_folded);
-- Finds accounts with the same phone.
CREATE INDEX account_by_phone ON account (phone_digits);

-- A further person at the customer.
CREATE TABLE account_contact (
  account_id TEXT NOT NULL, -- The account.
  position BIGINT NOT NULL, -- Place in the account's list, from 0.
  name TEXT NOT NULL, -- First and last name.
  email TEXT NOT NULL, -- Often empty.
  phone TEXT NOT NULL, -- As entered; often empty.
  role TEXT NOT NULL, -- What he is at the customer, in the customer's words.
  PRIMARY KEY (account_id, position)
);

-- What happened to an account, oldest first.
CREATE TABLE account_event (
  account_id TEXT NOT NULL, -- The account.
  position BIGINT NOT NULL, -- Place in the history, from 0.
  at_ms BIGINT NOT NULL, -- Milliseconds since 1970-01-01 UTC.
  by_name TEXT NOT NULL, -- Who did it.
  action TEXT NOT NULL CHECK (action IN
    ('created', 'edited', 'standing_changed')), -- What.
  detail TEXT NOT NULL, -- The names of the fields that changed.
  PRIMARY KEY (account_id, position)
);

-- The territories an account lies in; reps of these territories see it.
CREATE TABLE account_territory (
  account_id TEXT NOT NULL, -- The account.
  position BIGINT NOT NULL, -- Place in the account's list, from 0.
  territory_id TEXT NOT NULL, -- The territory.
  PRIMARY KEY (account_id, position)
);

-- Finds the accounts of a territory, and whether an account lies in one.
CREATE INDEX account_territory_by_territory ON account_territory (territory_id, account_id);
