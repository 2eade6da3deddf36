-- The tax table, and how lines, customers and products are taxed by it.

-- What a category of products is taxed at in a place, while the row is valid.
CREATE TABLE tax_row (
  position BIGINT NOT NULL PRIMARY KEY, -- Place in the table, from 0.
  code TEXT NOT NULL, -- Short, for reports: `DE-19`.
  name TEXT NOT NULL, -- As printed: `VAT`.
  category TEXT NOT NULL, -- Of the products.
  country TEXT NOT NULL, -- As addresses write it.
  region TEXT NOT NULL, -- Empty: the whole country.
  postal_prefix TEXT NOT NULL, -- Empty: all postal codes.
  rate_ppm BIGINT NOT NULL, -- Millionths of the net amount.
  inclusive BIGINT NOT NULL CHECK (inclusive IN (0, 1)), -- 1: prices hold the tax.
  valid_from TEXT NOT NULL, -- First day.
  valid_until TEXT -- Last day; NULL for ever.
);

-- `line` or `invoice`: whether tax is rounded on each line, or once for each rate on an invoice.
ALTER TABLE organisation ADD COLUMN tax_rounding TEXT NOT NULL DEFAULT 'line';

-- A category of the tax table; empty where the product has one rate wherever it is sold.
ALTER TABLE price_book_product ADD COLUMN tax_category TEXT NOT NULL DEFAULT '';
-- The product's, as sold.
ALTER TABLE sales_order_item ADD COLUMN tax_category TEXT NOT NULL DEFAULT '';
-- The product's, as sold.
ALTER TABLE billable_charge ADD COLUMN tax_category TEXT NOT NULL DEFAULT '';

-- Number of the certificate that frees the customer from tax; empty for one who owes it.
ALTER TABLE account ADD COLUMN tax_certificate TEXT NOT NULL DEFAULT '';
-- Why he is exempt.
ALTER TABLE account ADD COLUMN tax_exempt_reason TEXT NOT NULL DEFAULT '';
-- The customer's certificate when the invoice was made.
ALTER TABLE invoice ADD COLUMN tax_certificate TEXT NOT NULL DEFAULT '';
-- Why he was exempt.
ALTER TABLE invoice ADD COLUMN tax_exempt_reason TEXT NOT NULL DEFAULT '';

-- How the tax came about, one a line: treatment, category, code, name, place, day, inclusive,
-- rounding; empty for the product's own rate, rounded on the line.
ALTER TABLE invoice_line ADD COLUMN taxed TEXT NOT NULL DEFAULT '';

-- The line's tax, in minor units.
ALTER TABLE charge_adjustment ADD COLUMN tax_minor BIGINT NOT NULL DEFAULT 0;

UPDATE charge_adjustment SET tax_minor = COALESCE(
  (SELECT l.tax_minor FROM invoice_line l WHERE l.id = charge_adjustment.line_id), 0);
