-- Who else wrote on an order: whoever did never approves it.

-- The users who saved, placed or edited it besides the one who took it, one id a line.
ALTER TABLE sales_order ADD COLUMN authors TEXT NOT NULL DEFAULT '';
