-- Payments by card on the gateway's own page. No card number ever comes here.

-- A checkout: what somebody wants to pay by card, and how far that is.
CREATE TABLE checkout (
  id TEXT NOT NULL PRIMARY KEY, -- UUID; the payment that it becomes has the same.
  account_id TEXT NOT NULL, -- Who pays.
  order_id TEXT NOT NULL, -- The order that is paid; empty for an invoice.
  invoice_id TEXT NOT NULL, -- The invoice that is paid; empty for an order.
  amount_minor BIGINT NOT NULL, -- How much, in minor units.
  currency TEXT NOT NULL, -- ISO 4217 code.
  title TEXT NOT NULL, -- What the gateway's page says it is for.
  return_address TEXT NOT NULL, -- Where the gateway sends the browser afterwards.
  state TEXT NOT NULL CHECK (state IN ('asked', 'open', 'paid', 'failed')), -- How far it is.
  session_id TEXT NOT NULL, -- What the gateway calls it; empty until it is open.
  page_address TEXT NOT NULL, -- The gateway's page for it; likewise.
  charge_id TEXT NOT NULL, -- What the gateway calls the money; empty until it is paid.
  error TEXT NOT NULL, -- Why it failed; empty when it did not.
  created_at_ms BIGINT NOT NULL -- When somebody wanted to pay.
);

-- Finds the checkouts of an order or invoice.
CREATE INDEX checkout_by_account ON checkout (account_id, id);
