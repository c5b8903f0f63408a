-- What an organization writes to candidates instead of the built-in mails: `{ "<template>": { "subject", "text" } }`. A change is a new version.
-- Version 0, which has no row, means that all are built in.
CREATE TABLE notifications.templates (
  organization_id uuid NOT NULL,
  version int NOT NULL CHECK (version > 0),
  templates jsonb NOT NULL,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, version)
);
CALL platform.protect('notifications.templates');
REVOKE UPDATE, DELETE ON notifications.templates FROM notifications_app;
