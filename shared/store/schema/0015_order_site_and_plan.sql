-- What an order keeps of where it was begun: its site's number, and whether it holds one plan.

-- The number of the site it came from; 0 for our own desk.
ALTER TABLE sales_order ADD COLUMN site_number BIGINT NOT NULL DEFAULT 0;
-- 1 when it was begun on its customer's page and holds one plan, else 0.
ALTER TABLE sales_order ADD COLUMN one_plan BIGINT NOT NULL DEFAULT 0;
