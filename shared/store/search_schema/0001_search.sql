-- Full text search, which only SQLite does this way; another engine brings an index of its own.

-- Words by which an account is found: number, name, contacts, e-mails, login, phone, address. The
-- rowid is the account's search key. The words come folded, so the tokenizer only parts them.
CREATE VIRTUAL TABLE account_fts USING fts5(
  words, content='', contentless_delete=1, detail=none, prefix='1 2 3',
  tokenize='ascii'
);
