-- How often a recurring charge comes, as a count and a unit: `1 month`, `3 month`, `1 year`.

-- Of a charge in a price book.
ALTER TABLE price_book_charge ADD COLUMN every TEXT NOT NULL DEFAULT '1 month';
-- Of a charge as it was sold.
ALTER TABLE sales_order_item_charge ADD COLUMN every TEXT NOT NULL DEFAULT '1 month';
-- Of a charge as it is billed.
ALTER TABLE billable_charge ADD COLUMN every TEXT NOT NULL DEFAULT '1 month';
