-- Sites: whether their customers may buy on account.

-- 1: customers whom nobody knows may be invoiced later.
ALTER TABLE site ADD COLUMN on_account BIGINT NOT NULL DEFAULT 0;
