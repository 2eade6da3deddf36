-- The further fields that the last order showed, by their names with spaces between; the next order
-- begins with them.
ALTER TABLE device ADD COLUMN order_fields TEXT NOT NULL DEFAULT 'purchase_order notes';
