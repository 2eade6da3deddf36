-- Credit: what of it went to invoices.

-- What invoices were paid with out of their account's credit; rows are only ever added. Together
-- with account_credit they make up the credit that an account has. Server only.
CREATE TABLE account_credit_use (
  invoice_id TEXT NOT NULL, -- The invoice that was paid.
  position BIGINT NOT NULL, -- Serial from 0 within the invoice.
  payment_id TEXT NOT NULL, -- Where the money comes from.
  kind TEXT NOT NULL CHECK (kind IN ('applied', 'returned')), -- To the invoice, or back from it.
  account_id TEXT NOT NULL, -- Whose credit it is.
  amount_minor BIGINT NOT NULL, -- Minor units; negative when the credit shrinks.
  currency TEXT NOT NULL, -- ISO 4217 code.
  entered_on TEXT NOT NULL, -- Civil date.
  PRIMARY KEY (invoice_id, position)
);

-- Lists what an account's credit was used for.
CREATE INDEX account_credit_use_by_account ON account_credit_use (account_id, entered_on);
-- Finds where a payment's credit went.
CREATE INDEX account_credit_use_by_payment ON account_credit_use (payment_id);
