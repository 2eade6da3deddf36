-- What only the server knows: users, tokens, devices, the command log, the change feed and audit.

-- What the server says about itself; a single row.
CREATE TABLE server_state (
  id TEXT NOT NULL PRIMARY KEY CHECK (id = '-'), -- Always '-', so that there is one row.
  epoch_id TEXT NOT NULL -- UUID, renewed at every restore, so that devices notice.
);

-- Who may log in.
CREATE TABLE app_user (
  id TEXT NOT NULL PRIMARY KEY, -- The user's UUID.
  login TEXT NOT NULL, -- As shown.
  login_folded TEXT NOT NULL UNIQUE, -- Lower case without accents; no two users share one.
  name TEXT NOT NULL, -- As written into orders and histories.
  role TEXT NOT NULL CHECK (role IN
    ('rep', 'manager', 'clerk', 'accountant', 'admin')), -- What he may do.
  password_hash TEXT NOT NULL, -- Argon2id; empty until he sets a password.
  state TEXT NOT NULL CHECK (state IN ('active', 'disabled')), -- Whether he may log in.
  scope_version BIGINT NOT NULL -- Grows when what he may see changes; his devices start over.
);

-- The territories a rep sees.
CREATE TABLE user_territory (
  user_id TEXT NOT NULL, -- The user.
  territory_id TEXT NOT NULL, -- The territory.
  PRIMARY KEY (user_id, territory_id)
);

-- Finds the users of a territory.
CREATE INDEX user_territory_by_territory ON user_territory (territory_id, user_id);

-- Bearer tokens and session cookies; the token itself is nowhere.
CREATE TABLE access_token (
  token_digest TEXT NOT NULL PRIMARY KEY, -- SHA-256 of the token, in hex.
  user_id TEXT NOT NULL, -- Whose it is.
  device_id TEXT NOT NULL, -- The device it was given to; empty for the command line.
  created_at_ms BIGINT NOT NULL, -- When it was issued.
  expires_at_ms BIGINT NOT NULL, -- From then on it is worth nothing.
  last_used_at_ms BIGINT NOT NULL -- When it was last used.
);

-- Ends the tokens of a user.
CREATE INDEX access_token_by_user ON access_token (user_id);
-- Ends the tokens of a device.
CREATE INDEX access_token_by_device ON access_token (device_id);

-- Links with which a user sets his password once; the link itself is nowhere.
CREATE TABLE one_time_link (
  link_digest TEXT NOT NULL PRIMARY KEY, -- SHA-256 of the link's secret, in hex.
  user_id TEXT NOT NULL, -- Whose it is.
  expires_at_ms BIGINT NOT NULL, -- From then on it is worth nothing.
  used_at_ms BIGINT NOT NULL -- When it was used up; 0 before.
);

-- What a login needs besides the password: a secret shared with an app that shows codes.
CREATE TABLE second_factor (
  user_id TEXT NOT NULL PRIMARY KEY, -- The user.
  secret TEXT NOT NULL, -- 160 bits in base32, as the app was given them.
  confirmed BIGINT NOT NULL CHECK (confirmed IN (0, 1)), -- 1: a login needs a code.
  last_step BIGINT NOT NULL -- The 30-second step of the code used last; it counts once.
);

-- Codes that stand in for a lost app, once each; the code itself is nowhere.
CREATE TABLE recovery_code (
  user_id TEXT NOT NULL, -- Whose it is.
  code_digest TEXT NOT NULL, -- SHA-256 of the code, in hex.
  PRIMARY KEY (user_id, code_digest)
);

-- Devices, and what they last said about the work they hold.
CREATE TABLE device (
  id TEXT NOT NULL PRIMARY KEY, -- UUID, made on the device.
  user_id TEXT NOT NULL, -- Who logged in on it last.
  label_number BIGINT NOT NULL UNIQUE, -- Serial from 1; 'D' and this number is its label.
  name TEXT NOT NULL, -- For people: browser and system.
  registered_at_ms BIGINT NOT NULL, -- When it first logged in.
  last_contact_at_ms BIGINT NOT NULL, -- When it last exchanged, to the minute; 0 before.
  queued BIGINT NOT NULL, -- Commands it held without a verdict.
  oldest_at_ms BIGINT NOT NULL, -- When the oldest of them was given; 0 with none.
  revoked BIGINT NOT NULL CHECK (revoked IN (0, 1)) -- 1: it is told to stop.
);

