-- Alerts of saved searches: for one person, about no job, by mail to an address that auth tells.
ALTER TABLE notifications.notifications
  -- Only this person sees it; null: everybody who holds the permission.
  ADD COLUMN user_id uuid,
  DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications.notifications ADD CONSTRAINT notifications_kind_check
  CHECK (kind IN ('shortlist_changed', 'webhook_disabled', 'fairness_alert', 'search_matched'));
ALTER TABLE notifications.messages ALTER COLUMN job_id DROP NOT NULL, DROP CONSTRAINT messages_template_check;
ALTER TABLE notifications.messages ADD CONSTRAINT messages_template_check
  CHECK (template IN ('confirmation', 'replaced', 'duplicate', 'shortlisted', 'interview', 'offer', 'rejected', 'hired', 'shortlist', 'search_alert')),
  ADD CHECK (job_id IS NOT NULL OR template = 'search_alert');

-- Members of organizations, from the snapshots of auth.
CREATE TABLE notifications.member_copies (
  organization_id uuid NOT NULL,
  user_id uuid NOT NULL,
  -- Name and address, sealed under the organization's key by auth.
  details text NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (organization_id, user_id)
);
CALL platform.protect('notifications.member_copies');
