-- Dunning: what happens to invoices that are not paid. Server only.

-- A step of the ladder.
CREATE TABLE dunning_step (
  days_after_due BIGINT NOT NULL, -- When it is taken.
  act TEXT NOT NULL CHECK (act IN ('reminder', 'hold', 'suspend', 'cancel')), -- What is done.
  title TEXT NOT NULL, -- Of a reminder's mail, with placeholders; else empty.
  text TEXT NOT NULL, -- Likewise.
  PRIMARY KEY (days_after_due, act)
);

-- A step that was taken for an invoice that is not settled; the audit log keeps them all.
CREATE TABLE dunning_event (
  invoice_id TEXT NOT NULL, -- The invoice.
  days_after_due BIGINT NOT NULL, -- The step's.
  act TEXT NOT NULL CHECK (act IN ('reminder', 'hold', 'suspend', 'cancel')), -- Likewise.
  account_id TEXT NOT NULL, -- Who owes it.
  done_on TEXT NOT NULL, -- Civil date.
  PRIMARY KEY (invoice_id, days_after_due, act)
);

-- Finds the steps that were taken against a customer.
CREATE INDEX dunning_event_by_account ON dunning_event (account_id, invoice_id);

-- What is not done with a customer as with others.
CREATE TABLE account_control (
  account_id TEXT NOT NULL PRIMARY KEY, -- The customer.
  no_invoicing BIGINT NOT NULL CHECK (no_invoicing IN (0, 1)), -- 1: bill runs skip him.
  no_dunning BIGINT NOT NULL CHECK (no_dunning IN (0, 1)), -- 1: no steps are taken.
  manual_pay BIGINT NOT NULL CHECK (manual_pay IN (0, 1)), -- 1: nothing is collected by itself.
  dunning_held_until TEXT -- No steps up to this day, inclusive; NULL without a hold.
);

-- New orders that dunning holds, since when and until when.
CREATE TABLE dunning_hold (
  account_id TEXT NOT NULL, -- The customer.
  since TEXT NOT NULL, -- First day.
  until TEXT, -- First day without it; NULL while it goes on.
  PRIMARY KEY (account_id, since)
);

-- Subscriptions that are suspended, since when and until when.
CREATE TABLE subscription_suspension (
  subscription_id TEXT NOT NULL, -- The subscription.
  since TEXT NOT NULL, -- First day without service.
  until TEXT, -- First day with service again; NULL while it goes on.
  reason TEXT NOT NULL, -- Why.
  account_id TEXT NOT NULL, -- Whose it is.
  PRIMARY KEY (subscription_id, since)
);

-- Finds the suspensions of a customer.
CREATE INDEX subscription_suspension_by_account ON subscription_suspension (account_id, since);
