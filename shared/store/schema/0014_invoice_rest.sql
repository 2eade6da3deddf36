-- The rest of an invoice or a payment: written off, issued again, given back in part.

-- What will never be paid, in minor units.
ALTER TABLE invoice ADD COLUMN written_off_minor BIGINT NOT NULL DEFAULT 0;
-- The void invoice that this one was issued for again; empty for any other.
ALTER TABLE invoice ADD COLUMN reissues_id TEXT NOT NULL DEFAULT '';
-- Its number; 0 without one.
ALTER TABLE invoice ADD COLUMN reissues_number BIGINT NOT NULL DEFAULT 0;

-- What was given back of it, in minor units.
ALTER TABLE payment ADD COLUMN refunded_minor BIGINT NOT NULL DEFAULT 0;

UPDATE payment SET refunded_minor = amount_minor WHERE standing = 'refunded';

-- What made an account's credit grow or shrink; rows are only ever added. Server only.
CREATE TABLE account_credit_entry (
  payment_id TEXT NOT NULL, -- Where the money comes from.
  kind TEXT NOT NULL CHECK (kind IN ('overpaid', 'given_back', 'refunded')), -- Why.
  position BIGINT NOT NULL, -- Serial from 0 within payment and kind.
  account_id TEXT NOT NULL, -- Whose credit it is.
  amount_minor BIGINT NOT NULL, -- Minor units; negative when the credit shrinks.
  currency TEXT NOT NULL, -- ISO 4217 code.
  entered_on TEXT NOT NULL, -- Civil date.
  PRIMARY KEY (payment_id, kind, position)
);

INSERT INTO account_credit_entry
  (payment_id, kind, position, account_id, amount_minor, currency, entered_on)
SELECT payment_id, kind, 0, account_id, amount_minor, currency, entered_on FROM account_credit;

DROP TABLE account_credit;

-- Lists the entries of an account's credit.
CREATE INDEX account_credit_entry_by_account ON account_credit_entry (account_id, entered_on);
