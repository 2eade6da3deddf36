-- By how much a bill may differ from the cycle before without being an anomaly of its run.

-- In percent of the bill before.
ALTER TABLE organisation_settings ADD COLUMN bill_change_percent BIGINT NOT NULL DEFAULT 50;