-- One-time totals of the placed orders a device said it still holds.
CREATE TABLE device_total (
  device_id TEXT NOT NULL, -- The device.
  currency TEXT NOT NULL, -- ISO 4217 code.
  amount_minor BIGINT NOT NULL, -- In minor units.
  PRIMARY KEY (device_id, currency)
);

-- How far each device journal is known.
CREATE TABLE device_journal (
  journal_id TEXT NOT NULL PRIMARY KEY, -- UUID, made on the device.
  user_id TEXT NOT NULL, -- Whose work it is: only his logins send it.
  device_id TEXT NOT NULL, -- The device that sends it.
  last_sequence BIGINT NOT NULL, -- Of the last command that got a verdict.
  head TEXT NOT NULL -- Chained hash of all texts up to there.
);

-- Every command ever received, with the verdict it got; written once, never changed.
CREATE TABLE command_log (
  command_id TEXT NOT NULL PRIMARY KEY, -- Derived from journal and sequence number.
  journal_id TEXT NOT NULL, -- The journal it stands in.
  sequence BIGINT NOT NULL, -- Its place there, from 1.
  device_id TEXT NOT NULL, -- Which device sent it.
  user_id TEXT NOT NULL, -- Who was logged in.
  kind TEXT NOT NULL, -- The command's word.
  aggregate_kind TEXT NOT NULL, -- What it is about.
  aggregate_id TEXT NOT NULL, -- What it is about.
  account_id TEXT NOT NULL, -- Whose document it is; empty when it names only an order.
  given_at_ms BIGINT NOT NULL, -- When it was given, as the device said.
  received_at_ms BIGINT NOT NULL, -- When it was decided here.
  text_digest TEXT NOT NULL, -- SHA-256 of its text, in hex: another text is a fork.
  head TEXT NOT NULL, -- Chained journal hash after it.
  verdict TEXT NOT NULL CHECK (verdict IN
    ('accepted', 'amended', 'rejected', 'conflict', 'depends_on')), -- The answer.
  rejection TEXT NOT NULL, -- Reason and fields as JSON; empty when accepted.
  amendments TEXT NOT NULL, -- For amended what is not as wished, as JSON; else empty.
  cause_id TEXT NOT NULL -- For depends_on the refused command; else empty.
);

-- Passwords of customers for the client area; no device ever holds them.
CREATE TABLE customer_login (
  account_id TEXT NOT NULL PRIMARY KEY, -- The account; its login stands there.
  password_hash TEXT NOT NULL -- Argon2id.
);

-- The keys that devices seal customers' passwords to; a single row.
CREATE TABLE seal_key (
  id TEXT NOT NULL PRIMARY KEY CHECK (id = '-'), -- Always '-', so that there is one row.
  public_key TEXT NOT NULL, -- Hex; devices have it with the organisation.
  private_key TEXT NOT NULL -- Hex; it never leaves this database.
);

-- Numbers that devices hold and have not used; using one removes its row.
CREATE TABLE leased_number (
  series TEXT NOT NULL CHECK (series IN ('account', 'order')), -- What is numbered.
  number BIGINT NOT NULL, -- The number.
  device_id TEXT NOT NULL, -- The device that may give it.
  epoch_id TEXT NOT NULL, -- The epoch it was leased in; worth nothing in another.
  PRIMARY KEY (series, number)
);

-- Finds what a device holds.
CREATE INDEX leased_number_by_device ON leased_number (device_id, series, number);

-- Finds what a journal's refused creations were about.
CREATE INDEX command_log_by_aggregate ON command_log (aggregate_kind, aggregate_id, sequence);

-- The change feed: the latest change of each aggregate. Devices read on from their cursor.
CREATE TABLE feed (
  number BIGINT NOT NULL PRIMARY KEY, -- Serial without gaps at the time it was given.
  aggregate_kind TEXT NOT NULL, -- What changed.
  aggregate_id TEXT NOT NULL, -- What changed.
  account_id TEXT NOT NULL, -- Whose it is, which decides who sees it; empty for everyone.
  UNIQUE (aggregate_kind, aggregate_id)
);

