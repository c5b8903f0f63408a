-- Events as they are pulled. `position` is given when a reader first gets that far, to events that are committed by then: one that was stored
-- earlier and committed later comes later, so nobody who goes on from a position ever misses it. `stored_as` keeps the order of storing,
-- which per application and job is the order of happening.
ALTER TABLE notifications.webhook_events
  ADD COLUMN stored_as bigint GENERATED ALWAYS AS IDENTITY,
  ADD COLUMN position bigint;
CREATE UNIQUE INDEX webhook_events_position ON notifications.webhook_events (organization_id, position) WHERE position IS NOT NULL;
CREATE INDEX webhook_events_unplaced ON notifications.webhook_events (organization_id, stored_as) WHERE position IS NULL;
