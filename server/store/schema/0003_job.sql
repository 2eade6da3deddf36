-- Acts on the outside world: durable jobs, and the mails and webhooks that they deliver.

-- A job: what is to be done outside, and how far that is.
CREATE TABLE job (
  id TEXT NOT NULL PRIMARY KEY, -- UUID; jobs of one subject are worked off in this order.
  kind TEXT NOT NULL CHECK (kind IN
    ('mail', 'webhook', 'provisioning', 'registrar', 'fraud_check', 'payment')), -- Who does it.
  subject TEXT NOT NULL, -- What it is about: kind and id.
  payload TEXT NOT NULL, -- What is to be done, as JSON; never shown.
  state TEXT NOT NULL CHECK (state IN
    ('waiting', 'running', 'done', 'failed', 'given_up')), -- How far it is.
  attempts BIGINT NOT NULL, -- Attempts begun so far.
  attempts_max BIGINT NOT NULL, -- After so many it is given up.
  next_at_ms BIGINT NOT NULL, -- The next attempt's time; of a running job, the end of its lease.
  last_error TEXT NOT NULL, -- Why the last attempt failed; empty when it did not.
  remote_id TEXT NOT NULL, -- What the other side calls the result; empty without one.
  idempotency_key TEXT NOT NULL UNIQUE, -- The other side acts once under it, however often asked.
  created_at_ms BIGINT NOT NULL, -- When it was added.
  finished_at_ms BIGINT NOT NULL -- When it was done or given up; 0 before.
);

-- Finds the next due job.
CREATE INDEX job_due ON job (next_at_ms, id) WHERE state IN ('waiting', 'running', 'failed');
-- Finds what goes on about a subject.
CREATE INDEX job_by_subject ON job (subject, id);
-- Lists jobs by state, newest first.
CREATE INDEX job_by_state ON job (state, id);

-- What each attempt of a job came to.
CREATE TABLE job_attempt (
  job_id TEXT NOT NULL, -- The job.
  number BIGINT NOT NULL, -- Serial from 1 within the job.
  ended_at_ms BIGINT NOT NULL, -- When its outcome was known.
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'retry', 'give_up')), -- What it came to.
  error TEXT NOT NULL, -- Why it failed; empty when it did not.
  PRIMARY KEY (job_id, number)
);

-- Mails to people, kept as they were sent.
CREATE TABLE mail (
  id TEXT NOT NULL PRIMARY KEY, -- UUID.
  job_id TEXT NOT NULL, -- The latest job that sends it; the mail's state is that job's.
  about TEXT NOT NULL, -- What it is about: kind and id.
  to_address TEXT NOT NULL, -- Whom it goes to.
  title TEXT NOT NULL, -- Its subject line.
  body_text TEXT NOT NULL, -- The body as plain text.
  body_html TEXT NOT NULL, -- The body as HTML; empty without one.
  created_at_ms BIGINT NOT NULL -- When it was written.
);

-- Lists the mails about something.
CREATE INDEX mail_by_about ON mail (about, id);

-- Files that go with a mail.
CREATE TABLE mail_attachment (
  mail_id TEXT NOT NULL, -- The mail.
  position BIGINT NOT NULL, -- Serial from 1 within the mail.
  name TEXT NOT NULL, -- The file's name.
  content_type TEXT NOT NULL, -- Its media type.
  content_base64 TEXT NOT NULL, -- Its bytes.
  PRIMARY KEY (mail_id, position)
);

-- How the outside world is reached; what is not here has its default or is not set up.
CREATE TABLE provider_setting (
  provider TEXT NOT NULL, -- Which provider.
  name TEXT NOT NULL, -- Which of its settings.
  value TEXT NOT NULL, -- Its value; no API gives a secret one back.
  PRIMARY KEY (provider, name)
);

-- Addresses that are told of events.
CREATE TABLE webhook (
  id TEXT NOT NULL PRIMARY KEY, -- UUID.
  url TEXT NOT NULL, -- Where events are sent.
  events TEXT NOT NULL, -- Which events, their words parted by spaces.
  secret TEXT NOT NULL, -- Signs what is sent; shown once, when it is made.
  enabled BIGINT NOT NULL CHECK (enabled IN (0, 1)), -- 0: nothing new is sent.
  created_at_ms BIGINT NOT NULL -- When it was added.
);

-- Events on their way to an address.
CREATE TABLE webhook_delivery (
  id TEXT NOT NULL PRIMARY KEY, -- UUID.
  webhook_id TEXT NOT NULL, -- The address; it may have been removed since.
  job_id TEXT NOT NULL, -- The latest job that sends it; its state is the delivery's.
  event TEXT NOT NULL, -- What happened.
  event_id TEXT NOT NULL, -- The event's own id, by which receivers know repetitions.
  body TEXT NOT NULL, -- What is sent.
  created_at_ms BIGINT NOT NULL -- When it happened.
);

-- Lists what was sent to an address, newest first.
CREATE INDEX webhook_delivery_by_webhook ON webhook_delivery (webhook_id, id);
