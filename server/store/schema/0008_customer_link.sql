-- Links with which customers choose a password.

-- A link with which a customer chooses a password once; the link itself is nowhere.
CREATE TABLE customer_link (
  link_digest TEXT NOT NULL PRIMARY KEY, -- SHA-256 of the link's secret, in hex.
  account_id TEXT NOT NULL, -- Whose it is.
  issued_at_ms BIGINT NOT NULL, -- When it was mailed.
  expires_at_ms BIGINT NOT NULL, -- From then on it is worth nothing.
  used_at_ms BIGINT NOT NULL -- When it was used up; 0 before.
);

-- Finds the links of a customer.
CREATE INDEX customer_link_by_account ON customer_link (account_id, issued_at_ms);
