-- How many orders there are, kept with each write: counting a hundred thousand takes longer than a
-- frame. Another engine has a view of this name.

-- Orders of an archive in a state and a currency.
CREATE TABLE order_tally (
  archive BIGINT NOT NULL, -- Place in the enumeration Archive; -1 until it is derived.
  lifecycle TEXT NOT NULL, -- How far the orders are.
  currency TEXT NOT NULL, -- ISO 4217 code of their amounts.
  orders BIGINT NOT NULL, -- How many.
  one_time_minor BIGINT NOT NULL, -- Their one-time charges together, in minor units.
  PRIMARY KEY (archive, lifecycle, currency)
);

INSERT INTO order_tally
  SELECT archive, lifecycle, currency, COUNT(*), SUM(one_time_minor)
  FROM sales_order GROUP BY archive, lifecycle, currency;

CREATE TRIGGER order_tally_insert AFTER INSERT ON sales_order BEGIN
  INSERT INTO order_tally VALUES (new.archive, new.lifecycle, new.currency, 1, new.one_time_minor)
    ON CONFLICT (archive, lifecycle, currency) DO UPDATE SET
      orders = orders + 1, one_time_minor = one_time_minor + new.one_time_minor;
END;

CREATE TRIGGER order_tally_delete AFTER DELETE ON sales_order BEGIN
  UPDATE order_tally
    SET orders = orders - 1, one_time_minor = one_time_minor - old.one_time_minor
    WHERE archive = old.archive AND lifecycle = old.lifecycle AND currency = old.currency;
  DELETE FROM order_tally WHERE orders = 0;
END;

CREATE TRIGGER order_tally_update
  AFTER UPDATE OF archive, lifecycle, currency, one_time_minor ON sales_order BEGIN
  UPDATE order_tally
    SET orders = orders - 1, one_time_minor = one_time_minor - old.one_time_minor
    WHERE archive = old.archive AND lifecycle = old.lifecycle AND currency = old.currency;
  INSERT INTO order_tally VALUES (new.archive, new.lifecycle, new.currency, 1, new.one_time_minor)
    ON CONFLICT (archive, lifecycle, currency) DO UPDATE SET
      orders = orders + 1, one_time_minor = one_time_minor + new.one_time_minor;
  DELETE FROM order_tally WHERE orders = 0;
END;
