-- What an order list is filtered and sorted by: any page of a long list is a range of an index.

-- Derived from the states: place in the enumeration Archive; -1 until the program has derived it.
ALTER TABLE sales_order ADD COLUMN archive BIGINT NOT NULL DEFAULT -1;
-- Derived: the account's name as it sorts; empty without an account.
ALTER TABLE sales_order ADD COLUMN account_sort_name TEXT NOT NULL DEFAULT '';

UPDATE sales_order SET account_sort_name = COALESCE(
  (SELECT a.sort_name FROM account a WHERE a.id = sales_order.account_id), '');

-- One archive, newest first; all orders by archive.
CREATE INDEX sales_order_by_archive ON sales_order (archive, ordered_on, sort_number, id);
-- All orders by number.
CREATE INDEX sales_order_by_number ON sales_order (sort_number, ordered_on, id);
-- All orders by customer.
CREATE INDEX sales_order_by_customer
  ON sales_order (account_sort_name, ordered_on, sort_number, id);
-- All orders by rep.
CREATE INDEX sales_order_by_rep ON sales_order (taken_by_name, ordered_on, sort_number, id);
-- All orders by total.
CREATE INDEX sales_order_by_total ON sales_order (one_time_minor, ordered_on, sort_number, id);
