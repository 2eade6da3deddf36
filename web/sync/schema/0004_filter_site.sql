-- The site whose orders a saved filter shows: its code, empty for our own desk, '*' for all.
ALTER TABLE saved_filter ADD COLUMN site TEXT NOT NULL DEFAULT '*';
