-- When a receiver answered well for the last time. One that never did is served by the workers for failing ones: whoever adds many receivers
-- that hang must not hold up those that are known to be fine. Endpoints from before prove themselves with their next delivery.
ALTER TABLE notifications.webhook_endpoints ADD COLUMN last_success_at timestamptz;
