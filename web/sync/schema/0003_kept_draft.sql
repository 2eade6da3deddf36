-- What is typed and belongs to no command yet: it stays through a reload until it is saved or
-- dropped.
CREATE TABLE kept_draft (
  user_id TEXT NOT NULL,
  -- What it is, and the account or order that it is about.
  kind TEXT NOT NULL CHECK (kind IN ('customer_form', 'signature')),
  target TEXT NOT NULL,
  -- As the screen wrote it.
  text TEXT NOT NULL,
  PRIMARY KEY (user_id, kind, target)
);
