-- Kinds of in-app notifications that a person does not want to see, from the snapshots of auth.
CREATE TABLE notifications.muted_kinds (
  organization_id uuid NOT NULL,
  user_id uuid NOT NULL,
  kinds text[] NOT NULL,
  version int NOT NULL,
  PRIMARY KEY (organization_id, user_id)
);
CALL platform.protect('notifications.muted_kinds');
