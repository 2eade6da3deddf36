-- Closed bill cycles: until when they were closed, and since when.

-- Each time the bill cycles were closed further; rows are only ever added. Server only.
CREATE TABLE closed_cycle (
  closed_through TEXT NOT NULL PRIMARY KEY, -- Exclusive end of what was closed.
  closed_at_ms BIGINT NOT NULL -- When it was closed; 0 for what was closed before this table.
);

INSERT INTO closed_cycle (closed_through, closed_at_ms)
SELECT closed_through, 0 FROM organisation WHERE closed_through IS NOT NULL;
