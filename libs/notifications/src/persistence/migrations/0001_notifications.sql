CALL platform.create_messaging('notifications');

-- Copies of what other contexts own, built from their events. An older version never overwrites a newer one.
CREATE TABLE notifications.organization_copies (
  organization_id uuid PRIMARY KEY,
  name text NOT NULL,
  version bigint NOT NULL
);
CALL platform.protect('notifications.organization_copies');

CREATE TABLE notifications.job_copies (
  organization_id uuid NOT NULL,
  job_id uuid NOT NULL,
  title text NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (organization_id, job_id)
);
CALL platform.protect('notifications.job_copies');

-- Who an application belongs to: names the key that seals mail to that person.
CREATE TABLE notifications.application_copies (
  organization_id uuid NOT NULL,
  application_id uuid NOT NULL,
  candidate_key text NOT NULL CHECK (candidate_key ~ '^[0-9a-f]{64}$'),
  submitter text NOT NULL CHECK (submitter IN ('candidate', 'staff')),
  PRIMARY KEY (organization_id, application_id)
);
CALL platform.protect('notifications.application_copies');

CREATE TABLE notifications.shortlist_copies (
  organization_id uuid NOT NULL,
  job_id uuid NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (organization_id, job_id)
);
CALL platform.protect('notifications.shortlist_copies');

-- One row per effect. `sending` is written before the mail leaves; found by a later run it means that nobody knows the outcome.
CREATE TABLE notifications.messages (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  effect_key text NOT NULL,
  template text NOT NULL
    CHECK (template IN ('confirmation', 'duplicate', 'shortlisted', 'interview', 'offer', 'rejected', 'hired', 'shortlist')),
  job_id uuid NOT NULL,
  application_id uuid,
  -- The Message-ID header, the same on every attempt.
  message_id text NOT NULL,
  -- Recipient and facts, sealed under the person's key (candidates) or the organization's.
  facts text NOT NULL,
  -- The mail as it was rendered for its first attempt, sealed likewise.
  content text,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sending', 'sent', 'refused', 'unknown', 'failed', 'superseded')),
  attempts int NOT NULL DEFAULT 0,
  error_code text,
  -- Of pending messages with the same value here only the newest is sent.
  supersedes text,
  send_after timestamptz NOT NULL,
  sent_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, effect_key)
);
CREATE INDEX messages_recent ON notifications.messages (organization_id, id DESC);
CREATE INDEX messages_superseding ON notifications.messages (organization_id, supersedes) WHERE state = 'pending' AND supersedes IS NOT NULL;
CALL platform.protect('notifications.messages');
CREATE TRIGGER touch BEFORE UPDATE ON notifications.messages FOR EACH ROW EXECUTE FUNCTION platform.touch();

-- In-app notifications hold ids only. One that repeats replaces its predecessor and is unread again.
CREATE TABLE notifications.notifications (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  effect_key text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('shortlist_changed', 'webhook_disabled')),
  -- Only people who hold this permission see it.
  permission text NOT NULL,
  job_id uuid,
  data jsonb NOT NULL,
  occurred_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (organization_id, effect_key),
  UNIQUE (organization_id, id)
);
CREATE INDEX notifications_recent ON notifications.notifications (organization_id, occurred_at DESC);
CALL platform.protect('notifications.notifications');

CREATE TABLE notifications.notification_reads (
  organization_id uuid NOT NULL,
  notification_id uuid NOT NULL,
  user_id uuid NOT NULL,
  read_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (organization_id, notification_id, user_id),
  FOREIGN KEY (organization_id, notification_id) REFERENCES notifications.notifications (organization_id, id) ON DELETE CASCADE
);
CALL platform.protect('notifications.notification_reads');

CREATE TABLE notifications.webhook_endpoints (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  url text NOT NULL,
  description text,
  -- Empty: every type.
  event_types text[] NOT NULL DEFAULT '{}',
  -- Sealed under the organization's key.
  secret text NOT NULL,
  previous_secret text,
  previous_secret_expires_at timestamptz,
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'disabled')),
  disabled_reason text CHECK (disabled_reason IN ('manual', 'gone', 'failing')),
  disabled_at timestamptz,
  failing_since timestamptz,
  last_failure_at timestamptz,
  throttled_until timestamptz,
  -- The run that delivers to this endpoint right now: one at a time.
  lease_id uuid,
  leased_until timestamptz,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, id),
  CHECK ((status = 'disabled') = (disabled_reason IS NOT NULL)),
  CHECK ((previous_secret IS NULL) = (previous_secret_expires_at IS NULL))
);
CALL platform.protect('notifications.webhook_endpoints');
CREATE TRIGGER touch BEFORE UPDATE ON notifications.webhook_endpoints FOR EACH ROW EXECUTE FUNCTION platform.touch();

-- The id is that of the domain event; it is the `webhook-id` of every attempt.
CREATE TABLE notifications.webhook_events (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  type text NOT NULL,
  occurred_at timestamptz NOT NULL,
  data jsonb NOT NULL,
  UNIQUE (organization_id, id)
);
CALL platform.protect('notifications.webhook_events');

CREATE TABLE notifications.webhook_deliveries (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  endpoint_id uuid NOT NULL,
  event_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'failed')),
  attempts int NOT NULL DEFAULT 0,
  next_attempt_at timestamptz CHECK ((state = 'pending') = (next_attempt_at IS NOT NULL)),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, endpoint_id, event_id),
  UNIQUE (organization_id, id),
  FOREIGN KEY (organization_id, endpoint_id) REFERENCES notifications.webhook_endpoints (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, event_id) REFERENCES notifications.webhook_events (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX webhook_deliveries_due ON notifications.webhook_deliveries (organization_id, endpoint_id, next_attempt_at) WHERE state = 'pending';
CREATE INDEX webhook_deliveries_recent ON notifications.webhook_deliveries (organization_id, endpoint_id, id DESC);
CALL platform.protect('notifications.webhook_deliveries');
CREATE TRIGGER touch BEFORE UPDATE ON notifications.webhook_deliveries FOR EACH ROW EXECUTE FUNCTION platform.touch();

-- The log of attempts: never a body, never a header.
CREATE TABLE notifications.webhook_attempts (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  delivery_id uuid NOT NULL,
  attempted_at timestamptz NOT NULL,
  duration_ms int NOT NULL CHECK (duration_ms >= 0),
  status_code int,
  error_code text,
  FOREIGN KEY (organization_id, delivery_id) REFERENCES notifications.webhook_deliveries (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX webhook_attempts_delivery ON notifications.webhook_attempts (organization_id, delivery_id, id);
CALL platform.protect('notifications.webhook_attempts');
