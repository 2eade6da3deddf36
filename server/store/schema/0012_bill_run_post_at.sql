-- Bill runs that post by themselves.

-- When the run is posted by itself, once it is ready; 0 for never.
ALTER TABLE bill_run ADD COLUMN post_at_ms BIGINT NOT NULL DEFAULT 0;
-- Who wanted that: a user, or empty for the machine's own command line.
ALTER TABLE bill_run ADD COLUMN post_by TEXT NOT NULL DEFAULT '';
