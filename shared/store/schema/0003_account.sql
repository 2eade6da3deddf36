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
  sort_name TEXT NOT NULL -- The display name, folded: lower case without accents.
);

-- Lists accounts by name.
CREATE INDEX account_by_name ON account (sort_name, id);
-- Finds an account by its number.
CREATE INDEX account_by_number ON account (number);
-- Finds out whether a login is taken.
CREATE INDEX account_by_login ON account (login_folded);

-- The territories an account lies in; reps of these territories see it.
CREATE TABLE account_territory (
  account_id TEXT NOT NULL, -- The account.
  position BIGINT NOT NULL, -- Place in the account's list, from 0.
  territory_id TEXT NOT NULL, -- The territory.
  PRIMARY KEY (account_id, position)
);

-- Finds the accounts of a territory, and whether an account lies in one.
CREATE INDEX account_territory_by_territory ON account_territory (territory_id, account_id);

-- Words by which an account is found: name, contact, number, e-mail, address; folded.
CREATE TABLE account_word (
  account_id TEXT NOT NULL, -- The account.
  word TEXT NOT NULL, -- One folded word; searched by its beginning as a range.
  PRIMARY KEY (account_id, word)
);

-- Finds accounts by the beginning of a word.
CREATE INDEX account_word_by_word ON account_word (word, account_id);
