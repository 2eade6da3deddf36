-- The chunks of a bill run: whoever drives the run claims the next one that is not done.

-- A part of a run's accounts, billed in one transaction. The chunks of a run tile all ids.
CREATE TABLE bill_run_chunk (
  run_id TEXT NOT NULL, -- The run.
  number BIGINT NOT NULL, -- From 1, in the order of the accounts' ids.
  after_account_id TEXT NOT NULL, -- Its accounts have greater ids; empty in the first chunk.
  last_account_id TEXT NOT NULL, -- And none greater than this; empty in the last chunk.
  account_count BIGINT NOT NULL, -- Accounts that were looked at; 0 before.
  done_at_ms BIGINT NOT NULL, -- When they had been looked at; 0 before.
  PRIMARY KEY (run_id, number)
);

-- Finds the next chunk to do.
CREATE INDEX bill_run_chunk_by_done ON bill_run_chunk (run_id, done_at_ms, number);

-- A run that was going on goes on where it stopped, in one chunk.
INSERT INTO bill_run_chunk (run_id, number, after_account_id, last_account_id, account_count,
                            done_at_ms)
SELECT id, 1, last_account_id, '', 0, 0 FROM bill_run WHERE state = 'running';
