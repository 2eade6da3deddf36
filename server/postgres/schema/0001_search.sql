-- PostgreSQL's own part of what shared/store/search_schema is on SQLite.

-- Words by which an account is found, by the names that the queries know from SQLite's index.
CREATE TABLE account_fts (
  rowid BIGINT NOT NULL PRIMARY KEY, -- The account's search key.
  words TEXT NOT NULL, -- Folded words, parted by spaces.
  lexemes TSVECTOR NOT NULL GENERATED ALWAYS AS
    (array_to_tsvector(array_remove(string_to_array(words, ' '), ''))) STORED -- The same, indexed.
);

-- Finds accounts by the beginnings of words.
CREATE INDEX account_fts_by_lexeme ON account_fts USING GIN (lexemes);

-- The accounts that match a query of full_text_query: "mar" * "smi" *. Its words are letters and
-- digits, so quoting them is enough.
CREATE FUNCTION account_fts(query TEXT) RETURNS TABLE (rowid BIGINT) LANGUAGE sql STABLE AS '
  SELECT f.rowid FROM account_fts f
  WHERE f.lexemes @@ CAST(replace(replace(replace($1,
    ''" * "'', '''''':* & ''''''), ''" *'', '''''':*''), ''"'', '''''''') AS TSQUERY)';

-- How many orders there are, counted when asked: rows that every writer changes would make the
-- writers wait for each other.
CREATE VIEW order_tally AS
  SELECT archive, lifecycle, currency, COUNT(*) AS orders,
    CAST(SUM(one_time_minor) AS BIGINT) AS one_time_minor
  FROM sales_order GROUP BY archive, lifecycle, currency;
