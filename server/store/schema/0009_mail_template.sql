-- What an organisation words itself in its mails.

-- A mail that is not worded as delivered; one row for each kind that was changed.
CREATE TABLE mail_template (
  kind TEXT NOT NULL PRIMARY KEY, -- Which mail, such as welcome.
  title TEXT NOT NULL, -- The subject line, with {placeholders}.
  text TEXT NOT NULL, -- The body, with {placeholders}.
  changed_at_ms BIGINT NOT NULL, -- When it was worded so.
  changed_by TEXT NOT NULL -- The user's id; empty for the command line.
);
