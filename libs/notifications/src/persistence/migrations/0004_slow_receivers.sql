-- Whether a receiver took long for its last good answer. It is then served by the workers for failing ones: some that answer well but slowly
-- must not hold up those that answer at once.
ALTER TABLE notifications.webhook_endpoints ADD COLUMN answers_slowly boolean NOT NULL DEFAULT false;
