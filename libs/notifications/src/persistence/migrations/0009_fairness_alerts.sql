ALTER TABLE notifications.notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications.notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN ('shortlist_changed', 'webhook_disabled', 'fairness_alert'));