-- The next feed number; a single row that is locked last in every commit.
CREATE TABLE feed_head (
  id TEXT NOT NULL PRIMARY KEY CHECK (id = '-'), -- Always '-', so that there is one row.
  next_number BIGINT NOT NULL -- The number that is given next.
);

-- The commits that gave feed numbers; a cursor names the nonce, so a rolled back history shows.
CREATE TABLE feed_commit (
  last_number BIGINT NOT NULL PRIMARY KEY, -- The last number of the commit.
  nonce TEXT NOT NULL -- 64 random bits, in hex.
);

-- Who did what, when; a row for every mutation.
CREATE TABLE audit_log (
  id TEXT NOT NULL PRIMARY KEY, -- UUID.
  at_ms BIGINT NOT NULL, -- When.
  user_id TEXT NOT NULL, -- Who; empty for the machine's own command line.
  action TEXT NOT NULL, -- What was done, as a word.
  subject TEXT NOT NULL, -- To what: kind and id.
  detail TEXT NOT NULL -- Outcome or particulars; never a secret.
);

-- Lists the log, newest first.
CREATE INDEX audit_log_by_time ON audit_log (at_ms, id);

-- Lists what one user did.
CREATE INDEX audit_log_by_user ON audit_log (user_id, at_ms);
-- Lists what was done to one thing.
CREATE INDEX audit_log_by_subject ON audit_log (subject, at_ms);

-- The first answer to a keyed request, given again when it is repeated.
CREATE TABLE idempotency_key (
  user_id TEXT NOT NULL, -- Who asked.
  key TEXT NOT NULL, -- The key he chose.
  request_digest TEXT NOT NULL, -- Of the whole request: another one under this key is refused.
  status BIGINT NOT NULL, -- The answer's HTTP status.
  body TEXT NOT NULL, -- The answer.
  created_at_ms BIGINT NOT NULL, -- When; old ones are removed.
  PRIMARY KEY (user_id, key)
);

-- A receipt or invoice as it was first issued; written once, never changed, so that printing it
-- again gives the same.
CREATE TABLE issued_document (
  kind TEXT NOT NULL CHECK (kind IN ('receipt', 'invoice', 'credit_note')), -- What it is.
  subject_id TEXT NOT NULL, -- The order or invoice it is about.
  number TEXT NOT NULL, -- As printed.
  content TEXT NOT NULL, -- Everything that is printed, as JSON; HTML and PDF are made from it.
  digest TEXT NOT NULL, -- SHA-256 of the content, in hex.
  issued_at_ms BIGINT NOT NULL, -- When.
  PRIMARY KEY (kind, subject_id)
);

-- The next price book version while it is edited; a single row.
CREATE TABLE price_book_draft (
  id TEXT NOT NULL PRIMARY KEY CHECK (id = '-'), -- Always '-', so that there is one row.
  revision BIGINT NOT NULL, -- The count of edits; an edit names the one it began from.
  changed_at_ms BIGINT NOT NULL, -- When it was edited last.
  changed_by_name TEXT NOT NULL, -- By whom.
  document TEXT NOT NULL -- The price book as the JSON document that an export gives.
);

-- Sessions of customers in the client area; the session itself is nowhere.
CREATE TABLE customer_session (
  session_digest TEXT NOT NULL PRIMARY KEY, -- SHA-256 of the session's text, in hex.
  account_id TEXT NOT NULL, -- Whose it is.
  expires_at_ms BIGINT NOT NULL -- From then on it is worth nothing.
);

-- Ends the sessions of an account.
CREATE INDEX customer_session_by_account ON customer_session (account_id);

-- Web sites whose customers' carts become orders.
CREATE TABLE site (
  code TEXT NOT NULL PRIMARY KEY, -- In addresses and on orders.
  number BIGINT NOT NULL UNIQUE, -- Serial from 1.
  name TEXT NOT NULL, -- For people.
  reseller TEXT NOT NULL, -- Who owes for its orders; empty for a site of our own.
  key_digest TEXT NOT NULL -- SHA-256 of the key it sends carts with, in hex; empty without one.
);
