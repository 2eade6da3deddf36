-- The device's own tables: who it is, its journal of commands, and pages of truth not yet applied.

-- One row: this device.
CREATE TABLE device (
  id TEXT NOT NULL PRIMARY KEY,
  -- The journal of the user who logged in last; empty before the first login.
  journal_id TEXT NOT NULL,
  -- Who is logged in, as the server's session document without token; empty when nobody is.
  session TEXT NOT NULL,
  -- The server's epoch and our place in its feed, as the last complete exchange gave them.
  epoch TEXT NOT NULL,
  cursor TEXT NOT NULL,
  -- The server's clock minus ours.
  server_offset_ms BIGINT NOT NULL,
  -- The last exchange that succeeded; 0 with none.
  last_exchange_at_ms BIGINT NOT NULL,
  -- Why the last exchange failed; empty when it did not.
  last_error TEXT NOT NULL,
  -- Counts the numbers of orders that have no serial number yet.
  next_provisional_number BIGINT NOT NULL
);

-- One journal per user of the device. Command ids derive from journal and sequence.
CREATE TABLE journal (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL UNIQUE,
  -- For the words to the person who is refused while this user's work is unsent.
  login TEXT NOT NULL,
  user_name TEXT NOT NULL,
  -- The last command appended and the chained hash after it.
  last_sequence BIGINT NOT NULL,
  head TEXT NOT NULL,
  -- The last command the server said it has, and the chained hash there.
  acknowledged BIGINT NOT NULL,
  acknowledged_head TEXT NOT NULL
);

-- The commands. Those without a verdict are the outbox; answered ones stay 30 days, because a
-- server restored from a backup may ask for them again.
CREATE TABLE journal_command (
  journal_id TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  -- The server's clock as far as it was known, and the civil date the decision was made on.
  at_ms BIGINT NOT NULL,
  given_on TEXT NOT NULL,
  kind TEXT NOT NULL,
  target_kind TEXT NOT NULL,
  target_id TEXT NOT NULL,
  -- The account and the price book version that the decision needs; '' and 0 for none.
  account_id TEXT NOT NULL,
  price_book_version BIGINT NOT NULL,
  -- The one-time total of a placed order; 0 and '' for other commands.
  one_time_minor BIGINT NOT NULL,
  one_time_currency TEXT NOT NULL,
  -- The canonical text that is sent, and the chained journal hash after it.
  text TEXT NOT NULL,
  head TEXT NOT NULL,
  -- 1 from the first exchange it goes into: from then on the text never changes.
  attempted BIGINT NOT NULL,
  -- The server's verdict; NULL until it came.
  verdict TEXT,
  -- The reason of a refusal as {"reason":...,"fields":[...]}, and the refused command behind it.
  rejection TEXT NOT NULL,
  cause TEXT NOT NULL,
  -- What the server decided otherwise than wished, as {"amendments":[...]}; empty for nothing.
  amendments TEXT NOT NULL,
  answered_at_ms BIGINT NOT NULL,
  -- 1 when the person has seen the refusal and put it away.
  dismissed BIGINT NOT NULL,
  PRIMARY KEY (journal_id, sequence)
);

CREATE INDEX journal_command_by_verdict ON journal_command (journal_id, verdict, sequence);

-- Blocks of numbers leased from the server. The last one of a series stays when it is used up: it
-- says what was given.
CREATE TABLE number_lease (
  series TEXT NOT NULL,
  -- The number that is given next; beyond the last one when the block is used up.
  next_number BIGINT NOT NULL,
  last_number BIGINT NOT NULL,
  -- Of the server when it gave the block: in another epoch it is worth nothing.
  epoch TEXT NOT NULL,
  PRIMARY KEY (series, last_number)
);

-- The filters of the list of orders to which people gave a name.
CREATE TABLE saved_filter (
  user_id TEXT NOT NULL,
  name TEXT NOT NULL,
  -- The filter above the list, as numbered there, and the queue where that is one.
  pill BIGINT NOT NULL,
  queue TEXT NOT NULL,
  -- The words that are searched for, and the column that is sorted by: -1 for newest first.
  search TEXT NOT NULL,
  sort_column BIGINT NOT NULL,
  descending BIGINT NOT NULL,
  PRIMARY KEY (user_id, name)
);

-- Pages of an answer, kept as they came until the last one is there; then all are applied at once.
CREATE TABLE staged_page (
  position BIGINT NOT NULL PRIMARY KEY,
  -- The commands of the request that it answers; 0 with none.
  first_sequence BIGINT NOT NULL,
  last_sequence BIGINT NOT NULL,
  -- Where the next page continues.
  cursor TEXT NOT NULL,
  body TEXT NOT NULL
);

-- The aggregates this device holds, whoever wrote them: what goes when it starts over.
CREATE TABLE held_aggregate (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  -- 1 when the server took it from this device and unanswered commands still need it.
  departing BIGINT NOT NULL,
  PRIMARY KEY (kind, id)
);
