-- Sites: whether they sell.

-- 0: switched off; carts are refused and the shop is closed until it is switched on again.
ALTER TABLE site ADD COLUMN enabled BIGINT NOT NULL DEFAULT 1;
