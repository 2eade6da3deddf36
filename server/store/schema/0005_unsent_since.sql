-- What an exchange proves about the work that a device has not sent.

-- Since when a user's unsent commands on a device can have been given.
CREATE TABLE unsent_since (
  device_id TEXT NOT NULL, -- The device.
  user_id TEXT NOT NULL, -- The user who exchanged on it.
  since_ms BIGINT NOT NULL, -- The oldest that was said to wait, else the last exchange.
  PRIMARY KEY (device_id, user_id)
);
