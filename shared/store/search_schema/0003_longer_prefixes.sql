-- A beginning of up to eight letters is one list in the index. Beyond the longest list a search
-- merges the lists of all words that begin so before it finds its first row: a second, among a
-- million customers, for what they have in common. The program, which has the words, indexes again.

DROP TABLE account_fts;

-- Words by which an account is found, as before.
CREATE VIRTUAL TABLE account_fts USING fts5(
  words, content='', contentless_delete=1, detail=none, prefix='1 2 3 4 5 6 7 8',
  tokenize='ascii'
);
